package figure

import (
	"math/big"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/class"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/word"
)

// sign says what a dash in front of a number is.
type sign uint8

const (
	joins   sign = iota // it joins two things, or is a dash: 3-5亿元, A-3地块
	minus               // 净利润-3.2亿元
	unknown             // it can be either: 智能工厂-3.2亿元
)

// signed reads the dash at i and the quantity behind it.
func (s *scanner) signed(i int) (number.Reading, sign) {
	if s.text[i] != '-' || s.text.Before(i) == '-' || s.endsAt(i) {
		return number.Reading{}, joins
	}
	n := i + 1
	below := s.mayBeBelowZero(i)
	if below {
		n = s.text.SkipBlank(n)
	}
	if n >= len(s.text) || !source.IsDigit(rune(s.text[n])) {
		return number.Reading{}, joins
	}
	if r := s.src.Original(i); (r == '—' || r == '–') && !below {
		return number.Reading{}, joins
	}
	f, ok := s.measure.Measured(n)
	if !ok || f.Value == nil {
		return number.Reading{}, joins
	}
	if !below && !s.isApart(i) && f.Kind != knowledge.Percent && f.Kind != knowledge.PercentPoint && f.Kind != knowledge.Temperature {
		if _, ok := s.times.Time(n); ok {
			return number.Reading{}, joins
		}
		return f, unknown
	}
	f.From, f.Value = i, new(big.Rat).Neg(f.Value)
	return f, minus
}

// negative is the word for a minus.
const negative = "负"

// notNegative are the characters in front of 负 that make another word of it.
var notNegative = zhtext.NewSet("胜担肩欠抱")

// negated reads a quantity below zero in words: 净利润负3.2亿元, but not 地下负2层 and
// 胜负3场.
func (s *scanner) negated(i int) (number.Reading, bool) {
	n := i + len(negative)
	if n >= len(s.text) || !source.IsDigit(rune(s.text[n])) {
		return number.Reading{}, false
	}
	f, ok := s.measure.Measured(n)
	if !ok || f.Value == nil || notNegative.Has(s.text.Before(i)) {
		return number.Reading{}, false
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Temperature, knowledge.Money:
	default:
		if !s.mayBeBelowZero(i) {
			return number.Reading{}, false
		}
	}
	f.From, f.Value = i, new(big.Rat).Neg(f.Value)
	return f, true
}

// endsAt reports whether a number, a figure or a word of Latin letters ends at the
// dash at i, or another sign of a range is in front of it.
func (s *scanner) endsAt(i int) bool {
	r := s.text.Before(i)
	return i > 0 && i == s.words.Floor || source.IsAlnum(r) || r > 0 && (strings.ContainsRune("+*/×)%~", r) || s.classes.Of(r)&class.Numeral != 0)
}

var apartMarks = zhtext.NewSet(":(，,、;")

// isApart reports whether nothing that a dash could join to a number is in front of
// i: 净出口：-1.3亿元.
func (s *scanner) isApart(i int) bool {
	r := s.text.Before(i)
	return r == 0 || apartMarks.Has(r)
}

// mayBeBelowZero reports whether the words in front of i name a quantity that can be
// below zero. A qualifier may be between: 净利润约-3亿元.
func (s *scanner) mayBeBelowZero(i int) bool {
	left := strings.TrimSuffix(string(s.text[:i]), " ")
	left = strings.TrimSuffix(left, s.words.Words.Trailing(left, word.Before).Text)
	return s.words.Words.Trailing(left, word.Below).Text != ""
}
