package measure

import (
	"math/big"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/word"
)

// Listed reads a number of a list whose unit is written once, at its end:
// 分别为12、15和18万元.
func (r *Reader) Listed(i int) (number.Reading, bool) {
	a, ok := r.numbers.Amount(i)
	if !ok || a.Chinese || a.Hi != nil || a.InfixLen > 0 || !containsAny(r.words.Sentence(i), eachWords) {
		return number.Reading{}, false
	}
	last := a
	for range maxListed {
		to := r.numbers.Word(last.To, listJoints...)
		if to == 0 {
			return number.Reading{}, false
		}
		b, ok := r.numbers.Amount(to)
		if !ok || b.Chinese || b.Hi != nil || r.Ranges.isPartial(b) {
			return number.Reading{}, false
		}
		last = b
		u, end := r.Units.At(b.To)
		if end == 0 {
			continue
		}
		if !r.guard.accepts(b, u, b, end) {
			break
		}
		f := number.Of(a, u.Kind)
		f.Unit = u.Name
		if !a.Scaled {
			f.Value = new(big.Rat).Mul(a.Value, r.numbers.Scale(b))
		}
		return f, true
	}
	return number.Reading{}, false
}

var commas = zhtext.NewSet(",，")

// Index reads a decimal number without a unit behind the name of an index: 性别比为
// 97.20, 指数102.3.
func (r *Reader) Index(i int) (number.Reading, bool) {
	a, ok := r.numbers.Amount(i)
	if !ok || r.numbers.Mode != number.Press || a.Chinese || a.Scaled || a.Hi != nil || a.InfixLen > 0 || !r.numbers.IsDecimal(a) || r.Ranges.isPartial(a) {
		return number.Reading{}, false
	}
	if behind := r.numbers.At(a.To); behind != 0 && !indexBehind.Has(behind) {
		return number.Reading{}, false
	}
	left := r.words.Sentence(i)
	if j := commas.LastIndex(left); j >= 0 {
		left = left[j:]
	}
	p, _ := r.words.Words.Last(left, word.Index)
	return number.Of(a, knowledge.Number), p.Role != 0
}

// maxMachines is how many machines of a kind may be multiplied.
var maxMachines = big.NewRat(99, 1)

// Product reads a number of machines and the size of each: 2×660MW is 1320 MW.
// The sides of a thing (3×5米) are no product.
func (r *Reader) Product(i int) (number.Reading, bool) {
	a, ok := r.numbers.Amount(i)
	if !ok || a.Chinese || a.Scaled || a.Grouped || a.InfixLen > 0 || a.Hi != nil || !a.Value.IsInt() || a.Value.Cmp(maxMachines) > 0 {
		return number.Reading{}, false
	}
	to := r.numbers.Times(a.To)
	if to == 0 {
		return number.Reading{}, false
	}
	b, ok := r.numbers.Amount(to)
	if !ok || b.Chinese || b.InfixLen > 0 || b.Hi != nil || r.numbers.IsLostPower(b) {
		return number.Reading{}, false
	}
	u, end := r.Units.At(b.To)
	if end == 0 {
		return number.Reading{}, false
	}
	f := number.Of(a, u.Kind)
	f.To, f.Unit, f.Value = end, u.Name, new(big.Rat).Mul(a.Value, b.Value)
	r.Units.PerUnit(&f)
	return f, f.Kind == knowledge.Dimension && r.Units.Table.IsMachine(f.Unit) && r.numbers.Times(f.To) == 0
}

// containsAny reports whether one of words is in text.
func containsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
