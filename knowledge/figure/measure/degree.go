package measure

import (
	"math/big"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
)

// The units of temperatures.
const (
	celsius    = "℃"
	fahrenheit = "℉"
)

// degreePrefixes are what can be in front of a number of degrees.
var degreePrefixes = []struct {
	word, unit string
	below      bool // zero
}{{"零下", "", true}, {"零上", "", false}, {"摄氏", celsius, false}, {"华氏", fahrenheit, false}}

// Degrees reads a temperature whose scale or sign is in front of the number, or
// that only its clause distinguishes from an angle: 零下5℃, 摄氏25度, 气温达38度,
// 零下2℃至6℃.
func (r *Reader) Degrees(i int) (number.Reading, bool) {
	f, prefixed, ok := r.oneDegree(i)
	if !ok || !prefixed && f.Unit == "" && !containsAny(r.words.Clause(i), warmWords) {
		return number.Reading{}, false
	}
	if f.Unit == "" {
		f.Unit = celsius
		if r.numbers.Mode != number.Press {
			f.Unit = degreeWord
		}
	}
	if n := r.numbers.Dash(f.To); n > 0 && f.Value != nil {
		if g, _, ok := r.oneDegree(f.To + n); ok && g.Value != nil && f.Value.Cmp(g.Value) < 0 {
			f.Lo, f.Hi, f.Value, f.To = f.Value, g.Value, nil, g.To
		}
	}
	return f, true
}

// oneDegree reads one temperature. prefixed reports whether a word in front of the
// number says that it is one; an empty unit means degrees of any kind.
func (r *Reader) oneDegree(i int) (f number.Reading, prefixed, ok bool) {
	f.From = i
	f.Kind = knowledge.Temperature
	below, scale := false, ""
	for range 2 { // 摄氏零下
		for _, p := range degreePrefixes {
			if to := r.numbers.Word(i, p.word); to > 0 {
				i = to
				below = below || p.below
				if p.unit != "" {
					scale = p.unit
				}
				break
			}
		}
	}
	prefixed = i > f.From
	a, ok := r.numbers.Amount(i)
	if !ok || a.InfixLen > 0 {
		return f, false, false
	}
	f.Value, f.To = a.Value, a.To
	if a.Hi != nil {
		f.Lo, f.Hi, f.Value = a.Value, a.Hi, nil
	}
	u, to := r.degreeUnit(&f)
	switch {
	case to == 0:
		return f, false, false
	case u.Kind == knowledge.Temperature:
		scale = u.Name
	case !IsDegree(u):
		return f, false, false
	}
	f.To, f.Unit = to, scale
	if below && f.Value != nil {
		f.Value = new(big.Rat).Neg(f.Value)
	} else if below {
		f.Lo, f.Hi = new(big.Rat).Neg(f.Hi), new(big.Rat).Neg(f.Lo)
	}
	if prefixed && f.Unit == "" {
		f.Unit = celsius
	}
	return f, prefixed, true
}

// degreeUnit reads the unit behind the number f, or behind the second number of a
// range that f begins: 20-25℃.
func (r *Reader) degreeUnit(f *number.Reading) (unit.Unit, int) {
	u, to := r.Units.At(f.To)
	n := r.numbers.Dash(f.To)
	if to > 0 || n == 0 || f.Value == nil {
		return u, to
	}
	b, ok := r.numbers.Amount(f.To + n)
	if !ok || b.Hi != nil || f.Value.Cmp(b.Value) >= 0 {
		return u, to
	}
	f.Lo, f.Hi, f.Value = f.Value, b.Value, nil
	return r.Units.At(b.To)
}

// IsDegree reports whether u counts degrees of any kind.
func IsDegree(u unit.Unit) bool { return u.Word == degreeWord || u.Word == degreeSign }
