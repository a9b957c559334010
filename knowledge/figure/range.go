package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhnum"
	"beilun/knowledge"
)

var dashes = []string{"---", "--", "-", "~~", "~", "至", "到"}

// dash returns the length of the sign of a range at i.
func (s *scanner) dash(i int) int {
	for _, d := range dashes {
		if strings.HasPrefix(s.s[i:], d) {
			return len(d)
		}
	}
	return 0
}

// rangeEnd reads the second number of a range that begins with a: -50,
// 万-50万, 个至21. What both ends tell with a unit of their own and a word
// between is two figures (给予10万元至50万元).
func (s *scanner) rangeEnd(a amount) (amount, bool) {
	b, ok := s.rangeOf(a)
	if !ok {
		return amount{}, false
	}
	u, to := s.unit(a.to)
	if to == 0 {
		to = a.to
	}
	word := s.s[to] >= utf8.RuneSelf
	v, end := s.unit(b.to)
	if end == 0 || to > a.to && (u.name != v.name || word && u.kind != knowledge.Percent && u.kind != knowledge.Temperature && s.as == Press) {
		return amount{}, false
	}
	return b, true
}

// rangeOf reads the second number of a range that begins with a, a unit
// between them or not.
func (s *scanner) rangeOf(a amount) (amount, bool) {
	if a.Hi != nil || a.Bare {
		return amount{}, false
	}
	_, to := s.unit(a.to)
	if to == 0 {
		to = a.to
	}
	n := s.dash(to)
	if n == 0 {
		return amount{}, false
	}
	b, ok := s.amount(to + n)
	if !ok || b.Hi != nil || b.Bare || s.broken(b) || a.Value.Cmp(b.Value) > 0 && a.Scaled {
		return amount{}, false
	}
	return b, true
}

// carried returns the first value of the range a to b, with the scale that is
// told once for both: 10-50万, 两到三千. What is larger than the second number
// without its scale has none in common with it: 8500到3万.
func (s *scanner) carried(a, b amount) *big.Rat {
	first, second := s.s[a.from:a.from+a.Len], s.s[b.from:b.from+b.Len]
	if strings.ContainsAny(first, "万亿兆") || s.s[a.to-1] == 'k' {
		return a.Value
	}
	scales := "万亿兆"
	if !a.Scaled {
		scales = "百佰千仟万亿兆"
	}
	digits := strings.TrimRight(second, scales)
	bare, ok := zhnum.Parse(digits)
	if !ok || digits == second && s.s[b.to-1] != 'k' || bare.Hi != nil || bare.Value.Sign() == 0 || a.Value.Cmp(bare.Value) >= 0 {
		return a.Value
	}
	factor := new(big.Rat).Quo(b.Value, bare.Value)
	return factor.Mul(factor, a.Value)
}

// scale returns what the 万 and 亿 at the end of the number a multiply it by.
func (s *scanner) scale(a amount) *big.Rat {
	text := s.s[a.from : a.from+a.Len]
	digits := strings.TrimRight(text, "万亿")
	bare, ok := zhnum.Parse(digits)
	if digits == text || !ok || bare.Value.Sign() == 0 {
		return ratOne
	}
	return new(big.Rat).Quo(a.Value, bare.Value)
}
