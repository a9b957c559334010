package figure

import (
	"math/big"
	"strings"

	"beilun/knowledge"
)

// bound is one side of a range: a number with a word that makes it a limit.
type bound struct {
	lo, hi   *big.Rat
	from, to int
}

// wideRange reads a range of numbers: 20~100, 位于20和30之间, 大于10且小于20,
// 五百以上, 五百多. The limits themselves may belong to it or not.
func (s *scanner) wideRange(i int) (reading, bool) {
	if f, ok := s.between(i); ok {
		return f, true
	}
	b, ok := s.bound(i)
	if !ok {
		return reading{}, false
	}
	if c, ok := s.bound(s.connected(b.to)); ok && (b.lo == nil) != (c.lo == nil) && (b.hi == nil) != (c.hi == nil) {
		lo, hi := b.lo, c.hi
		if lo == nil {
			lo, hi = c.lo, b.hi
		}
		if lo.Cmp(hi) <= 0 {
			b = bound{lo, hi, b.from, c.to}
		}
	}
	f := reading{from: b.from, to: b.to}
	f.Kind, f.Lo, f.Hi = knowledge.Number, b.lo, b.hi
	return f, true
}

// connected returns where the second bound of a range may begin behind the
// first one's end.
func (s *scanner) connected(i int) int {
	for range 3 {
		i = s.blanks(i)
		if to := s.word(i, "并且", "而且", "同时", "且", "并", "的", "，", ",", "但"); to > 0 {
			i = to
		}
	}
	return i
}

// operand reads the number of a bound; 第 may stand before it.
func (s *scanner) operand(i int) (amount, bool) {
	i = s.blanks(i)
	from := i
	if to := s.word(i, "第"); to > 0 {
		from = to
	}
	a, to := s.expression(from)
	if a.Value == nil || a.Hi != nil {
		return amount{}, false
	}
	a.from, a.to = i, to-a.InfixLen
	return a, true
}

// between reads ranges with both ends told.
func (s *scanner) between(i int) (reading, bool) {
	if s.inLatin(i) {
		return reading{}, false
	}
	from := i
	led := s.word(i, "位于", "在", "介于")
	if led > 0 {
		from = led
	}
	a, ok := s.operand(from)
	if !ok {
		return reading{}, false
	}
	to := s.blanks(a.to)
	closed := s.word(to, "和", "与")
	joint := closed
	if joint == 0 {
		if n := s.dash(to); n > 0 {
			joint = to + n
		}
	}
	if joint == 0 {
		return reading{}, false
	}
	b, ok := s.operand(joint)
	if !ok {
		return reading{}, false
	}
	f := reading{from: i, to: b.to}
	f.Kind, f.Lo, f.Hi = knowledge.Number, s.carried(a, b), b.Value
	if end := s.word(s.blanks(b.to), "之间", "间"); end > 0 {
		f.to = end
	} else if closed > 0 || led > 0 {
		return reading{}, false
	}
	return f, f.Lo.Cmp(f.Hi) <= 0
}

var (
	moreWords = []string{"大于", "多于", "高于", "超过", ">"}
	lessWords = []string{"小于", "少于", "低于", "不到", "不足", "<"}
)

// bound reads a number with one limit.
func (s *scanner) bound(i int) (bound, bool) {
	if i >= len(s.s) {
		return bound{}, false
	}
	if b, ok := s.compared(i); ok {
		return b, true
	}
	if to := s.word(i, "比"); to > 0 {
		if a, ok := s.operand(to); ok {
			end := a.to + len("更")*btoi(strings.HasPrefix(s.s[a.to:], "更"))
			if to := s.word(end, "大", "多", "高"); to > 0 {
				return bound{a.Value, nil, i, to}, true
			}
			if to := s.word(end, "小", "少", "低"); to > 0 {
				return bound{nil, a.Value, i, to}, true
			}
		}
		return bound{}, false
	}
	if to := s.word(i, "等于", "="); to > 0 {
		if a, ok := s.operand(to); ok {
			return bound{a.Value, a.Value, i, a.to}, true
		}
		return bound{}, false
	}
	return s.followed(i)
}

// compared reads a limit that is told in front of its number: 大于或者等于3.
func (s *scanner) compared(i int) (bound, bool) {
	at, more := 0, false
	from := i
	not := s.word(i, "不")
	if not > 0 && s.word(i, "不到", "不足") == 0 {
		from = not
	}
	if to := s.word(from, moreWords...); to > 0 {
		at, more = to, from == i
	} else if to := s.word(from, lessWords...); to > 0 {
		at, more = to, from > i
	} else if to := s.word(i, "至少", "最少", "≥"); to > 0 {
		at, more = to, true
	} else if to := s.word(i, "至多", "最多", "≤"); to > 0 {
		at = to
	}
	if at == 0 {
		return bound{}, false
	}
	for _, words := range [][]string{{"了"}, {" "}, {"或者", "或"}, {"等于", "="}, {"有", "是", "为"}} {
		if to := s.word(at, words...); to > 0 {
			at = to
		}
	}
	a, ok := s.operand(at)
	if !ok {
		return bound{}, false
	}
	b := bound{from: i, to: a.to}
	if a.InfixLen > 0 && more {
		b.to += a.InfixLen
	}
	if more {
		b.lo = a.Value
	} else {
		b.hi = a.Value
	}
	return b, true
}

// followed reads a limit that is told behind its number: 五百以上, 五百多.
func (s *scanner) followed(i int) (bound, bool) {
	if s.inLatin(i) {
		return bound{}, false
	}
	from := i
	if to := s.word(i, "在"); to > 0 {
		from = to
	}
	a, ok := s.operand(from)
	if !ok {
		return bound{}, false
	}
	if a.Infix != "" && from == i {
		return bound{a.Value, nil, i, a.to + a.InfixLen}, true
	}
	at := s.blanks(a.to)
	if to := s.word(at, "或者", "或"); to > 0 {
		at = to
	}
	if to := s.word(at, "及以上", "以上", "之上", "更大", "更多", "更高"); to > 0 {
		return bound{a.Value, nil, from, to}, true
	}
	if to := s.word(at, "及以下", "以下", "之下", "以内", "之内", "更小", "更少", "更低"); to > 0 {
		return bound{nil, a.Value, from, to}, true
	}
	return bound{}, false
}
