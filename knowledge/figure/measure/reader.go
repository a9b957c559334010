package measure

import (
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// Reader reads figures of a number and a unit.
type Reader struct {
	Units  Units
	Ranges Ranges

	guard   guard
	numbers *number.Reader
	words   *word.Context
}

// New returns a reader of the text that numbers and words read.
func New(table *unit.Table, numbers *number.Reader, words *word.Context) *Reader {
	r := &Reader{Units: *NewUnits(table, numbers, words), numbers: numbers, words: words}
	r.guard = guard{numbers: numbers, words: words, units: &r.Units}
	r.Ranges = Ranges{numbers: numbers, units: &r.Units}
	return r
}

// Reset prepares r for another text, after numbers and words are reset.
func (r *Reader) Reset(src *source.Source) { r.Units.Reset(src) }

// Measured reads a number with its unit: 4.4亿元, 21个, 10万-50万元, 90%. A currency
// may be in front of it. Western digits with 万 or 亿 need no unit.
func (r *Reader) Measured(i int) (number.Reading, bool) {
	start := i
	currency := r.Units.Table.CurrencyAt(string(r.numbers.Text[i:]))
	if currency != nil {
		i = r.numbers.SkipBlank(i + len(currency.Word))
	}
	a, ok := r.numbers.Amount(i)
	if !ok || r.Ranges.isPartial(a) {
		return number.Reading{}, false
	}
	last, second := r.Ranges.end(a)
	if !second {
		last = a
	}
	u, to := r.Units.At(last.To)
	if to == 0 && currency != nil && (currency.Sign || a.Scaled || a.Grouped || currency.Unit != yuan) {
		u, to = unit.Unit{Name: currency.Unit, Kind: knowledge.Money}, last.To
	}
	if to == 0 && r.numbers.Mode == number.Press && r.isLarge(last) {
		return r.large(a, last, second)
	}
	if to == 0 || !r.guard.accepts(a, u, last, to) {
		return number.Reading{}, false
	}
	if other, end := r.Units.foreign(u, to); end > 0 {
		u, to = other, end
	}
	if currency != nil {
		if u.Kind != knowledge.Money {
			return number.Reading{}, false
		}
		u.Name = currency.Unit
	}
	f := number.Reading{From: start, To: to, Bare: a.Bare}
	f.Kind, f.Unit, f.Value, f.Qualifier = u.Kind, u.Name, a.Value, a.Infix
	switch {
	case second:
		f.Value, f.Lo, f.Hi = nil, r.numbers.Carry(a, last), last.Value
		f.Qualifier = last.Infix
		if f.Lo.Cmp(f.Hi) > 0 {
			return number.Reading{}, false
		}
	case a.Hi != nil:
		f.Value, f.Lo, f.Hi = nil, a.Value, a.Hi
	default:
		r.Units.addition(&f)
	}
	r.Units.PerUnit(&f)
	return f, true
}

// isLarge reports whether the number a, without a unit, is a figure all the same:
// western digits with 万 or 亿 (人口逾100万).
func (r *Reader) isLarge(a number.Amount) bool {
	return (!a.Chinese || r.numbers.EndsHundredMillions(a)) && a.Scaled && a.Hi == nil && r.numbers.IsLarge(a) &&
		!notLarge.Has(r.numbers.At(a.To)) && !r.guard.isGroup(a)
}

// large returns the reading of a number, or a range from a to last, without a
// unit.
func (r *Reader) large(a, last number.Amount, ranged bool) (number.Reading, bool) {
	f := number.Of(last, knowledge.Number)
	f.Qualifier = last.Infix
	if ranged {
		f.From, f.Lo, f.Hi, f.Value = a.From, r.numbers.Carry(a, last), last.Value, nil
	}
	return f, f.Lo == nil || f.Lo.Cmp(f.Hi) <= 0
}

// Coded reads an amount of money behind a currency in Latin letters: US$50万.
func (r *Reader) Coded(i int) (number.Reading, bool) {
	switch r.numbers.Text[i] {
	case 'r', 'c', 'u', 'h', 'n', 'e': // what the currencies begin with
	default:
		return number.Reading{}, false
	}
	if source.IsAlnum(r.numbers.Before(i)) {
		return number.Reading{}, false
	}
	f, ok := r.Measured(i)
	return f, ok && f.Kind == knowledge.Money && f.From == i
}
