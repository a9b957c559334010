package worded

import (
	"math/big"

	"beilun/internal/zhtext"
	"beilun/knowledge/figure/number"
)

// Words of shares.
const (
	tenths  = "成"
	tenthBy = "折" // what a price is multiplied by
	half    = "半"
	more    = "多"
)

// Not to be changed.
var (
	five  = big.NewRat(5, 1)
	fifty = big.NewRat(50, 1)
)

// Share reads a part of a whole in words: 百分之九十, 三分之一, 七成半, 九折.
func (r *Reader) Share(i int) (number.Reading, bool) {
	if f, ok := r.fraction(i); ok {
		return f, true
	}
	if f, ok := r.HalfShare(i); ok {
		return f, true
	}
	a, ok := r.numbers.Amount(i)
	if !ok || a.InfixLen > 0 || a.Scaled {
		return number.Reading{}, false
	}
	if to := r.numbers.Word(a.To, tenthBy); to > 0 {
		return r.discount(a, to)
	}
	if to := r.numbers.Word(a.To, tenths); to > 0 && a.Hi == nil {
		return r.tenths(a, to)
	}
	return number.Reading{}, false
}

// tenths reads 七成, 七成半, 七成五 and 三成多: the number a and 成, which ends at to.
func (r *Reader) tenths(a number.Amount, to int) (number.Reading, bool) {
	if a.Value.Sign() <= 0 || a.Value.Cmp(number.Ten) > 0 || a.Value.Cmp(number.One) < 0 {
		return number.Reading{}, false
	}
	f := number.Percent(a.From, to, new(big.Rat).Mul(a.Value, number.Ten))
	if end := r.numbers.Word(to, half); end > 0 {
		f.To = end
		f.Value.Add(f.Value, five)
		return f, true
	}
	if b, ok := r.numbers.Amount(to); ok && b.Digits && b.Hi == nil && b.InfixLen == 0 && b.Value.Cmp(number.Ten) < 0 && r.endsNumber(b.To) {
		f.To = b.To
		f.Value.Add(f.Value, b.Value)
		return f, true
	}
	if end := r.numbers.Word(to, more); end > 0 {
		f.To, f.Qualifier = end, more
		return f, true
	}
	return f, r.endsTenths(to, a)
}

var behindNumber = zhtext.NewSet(",，。;、!?)”\n的")

// endsNumber reports whether nothing that continues a number is at i.
func (r *Reader) endsNumber(i int) bool {
	c := r.numbers.At(i)
	return c == 0 || behindNumber.Has(c) || r.words.Leading(i) != ""
}

// endsTenths distinguishes 九成 from 成 as the beginning of another word: 一成不变,
// 2024成功.
func (r *Reader) endsTenths(to int, a number.Amount) bool {
	c := r.numbers.At(to)
	return !notTenths.Has(c) && (a.Chinese || c == 0 || behindTenths.Has(c))
}

// HalfShare reads 半成, 半折 and, behind 打, 对折.
func (r *Reader) HalfShare(i int) (number.Reading, bool) {
	f := number.Percent(i, 0, fifty)
	if to := r.numbers.Word(i, half+tenths); to > 0 {
		f.To, f.Value = to, five
	} else if to := r.numbers.Word(i, half+tenthBy); to > 0 {
		f.To = to
	} else if to := r.numbers.Word(i, "对折"); to > 0 && r.numbers.Before(i) == '打' {
		f.To = to
	} else {
		return f, false
	}
	f.Value = new(big.Rat).Set(f.Value)
	return f, !notTenths.Has(r.numbers.At(f.To))
}

// Halves reads 一半 and 半数 if a qualifier makes a share of it: 超半数, 一半以上.
func (r *Reader) Halves(i int) (number.Reading, bool) {
	to := r.numbers.Word(i, halfWords...)
	if to == 0 || r.words.Leading(to) == "" && r.words.Trailing(i, qualifiers) == "" {
		return number.Reading{}, false
	}
	return number.Percent(i, to, new(big.Rat).Set(fifty)), true
}

// discount reads what a price is multiplied by: 九折, 三八折. to is the end of 折.
// Two digits are written one by one, as in 八五折, and are no range.
func (r *Reader) discount(a number.Amount, to int) (number.Reading, bool) {
	if a.Value.Sign() <= 0 || a.Value.Cmp(number.Hundred) >= 0 || !a.Digits && !r.numbers.IsDecimal(a) || notDiscount.Has(r.numbers.At(to)) {
		return number.Reading{}, false
	}
	f := number.Percent(a.From, to, new(big.Rat).Mul(a.Value, number.Ten))
	if a.Hi != nil {
		f.Value.Add(f.Value, a.Hi)
	} else if a.Value.Cmp(number.Ten) >= 0 {
		f.Value = a.Value
	}
	return f, true
}
