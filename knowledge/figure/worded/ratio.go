package worded

import (
	"math/big"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
)

const (
	maxParts     = 6     // of a ratio
	maxRatioWord = 6 * 3 // bytes in front of a ratio that are searched for a word: 6 characters
)

// Ratio reads 1:15 if the text says that it is a ratio. A ratio of more than two
// parts has no value.
func (r *Reader) Ratio(i int) (number.Reading, bool) {
	a, ok := r.part(i)
	if !ok || r.numbers.Word(a.To, ":") == 0 {
		return number.Reading{}, false
	}
	b, ok := r.part(a.To + 1)
	if !ok || b.Value.Sign() == 0 {
		return number.Reading{}, false
	}
	parts, to := 2, b.To
	for r.numbers.At(to) == ':' { // 三次产业比例为1.6:57.7:40.7
		c, ok := r.part(to + 1)
		if !ok || parts == maxParts {
			return number.Reading{}, false
		}
		to = c.To
		parts++
	}
	before := r.words.Clause(i)
	before = before[max(0, len(before)-maxRatioWord):]
	if !announcesRatio(before, parts) && !r.numbers.Has(to, "的比例") && !r.qualify.Replaces(i, knowledge.Ratio) {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: to}
	f.Kind = knowledge.Ratio
	if parts == 2 {
		f.Value = new(big.Rat).Quo(a.Value, b.Value)
	}
	return f, true
}

// part reads one number of a ratio.
func (r *Reader) part(i int) (number.Amount, bool) {
	a, ok := r.numbers.Amount(i)
	return a, ok && !a.Chinese && a.InfixLen == 0 && !a.Scaled
}

// announcesRatio reports whether the words in front of a number of parts say that
// they are a ratio: 8:30:15 behind 比赛于 is a time.
func announcesRatio(before string, parts int) bool {
	if parts == 2 {
		return strings.Contains(before, "比")
	}
	for _, w := range ratioWords {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}

// maxDoublings is how often something may double.
var maxDoublings = number.Ten

// Doubled reads 翻一番, which is twice as much, and 翻两番, four times as much.
func (r *Reader) Doubled(i int) (number.Reading, bool) {
	at := r.numbers.Word(i, "翻了", "翻")
	if at == 0 {
		return number.Reading{}, false
	}
	a, ok := r.numbers.Amount(at)
	if !ok || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() || a.Value.Sign() <= 0 || a.Value.Cmp(maxDoublings) > 0 {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: r.numbers.Word(a.To, "番")}
	f.Kind, f.Unit = knowledge.Multiple, "倍"
	f.Value = new(big.Rat).SetInt64(1 << a.Value.Num().Int64())
	return f, f.To > 0
}

// yearUnit is the unit whose ordinals number years: 第15年.
const yearUnit = "年"

// Rank reads 第3位 if the text says that it is a rank, and 第15年.
func (r *Reader) Rank(i int) (number.Reading, bool) {
	at := r.numbers.Word(i, "第")
	if at == 0 {
		return number.Reading{}, false
	}
	a, ok := r.numbers.Amount(at)
	if !ok || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: a.To}
	f.Kind, f.Value = knowledge.Ordinal, a.Value
	for _, w := range rankUnits {
		if to := r.numbers.Word(a.To, w); to > 0 {
			f.Unit, f.To = w, to
		}
	}
	isRank := r.numbers.Ends(i, rankFront...)
	switch f.Unit {
	case "":
	case yearUnit:
		isRank = isRank || a.Value.Cmp(number.One) > 0 || r.numbers.Ends(i, rankFrontYears...)
	default:
		isRank = isRank || !a.Chinese
	}
	return f, isRank && !notRank.Has(r.numbers.At(f.To))
}
