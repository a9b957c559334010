package ledger

import (
	"math/big"
	"strings"

	"beilun/knowledge"
)

// span is the exact values that a figure may have: those between two bounds. A figure
// that is exact has one.
//
// 2026-12-01: all that judges whether two figures agree asks for these (a check of a
// draft, what contradicts in an answer, in changes and in lists), because answers called
// 约48亿元 and 47.3亿元 two statements and changes called them one, within a twentieth;
// instead of a share of the value, which lets 约48亿元 be said by 46亿元 and keeps 约3亿元
// from being said by 2.8亿元. How exact a figure is can be seen from its last digit.
type span struct {
	lo, hi         *big.Rat
	loOpen, hiOpen bool // the bound itself is not one of them
}

// within reports whether all values of s are values of o.
func (s span) within(o span) bool {
	lo, hi := s.lo.Cmp(o.lo), s.hi.Cmp(o.hi)
	return (lo > 0 || lo == 0 && (!o.loOpen || s.loOpen)) && (hi < 0 || hi == 0 && (!o.hiOpen || s.hiOpen))
}

// meets reports whether s and o have a value in common.
func (s span) meets(o span) bool {
	lo, loOpen, hi, hiOpen := s.lo, s.loOpen, s.hi, s.hiOpen
	switch c := o.lo.Cmp(lo); {
	case c > 0:
		lo, loOpen = o.lo, o.loOpen
	case c == 0:
		loOpen = loOpen || o.loOpen
	}
	switch c := o.hi.Cmp(hi); {
	case c < 0:
		hi, hiOpen = o.hi, o.hiOpen
	case c == 0:
		hiOpen = hiOpen || o.hiOpen
	}
	c := lo.Cmp(hi)
	return c < 0 || c == 0 && !loOpen && !hiOpen
}

// Agree reports whether f says what a claim says: they have one value and are as exact,
// or the claim gives the value of f less exactly, in the way that its qualifier says.
// 超100亿 is neither 100亿 nor said by 102亿 of a release that says only 超100亿. A time is
// said by a longer one that it is in: 9月28日上午10时 by 9月28日 and by 9月.
func Agree(claim, f *knowledge.Figure) bool {
	if !comparable(claim, f) {
		return SameValue(claim, f) || claim.Qualifier == "" && f.Qualifier == "" && isWithin(f.Time, claim.Time)
	}
	if Dimension(claim) != Dimension(f) {
		return false
	}
	rough, exact := firmnessOf(claim), firmnessOf(f)
	if sized(claim).Cmp(sized(f)) == 0 && (rough == exact || rough == "" && exact == "about") {
		return true
	}
	return spanOf(f, claim).within(spanOf(claim, f))
}

// Consistent reports whether two figures can both be right if they are of one time:
// 约76.4公里 and 76.38公里, 近900家 and 897家, 超40亿元 and 约41亿元. 约48亿元 and 47.3亿元
// cannot.
func Consistent(a, b *knowledge.Figure) bool {
	if !comparable(a, b) {
		return Agree(a, b) || Agree(b, a)
	}
	if Dimension(a) != Dimension(b) {
		return false
	}
	if firmnessOf(a) == "" && firmnessOf(b) == "" { // as nearly all are; their spans need not be made
		switch {
		case sized(a).Cmp(sized(b)) == 0:
			return true
		case areFar(a, b):
			return false
		}
	}
	return spanOf(a, b).meets(spanOf(b, a))
}

// areFar reports whether of two exact figures one is so many times the other that
// none of its last digits makes up for that: no digit that is written is larger than its
// number, so that half of it leaves half of one and adds half to the other.
func areFar(a, b *knowledge.Figure) bool {
	x, _ := sized(a).Float64()
	y, _ := sized(b).Float64()
	const times = 4 // three, and one more for what floating-point numbers lose
	return x > 0 && y > 0 && (x > times*y || y > times*x)
}

// Restates reports whether two rows say the same of one time, be it less exactly, so that
// neither is news after the other.
func Restates(a, b Row) bool {
	if !SamePeriod(a, b) || !Consistent(a.Figure, b.Figure) {
		return false
	}
	apart := a.AsOf().Days() - b.AsOf().Days()
	return max(apart, -apart) <= ConflictDays || a.Figure.Value != nil && b.Figure.Value != nil && a.Figure.Value.Cmp(b.Figure.Value) == 0
}

// comparable reports whether two figures have one value each that is no time.
func comparable(a, b *knowledge.Figure) bool {
	return a.Time == "" && b.Time == "" && a.Value != nil && b.Value != nil && sized(a) != nil && sized(b) != nil
}

// spanOf returns the exact values that f may have, beside another figure of its
// dimension.
func spanOf(f, beside *knowledge.Figure) span {
	x := sized(f)
	written, full := digitsOf(f)
	mag := new(big.Rat).Abs(x)
	step := largest(written, least(full, share(mag, 20))) // 约50亿元: to the ten, but within a twentieth
	open := firmness().List("inclusive").In(f.Qualifier)
	switch firmnessOf(f) {
	case "about":
		half := largest(share(written, 2), least(share(full, 2), share(mag, 20)))
		return span{lo: sub(x, half), hi: add(x, half)}
	case "over":
		return span{lo: x, hi: add(x, largest(step, least(full, share(mag, 10)))), loOpen: !open}
	case "under":
		if firmness().List("near").In(f.Qualifier) {
			step = least(step, share(mag, 10)) // 近3亿元 is not 2.1亿元
		}
		return span{lo: sub(x, step), hi: x, hiOpen: !open}
	}
	if other, _ := digitsOf(beside); isMeasured(f) && other.Cmp(written) < 0 {
		half := share(written, 2) // 48亿元 beside 48.3亿元
		return span{lo: sub(x, half), hi: add(x, half), hiOpen: true}
	}
	return span{lo: x, hi: x}
}

// isMeasured reports whether a figure may be rounded although no word says so: one in 万
// or 亿, or with a unit of which there are parts. People and firms are counted, and a
// share is as it is written: 6% is not 6.4%.
func isMeasured(f *knowledge.Figure) bool {
	if written, _ := digitsOf(f); f.Kind == knowledge.Count || f.Kind == knowledge.Money {
		return written.Cmp(big.NewRat(100, 1)) >= 0 // of 0.01万 or more
	}
	return f.Kind == knowledge.Dimension
}

// digitsOf returns the size of the last digit that f is written with, and of the last one
// that is not 0: 1亿 and 10亿 for 50亿元.
func digitsOf(f *knowledge.Figure) (written, full *big.Rat) {
	x := new(big.Rat).Abs(sized(f))
	if x.Sign() == 0 {
		return big.NewRat(1, 1), big.NewRat(1, 1)
	}
	full = lastDigit(x)
	number := numberIn(f.Text)
	n, ok := new(big.Rat).SetString(number)
	if !ok || n.Sign() == 0 {
		return full, full // 三十余家
	}
	written = new(big.Rat).Quo(x, n)
	if _, decimals, ok := strings.Cut(number, "."); ok {
		written.Quo(written, powerOf10(len(decimals)))
	}
	return least(written, full), full
}

// lastDigit returns the size of the last decimal digit of x that is not 0.
func lastDigit(x *big.Rat) *big.Rat {
	const most = 20 // digits behind the point
	size, ten := powerOf10(0), big.NewRat(10, 1)
	y := new(big.Rat).Set(x)
	for n := 0; !y.IsInt() && n < most; n++ {
		y.Mul(y, ten)
		size.Quo(size, ten)
	}
	if !y.IsInt() {
		return size
	}
	digits := y.Num().String()
	zeros := len(digits) - len(strings.TrimRight(digits, "0"))
	return size.Mul(size, powerOf10(zeros))
}

// powerOf10 returns 10 to the power of n, which is not negative.
func powerOf10(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// numberIn returns the number in digits that a text has, "" if it has none or several.
func numberIn(text string) string {
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' || r == '.' || r == ',' }
	from := strings.IndexFunc(text, isDigit)
	if from < 0 {
		return ""
	}
	end := from + len(text[from:]) - len(strings.TrimLeftFunc(text[from:], isDigit))
	if strings.IndexFunc(text[end:], isDigit) >= 0 {
		return ""
	}
	return strings.ReplaceAll(strings.Trim(text[from:end], ".,"), ",", "")
}

func add(a, b *big.Rat) *big.Rat { return new(big.Rat).Add(a, b) }

func sub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

// share returns the nth part of a.
func share(a *big.Rat, n int64) *big.Rat { return new(big.Rat).Quo(a, big.NewRat(n, 1)) }

func least(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) < 0 {
		return a
	}
	return b
}

func largest(a, b *big.Rat) *big.Rat {
	if a.Cmp(b) > 0 {
		return a
	}
	return b
}

// isWithin reports whether an ISO time is within a day or a period of whole days with
// both ends.
func isWithin(iso, period string) bool {
	from, to, ranged := strings.Cut(period, "/")
	first, last, ok := strings.Cut(iso, "/")
	if !ranged {
		to = from
	}
	if !ok {
		last = first
	}
	first, _, _ = strings.Cut(first, "T")
	last, _, _ = strings.Cut(last, "T")
	for _, day := range [...]string{from, to, first, last} {
		if _, err := knowledge.ParseDate(day); err != nil || len(day) != len("2006-01-02") {
			return false
		}
	}
	return from <= first && last <= to
}

// sized returns the value of f in the base unit of its dimension, or in its own unit if
// that is the only one.
func sized(f *knowledge.Figure) *big.Rat {
	if size := UnitSize(f.Unit); size != nil && f.Kind == knowledge.Dimension {
		return new(big.Rat).Mul(f.Value, size)
	}
	return f.Value
}

// firmnessOf returns the class of firmness.txt that the qualifier of f has: over, under
// or about, "" for an exact figure.
func firmnessOf(f *knowledge.Figure) string {
	for _, class := range [...]string{"under", "over", "about"} { // 不超过 has 超过 in it
		if f.Qualifier != "" && firmness().List(class).In(f.Qualifier) {
			return class
		}
	}
	if firmness().List("plain").In(f.Qualifier) {
		return ""
	}
	return f.Qualifier
}

// IsRounded reports whether a claim gives an exact figure less exactly, or a rough one
// without saying so.
func IsRounded(claim, f *knowledge.Figure) bool {
	return firmnessOf(claim) != firmnessOf(f) || comparable(claim, f) && sized(claim).Cmp(sized(f)) != 0
}
