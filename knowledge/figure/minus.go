package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// sign is what a dash in front of a number is.
type sign uint8

const (
	joins   sign = iota // it joins two things, or is a dash: 3-5亿元, A-3地块
	minus               // 净利润-3.2亿元
	unknown             // the one or the other: 智能工厂-3.2亿元
)

// negative reads a quantity below zero. Where a dash can be a minus or join
// two things the number is none.
func (s *scanner) negative(i int) (reading, bool) {
	f, sign := s.signed(i)
	return f, sign == minus
}

// signed reads the dash at i and the quantity behind it.
func (s *scanner) signed(i int) (reading, sign) {
	if s.s[i] != '-' || s.runeBefore(i) == '-' || s.ended(i) {
		return reading{}, joins
	}
	n := i + 1
	below := s.belowZero(i)
	if below {
		n = s.blanks(n)
	}
	if n >= len(s.s) || !isWestern(rune(s.s[n])) {
		return reading{}, joins
	}
	if r, _ := utf8.DecodeRuneInString(s.src.text[s.src.at[i]:]); (r == '—' || r == '–') && !below {
		return reading{}, joins
	}
	f, ok := s.measured(n)
	if !ok || f.Value == nil {
		return reading{}, joins
	}
	if !below && !s.apart(i) && f.Kind != knowledge.Percent && f.Kind != knowledge.PercentPoint && f.Kind != knowledge.Temperature {
		if _, ok := s.time(n); ok {
			return reading{}, joins
		}
		return f, unknown
	}
	f.from, f.Value = i, new(big.Rat).Neg(f.Value)
	return f, minus
}

// negated reads a quantity below zero in words: 净利润负3.2亿元. 地下负2层 and 胜负3场 are none.
func (s *scanner) negated(i int) (reading, bool) {
	n := i + len("负")
	if n >= len(s.s) || !isWestern(rune(s.s[n])) {
		return reading{}, false
	}
	f, ok := s.measured(n)
	if !ok || f.Value == nil || strings.ContainsRune("胜担肩欠抱", s.runeBefore(i)) {
		return reading{}, false
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Temperature, knowledge.Money:
	default:
		if !s.belowZero(i) {
			return reading{}, false
		}
	}
	f.from, f.Value = i, new(big.Rat).Neg(f.Value)
	return f, true
}

// ended reports whether a number, a figure or a word of Latin letters ends in
// front of the dash at i, or another sign of a range stands there.
func (s *scanner) ended(i int) bool {
	r := s.runeBefore(i)
	return i > 0 && i == s.floor || isAlnum(r) || r > 0 && strings.ContainsRune("+*/×)%~"+numerals, r)
}

// apart reports whether nothing that a dash could join to a number stands in
// front of i: 净出口：-1.3亿元.
func (s *scanner) apart(i int) bool {
	r := s.runeBefore(i)
	return r == 0 || strings.ContainsRune(":(，,、;", r)
}

// belowZero reports whether the words in front of i tell a quantity that can
// be below zero, a qualifier between or not: 净利润约-3亿元.
func (s *scanner) belowZero(i int) bool {
	left := s.s[:i]
	if cut, ok := strings.CutSuffix(left, " "); ok {
		left = cut
	}
	left = strings.TrimSuffix(left, s.t.beforeAt(left, qualifies).text)
	return s.t.beforeAt(left, below).text != ""
}
