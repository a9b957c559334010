package figure

import (
	"math/big"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
)

// The words of ranges, which wide.txt explains.
var (
	moreWords    = wideWords.Words("more")
	lessWords    = wideWords.Words("less")
	leastWords   = wideWords.Words("least")
	mostWords    = wideWords.Words("most")
	notLessWords = wideWords.Words("not-less")
	equalWords   = wideWords.Words("bound-equal")
	orWords      = wideWords.Words("bound-or")
	afterBound   = [][]string{wideWords.Words("bound-done"), {" "}, orWords, equalWords, wideWords.Words("bound-is")}
	compareMore  = wideWords.Words("compare-more")
	compareLess  = wideWords.Words("compare-less")
	leastBehind  = wideWords.Words("least-behind")
	mostBehind   = wideWords.Words("most-behind")
	boundJoints  = wideWords.Words("bound-joint")
	rangeFront   = wideWords.Words("range-front")
	rangeJoints  = wideWords.Words("range-joint")
	rangeBehind  = wideWords.Words("range-behind")
)

// bound is one side of a range: a number with a word that makes a limit of it. Both
// sides are set for 等于.
type bound struct {
	lo, hi   *big.Rat
	from, to int
}

// bounded reads a range of numbers: 20~100, 位于20和30之间, 大于10且小于20, 五百以上,
// 五百多. The bounds themselves may belong to the range or not.
func (w *wide) bounded(i int) (number.Reading, bool) {
	if f, ok := w.between(i); ok {
		return f, true
	}
	b, ok := w.bound(i)
	if !ok {
		return number.Reading{}, false
	}
	if c, ok := w.bound(w.nextBound(b.to)); ok && (b.lo == nil) != (c.lo == nil) && (b.hi == nil) != (c.hi == nil) {
		lo, hi := b.lo, c.hi
		if lo == nil {
			lo, hi = c.lo, b.hi
		}
		if lo.Cmp(hi) <= 0 {
			b = bound{lo, hi, b.from, c.to}
		}
	}
	f := number.Reading{From: b.from, To: b.to}
	f.Kind, f.Lo, f.Hi = knowledge.Number, b.lo, b.hi
	return f, true
}

// nextBound returns where the second bound of a range can begin if the first one ends
// at i.
func (w *wide) nextBound(i int) int {
	for range 3 {
		i = w.text.SkipBlank(i)
		i = max(i, w.text.Word(i, boundJoints...))
	}
	return i
}

// operand reads the number of a bound; 第 may be in front of it.
func (w *wide) operand(i int) (number.Amount, bool) {
	i = w.text.SkipBlank(i)
	a, to := w.numbers.Expression(max(i, w.text.Word(i, "第")))
	if a.Value == nil || a.Hi != nil {
		return number.Amount{}, false
	}
	a.From, a.To = i, to-a.InfixLen
	return a, true
}

// between reads a range with both ends.
func (w *wide) between(i int) (number.Reading, bool) {
	if w.text.InLatin(i) {
		return number.Reading{}, false
	}
	front := w.text.Word(i, rangeFront...)
	a, ok := w.operand(max(i, front))
	if !ok {
		return number.Reading{}, false
	}
	to := w.text.SkipBlank(a.To)
	joined := w.text.Word(to, rangeJoints...)
	second := joined
	if second == 0 {
		n := w.numbers.Dash(to)
		if n == 0 {
			return number.Reading{}, false
		}
		second = to + n
	}
	b, ok := w.operand(second)
	if !ok {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: b.To}
	f.Kind, f.Lo, f.Hi = knowledge.Number, w.numbers.Carry(a, b), b.Value
	if end := w.text.Word(w.text.SkipBlank(b.To), rangeBehind...); end > 0 {
		f.To = end
	} else if joined > 0 || front > 0 {
		return number.Reading{}, false
	}
	return f, f.Lo.Cmp(f.Hi) <= 0
}

// bound reads a number with one limit.
func (w *wide) bound(i int) (bound, bool) {
	if i >= len(w.text) {
		return bound{}, false
	}
	if b, ok := w.boundInFront(i); ok {
		return b, true
	}
	if to := w.text.Word(i, "比"); to > 0 {
		return w.comparison(i, to)
	}
	if to := w.text.Word(i, equalWords...); to > 0 {
		a, ok := w.operand(to)
		return bound{a.Value, a.Value, i, a.To}, ok
	}
	return w.boundBehind(i)
}

// comparison reads 比10大: the number at to, and an adjective.
func (w *wide) comparison(i, to int) (bound, bool) {
	a, ok := w.operand(to)
	if !ok {
		return bound{}, false
	}
	end := max(a.To, w.text.Word(a.To, "更"))
	if to := w.text.Word(end, compareMore...); to > 0 {
		return bound{a.Value, nil, i, to}, true
	}
	if to := w.text.Word(end, compareLess...); to > 0 {
		return bound{nil, a.Value, i, to}, true
	}
	return bound{}, false
}

// boundInFront reads a limit whose word is in front of the number: 大于或者等于3.
func (w *wide) boundInFront(i int) (bound, bool) {
	at, more := 0, false
	from := i
	if not := w.text.Word(i, "不"); not > 0 && w.text.Word(i, notLessWords...) == 0 {
		from = not
	}
	if to := w.text.Word(from, moreWords...); to > 0 {
		at, more = to, from == i
	} else if to := w.text.Word(from, lessWords...); to > 0 {
		at, more = to, from > i
	} else if to := w.text.Word(i, leastWords...); to > 0 {
		at, more = to, true
	} else if at = w.text.Word(i, mostWords...); at == 0 {
		return bound{}, false
	}
	for _, words := range afterBound {
		at = max(at, w.text.Word(at, words...))
	}
	a, ok := w.operand(at)
	if !ok {
		return bound{}, false
	}
	if more {
		return bound{a.Value, nil, i, a.To + a.InfixLen}, true
	}
	return bound{nil, a.Value, i, a.To}, true
}

// boundBehind reads a limit whose word is behind the number: 五百以上, 五百多.
func (w *wide) boundBehind(i int) (bound, bool) {
	if w.text.InLatin(i) {
		return bound{}, false
	}
	from := max(i, w.text.Word(i, "在"))
	a, ok := w.operand(from)
	if !ok {
		return bound{}, false
	}
	if a.Infix != "" && from == i {
		return bound{a.Value, nil, i, a.To + a.InfixLen}, true
	}
	at := w.text.SkipBlank(a.To)
	at = max(at, w.text.Word(at, orWords...))
	if to := w.text.Word(at, leastBehind...); to > 0 {
		return bound{a.Value, nil, from, to}, true
	}
	if to := w.text.Word(at, mostBehind...); to > 0 {
		return bound{nil, a.Value, from, to}, true
	}
	return bound{}, false
}
