package worded

import (
	"math/big"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/word"
)

const qualifiers = word.Before

// wholes are the wholes that fractions of a power of ten begin with.
var wholes = []struct {
	word string
	n    *big.Rat
}{{"百分之", number.Hundred}, {"千分之", big.NewRat(1000, 1)}, {"万分之", big.NewRat(10_000, 1)}}

// fraction reads 百分之九十五, 三分之一 and 千分之三, with the end of a range
// (百分之五至八).
func (r *Reader) fraction(i int) (number.Reading, bool) {
	whole, to := r.whole(i)
	if to == 0 {
		return number.Reading{}, false
	}
	b, ok := r.numbers.Amount(to)
	if !ok {
		return number.Reading{}, false
	}
	scale := new(big.Rat).Quo(number.Hundred, whole)
	f := number.Percent(i, b.To, new(big.Rat).Mul(b.Value, scale))
	f.Qualifier = b.Infix
	if b.Hi != nil {
		f.Lo, f.Hi, f.Value = f.Value, new(big.Rat).Mul(b.Hi, scale), nil
	}
	if n := r.numbers.Dash(f.To); n > 0 {
		g, ok := r.fraction(f.To + n)
		if ok && f.Value != nil && g.Value != nil && f.Value.Cmp(g.Value) < 0 {
			f.Lo, f.Hi, f.Value, f.To = f.Value, g.Value, nil, g.To
		}
	}
	return f, true
}

// whole reads the whole of a fraction at i, 分之 included, and returns where it
// ends, or 0.
func (r *Reader) whole(i int) (*big.Rat, int) {
	for _, w := range wholes {
		if to := r.numbers.Word(i, w.word); to > 0 {
			return w.n, to
		}
	}
	a, ok := r.numbers.Amount(i)
	if !ok || a.InfixLen > 0 || a.Hi != nil || a.Value.Sign() == 0 {
		return nil, 0
	}
	return a.Value, r.numbers.Word(a.To, number.PartOf)
}

// Stroke reads a fraction written with a stroke (占1/3, 2/3以上) if the words around
// it distinguish it from a date and a path.
func (r *Reader) Stroke(i int) (number.Reading, bool) {
	a, ok := r.numbers.Amount(i)
	if !ok || a.Chinese || a.Scaled || a.Grouped || r.numbers.Word(a.To, "/") == 0 {
		return number.Reading{}, false
	}
	b, ok := r.numbers.Amount(a.To + 1)
	if !ok || b.Chinese || b.Scaled || b.Grouped || b.InfixLen > 0 || b.Value.Cmp(number.Hundred) > 0 || a.Value.Cmp(b.Value) >= 0 || a.Value.Sign() == 0 {
		return number.Reading{}, false
	}
	if r.words.Leading(b.To) == "" && r.numbers.At(b.To) != '的' && !r.numbers.Ends(i, fractionFront...) {
		return number.Reading{}, false
	}
	return number.Percent(i, b.To, new(big.Rat).Quo(new(big.Rat).Mul(a.Value, number.Hundred), b.Value)), true
}

// Halved reads 半小时, 半个月 and 半年.
func (r *Reader) Halved(i int) (number.Reading, bool) {
	at := r.numbers.Word(i, half)
	if at == 0 || notHalf.Has(r.numbers.Before(i)) {
		return number.Reading{}, false
	}
	h, ok := r.units.HalfAt(string(r.numbers.Text[at:]))
	if !ok {
		return number.Reading{}, false
	}
	f := number.Reading{From: i, To: at + len(h.Word)}
	if h.Word == yearUnit && notHalfYear.Has(r.numbers.At(f.To)) {
		return number.Reading{}, false
	}
	f.Kind, f.Unit, f.Value = knowledge.Duration, h.Unit, new(big.Rat).Set(h.Value)
	if h.More {
		f.Qualifier = more
	}
	return f, true
}
