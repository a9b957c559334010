package number

import (
	"math/big"
	"strings"

	"beilun/knowledge/figure/source"
)

// maxPower bounds the powers that are worked out.
const maxPower = 400

// Expression reads a number with the arithmetic around it: a sign, 40k, 2e5,
// 2^-1, 3/2, 三分之一, 一又二分之一, 一打. The value is nil if there is none at i.
func (r *Reader) Expression(i int) (n Amount, to int) {
	from, negative := r.Sign(i)
	a, ok := r.Simple(from)
	if !ok {
		return Amount{}, 0
	}
	if a.Hi == nil && a.InfixLen == 0 {
		r.fraction(&a)
	}
	if negative {
		a.Value = new(big.Rat).Neg(a.Value)
	}
	a.From = i
	return a, a.To
}

// Sign reads 负 or a minus at i and returns where the number begins. A dash behind
// a number or another dash is no minus.
func (r *Reader) Sign(i int) (from int, negative bool) {
	if to := r.Word(i, "负"); to > 0 {
		return to, true
	}
	if i < len(r.Text) && r.Text[i] == '-' {
		if before := r.Before(i); before != '-' && !source.IsAlnum(before) {
			return i + 1, true
		}
	}
	return i, false
}

// halves are numbers that begin with 半.
var halves = []struct {
	word string
	n    int64
}{{"半百", 50}, {"半千", 500}, {"半万", 5000}, {"半打", 6}}

// Simple reads a number without a sign or a fraction. It may begin with its
// decimal point.
func (r *Reader) Simple(i int) (Amount, bool) {
	var a Amount
	for _, h := range halves {
		if to := r.Word(i, h.word); to > 0 {
			a.Value, a.Scaled, a.From, a.To = big.NewRat(h.n, 1), true, i, to
			return a, true
		}
	}
	before := r.Before(i)
	if i+1 >= len(r.Text) || r.Text[i] != '.' || !source.IsDigit(rune(r.Text[i+1])) || before == '.' || source.IsAlnum(before) {
		return r.Amount(i)
	}
	b, ok := r.Amount(i + 1)
	if !ok || b.Chinese || b.Grouped || b.Scaled {
		return a, false
	}
	a.Value, _ = new(big.Rat).SetString("0" + string(r.Text[i:b.To]))
	a.From, a.To = i, b.To
	return a, a.Value != nil
}

// factors are the letters that multiply a number.
var factors = map[byte]int64{'k': 1e3, 'm': 1e6, 'g': 1e9, 't': 1e12}

const dozen = "打"

// factor multiplies the number a by what is behind it: k, e5, ^2 and 打. Letters
// other than k are units in modes that have units.
func (r *Reader) factor(a *Amount) {
	if a.InfixLen > 0 {
		return
	}
	if to := r.Word(a.To, dozen); to > 0 && a.Hi == nil {
		if _, ok := r.Amount(to); !ok {
			a.Value, a.To = new(big.Rat).Mul(a.Value, big.NewRat(12, 1)), to
			a.Scaled, a.Digits = true, false
		}
		return
	}
	if a.Chinese || a.Scaled {
		return
	}
	rest := string(r.Text[a.To:])
	if n := len(rest) - len(strings.TrimPrefix(rest, " ")); n < len(rest) {
		f := factors[rest[n]]
		if (f == 1000 || f > 0 && n == 0 && r.Mode == Digits) && (n+1 == len(rest) || !source.IsAlnum(rune(rest[n+1]))) {
			a.Value, a.To, a.Scaled = new(big.Rat).Mul(a.Value, big.NewRat(f, 1)), a.To+n+1, true
			return
		}
	}
	if rest != "" && (rest[0] == 'e' || rest[0] == '^') {
		r.raise(a, rest)
	}
}

// raise reads e5 or ^2, which rest begins with.
func (r *Reader) raise(a *Amount, rest string) {
	n := 1
	if n < len(rest) && (rest[n] == '-' || rest[n] == '+') {
		n++
	}
	e := 0
	first := n
	for n < len(rest) && source.IsDigit(rune(rest[n])) && e < maxPower {
		e = 10*e + int(rest[n]-'0')
		n++
	}
	if n == first || e > maxPower || n < len(rest) && source.IsAlnum(rune(rest[n])) {
		return
	}
	base := big.NewRat(10, 1)
	if rest[0] == '^' {
		base = a.Value
	}
	exponent := big.NewInt(int64(e))
	p := new(big.Rat).SetFrac(new(big.Int).Exp(base.Num(), exponent, nil), new(big.Int).Exp(base.Denom(), exponent, nil))
	if rest[1] == '-' {
		if p.Sign() == 0 {
			return
		}
		p.Inv(p)
	}
	if rest[0] == 'e' {
		p.Mul(p, a.Value)
	}
	a.Value, a.To = p, a.To+n
}

// fraction reads what makes a fraction or a mixed number of the number a.
func (r *Reader) fraction(a *Amount) {
	from := r.Word(a.To, "又")
	if from == 0 && !a.Chinese && !a.Scaled {
		from = r.Word(a.To, " ")
	}
	if from == 0 {
		r.part(a)
		return
	}
	b, ok := r.Simple(from)
	if !ok || b.Hi != nil || b.InfixLen > 0 {
		return
	}
	to := b.To
	if r.part(&b); b.To > to && (r.Text[a.To] != ' ' || r.Text[to] == '/') {
		a.Value, a.To = new(big.Rat).Add(a.Value, b.Value), b.To
		a.Scaled, a.Digits = true, false
	}
}

// PartOf is between the two numbers of a fraction in words.
const PartOf = "分之"

// part reads the other half of a fraction: 三分之一, 1/3. A second stroke would
// make a date or a path of it.
func (r *Reader) part(a *Amount) {
	var over, under Amount
	ok := false
	if to := r.Word(a.To, PartOf); to > 0 && !r.isHundred(a) {
		from, negative := r.Sign(to)
		under = *a
		if over, ok = r.Simple(from); ok && negative {
			over.Value = new(big.Rat).Neg(over.Value)
		}
	} else if to := r.Word(a.To, "/"); to > 0 && !a.Chinese && !a.Scaled && !a.Grouped {
		over = *a
		under, ok = r.Amount(to)
		ok = ok && !under.Chinese && !under.Scaled && !under.Grouped && r.Word(under.To, "/") == 0
		over.To = under.To
	}
	if !ok || over.Hi != nil || under.Hi != nil || under.Value.Sign() == 0 {
		return
	}
	a.Value, a.To = new(big.Rat).Quo(over.Value, under.Value), over.To
	a.Scaled, a.Digits = true, false
}

// isHundred reports whether the number a is the 百 of 百分之.
func (r *Reader) isHundred(a *Amount) bool {
	text := string(r.Text[a.From:a.To])
	return text == "百" || text == "佰"
}
