package figure

import (
	"math/big"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// raisedDigit returns the value of a raised digit, or -1.
func raisedDigit(r rune) int {
	switch r {
	case '¹':
		return 1
	case '²', '³':
		return int(r-'²') + 2
	}
	if '⁴' <= r && r <= '⁹' || r == '⁰' {
		return int(r - '⁰')
	}
	return -1
}

// maxExponent bounds the powers of ten of a figure.
const maxExponent = 30

// times returns the end of a sign of multiplication at i, or 0.
func (s *scanner) times(i int) int { return s.word(i, "×", "✕", "*", "x") }

// tens multiplies the number a by the power of ten behind it: 3.5×10⁴,
// 3.5×10^4.
func (s *scanner) tens(a *amount) {
	to := s.times(a.to)
	if to == 0 || a.InfixLen > 0 || a.Hi != nil || !strings.HasPrefix(s.s[to:], "10") {
		return
	}
	e, end := s.exponent(to + len("10"))
	if end == 0 {
		return
	}
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e, -e))), nil))
	if e < 0 {
		p.Inv(p)
	}
	a.Value, a.to = new(big.Rat).Mul(a.Value, p), end
	a.Scaled, a.Digits = true, false
}

// exponent reads the raised digits at i, or those behind ^, and returns 0 for
// their end where there are none.
func (s *scanner) exponent(i int) (e, end int) {
	digit := raisedDigit
	if i < len(s.s) && s.s[i] == '^' {
		i++
		digit = func(r rune) int { return strings.IndexRune("0123456789", r) }
	}
	sign := 1
	if to := s.word(i, "⁻", "-"); to > 0 {
		i, sign = to, -1
	}
	for i < len(s.s) {
		r, w := utf8.DecodeRuneInString(s.s[i:])
		d := digit(r)
		if d < 0 {
			break
		}
		if e = 10*e + d; e > maxExponent {
			return 0, 0
		}
		i += w
		end = i
	}
	return sign * e, end
}

// maxMachines is how many machines of a kind may be multiplied.
const maxMachines = 99

// machines are the units in which the size of a machine is told.
var machines = map[string]bool{"千瓦": true, "兆瓦": true, "吉瓦": true, "千伏安": true, "兆伏安": true, "吨": true, "吨/日": true, "吨/天": true, "吨/小时": true, "吨/时": true}

// product reads machines of a size each: 2×660MW is 1320 MW. The sides of a
// thing are no product (3×5米).
func (s *scanner) product(i int) (reading, bool) {
	a, ok := s.amount(i)
	if !ok || a.Chinese || a.Scaled || a.Grouped || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() || a.Value.Cmp(big.NewRat(maxMachines, 1)) > 0 {
		return reading{}, false
	}
	to := s.times(a.to)
	if to == 0 {
		return reading{}, false
	}
	b, ok := s.amount(to)
	if !ok || b.Chinese || b.InfixLen > 0 || b.Hi != nil || s.lostPower(b) {
		return reading{}, false
	}
	u, end := s.unit(b.to)
	if end == 0 {
		return reading{}, false
	}
	f := number(a, u.kind)
	f.to, f.Unit, f.Value = end, u.name, new(big.Rat).Mul(a.Value, b.Value)
	s.perUnit(&f)
	return f, f.Kind == knowledge.Dimension && machines[f.Unit] && s.times(f.to) == 0
}

// lostPower reports whether the number b can be a power of ten whose exponent
// is no longer raised: 104 of 3.5×10⁴.
func (s *scanner) lostPower(b amount) bool {
	text := s.s[b.from : b.from+b.Len]
	return len(text) == 3 && text[:2] == "10" && text[2] != '0'
}
