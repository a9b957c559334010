package number

import (
	"math/big"
	"strings"
	"unicode/utf8"
)

// Raised returns the value of a raised digit (¹, ², ⁴), or -1 for other
// characters.
func Raised(r rune) int {
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

// Times returns the end of a multiplication sign at i, or 0.
func (r *Reader) Times(i int) int { return r.Word(i, "×", "✕", "*", "x") }

// power multiplies the number a by the power of ten behind it: 3.5×10⁴, 3.5×10^4.
func (r *Reader) power(a *Amount) {
	to := r.Times(a.To)
	if to == 0 || a.InfixLen > 0 || a.Hi != nil || !r.Has(to, "10") {
		return
	}
	e, end := r.exponent(to + len("10"))
	if end == 0 {
		return
	}
	p := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e, -e))), nil))
	if e < 0 {
		p.Inv(p)
	}
	a.Value, a.To = new(big.Rat).Mul(a.Value, p), end
	a.Scaled, a.Digits = true, false
}

// exponent reads the raised digits at i, or the digits behind ^. Its end is 0 if
// there are none.
func (r *Reader) exponent(i int) (e, end int) {
	digit := Raised
	if i < len(r.Text) && r.Text[i] == '^' {
		i++
		digit = func(r rune) int { return strings.IndexRune("0123456789", r) }
	}
	sign := 1
	if to := r.Word(i, "⁻", "-"); to > 0 {
		i, sign = to, -1
	}
	for i < len(r.Text) {
		c, w := utf8.DecodeRuneInString(string(r.Text[i:]))
		d := digit(c)
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

// IsLostPower reports whether the number b can be a power of ten whose exponent is
// no longer raised: 104 of 3.5×10⁴.
func (r *Reader) IsLostPower(b Amount) bool {
	text := r.Numeral(b)
	return len(text) == 3 && text[:2] == "10" && text[2] != '0'
}
