package ledger

import (
	_ "embed"
	"math/big"
	"slices"
	"strings"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// SameValue reports whether two figures state the same, whatever their scale
// (250000万元 is 25亿元).
func SameValue(a, b *knowledge.Figure) bool {
	if a.Time != "" || b.Time != "" {
		return a.Time == b.Time
	}
	if a.Value == nil || b.Value == nil {
		return sameRat(a.Lo, b.Lo) && sameRat(a.Hi, b.Hi) && a.Unit == b.Unit && a.Value == nil && b.Value == nil
	}
	return Dimension(a) == Dimension(b) && a.Value.Cmp(b.Value) == 0 && a.Qualifier == b.Qualifier && (a.Unit == b.Unit || a.Kind == knowledge.Count)
}

func sameRat(a, b *big.Rat) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Cmp(b) == 0
}

// Dimension returns what sort of quantity f is: figures of different
// dimensions are never compared.
func Dimension(f *knowledge.Figure) string {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return "time"
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return "share"
	case knowledge.Money:
		return "money:" + f.Unit
	case knowledge.Dimension:
		if d := UnitDimension(f.Unit); d != "" {
			return d
		}
		return "unit:" + f.Unit
	case knowledge.Count:
		for _, g := range loadMeasures()["counter"] {
			if slices.Contains(g, f.Unit) {
				return "count:" + g[0]
			}
		}
		return "count:" + f.Unit
	}
	return string(f.Kind)
}

// UnitDimension returns the dimension that several units measure, "" for a unit
// of its own.
func UnitDimension(unit string) string {
	switch unit {
	case "平方米", "平方公里", "亩", "公顷", "平方千米":
		return "area"
	case "米", "公里", "千米", "海里", "厘米", "毫米":
		return "length"
	case "吨", "公斤", "千克", "克":
		return "weight"
	}
	return ""
}

// unitSizes are what one of a unit is in the base of its dimension: square metres,
// metres, kilogrammes.
var unitSizes = map[string]*big.Rat{
	"平方米": big.NewRat(1, 1), "亩": big.NewRat(2000, 3), "公顷": big.NewRat(10_000, 1), "平方公里": big.NewRat(1_000_000, 1),
	"米": big.NewRat(1, 1), "公里": big.NewRat(1000, 1), "千米": big.NewRat(1000, 1),
	"公斤": big.NewRat(1, 1), "吨": big.NewRat(1000, 1),
}

// UnitSize returns what one of a unit is in the base of its dimension (平方米, 米,
// 公斤), nil where that is not known. It is for reading only.
func UnitSize(unit string) *big.Rat { return unitSizes[unit] }

// SameMeasure reports whether two rows are figures of one thing, reached or
// not.
func SameMeasure(a, b Row) bool {
	f, g := &a.Figure.Binding, &b.Figure.Binding
	if a.Release == b.Release && a.Release != "" && f.State == g.State && a.Figure.Span != b.Figure.Span && f.Period == g.Period && !SameValue(a.Figure, b.Figure) {
		return false // one release does not contradict itself: the words that tell them apart were missed
	}
	return sameWords(f.Words, g.Words) && Dimension(a.Figure) == Dimension(b.Figure) && f.Change == g.Change &&
		(a.Figure.Per == "") == (b.Figure.Per == "") && sameScope(scopeOf(f), scopeOf(g)) && !siblings(a.Figure, b.Figure) &&
		(Dimension(a.Figure) == "time" || PeriodType(f.Period) == PeriodType(g.Period) || !SameState(a, b)) &&
		OneThing(f, g)
}

// Related reports whether two figures may be of one thing and measure. It takes
// less for that than SameMeasure does: whoever asks again knows for sure.
func Related(f, g *knowledge.Figure) bool {
	a, b := &f.Binding, &g.Binding
	if Dimension(f) != Dimension(g) || !slices.ContainsFunc(a.Words, func(w string) bool { return slices.Contains(b.Words, w) }) {
		return false
	}
	same, decided := a.SameThing(b)
	return same || !decided &&
		(a.Subject == "" || b.Subject == "" || !Apart(a.Subject, b.Subject) && (Holds(a.Subject, b.Subject) || Holds(b.Subject, a.Subject)))
}

// OneThing reports whether two figures are of one thing; those without a subject
// are. What people have said of it goes before what the names are like.
func OneThing(a, b *knowledge.Binding) bool {
	if same, decided := a.SameThing(b); decided {
		return same
	}
	return a.Subject == b.Subject || SameThing(a.Subject, b.Subject)
}

// isWhole reports whether a scope is that of the district that a release is of.
func isWhole(scope string) bool { return scope == "" || isOf("whole", scope) }

// scopeOf returns the part that a figure is of, but for one that its metric tells: with
// 工业机器人产量 it makes no difference whether the robots were taken for a part.
func scopeOf(b *knowledge.Binding) string {
	if b.Scope != "" && strings.Contains(b.Metric, b.Scope) {
		return ""
	}
	return b.Scope
}

func sameScope(a, b string) bool {
	if isWhole(a) {
		return isWhole(b)
	}
	return Key(a) == Key(b)
}

// sameWords reports whether two metrics are one: the same words but for light
// ones.
func sameWords(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && (slices.Equal(a, b) || slices.Equal(heavy(a), heavy(b)))
}

// heavy returns the words of a metric that tell it from another.
func heavy(words []string) []string {
	for _, class := range [...]string{"light", "empty"} {
		out := make([]string, 0, len(words))
		for _, w := range words {
			if !isOf(class, w) {
				out = append(out, w)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return words
}

// MeasureKey is the same for all figures that SameMeasure may take for one
// measure when the names of their things and their classes are left out.
func MeasureKey(f *knowledge.Figure) string {
	b := &f.Binding
	scope := scopeOf(b)
	if isWhole(scope) {
		scope = ""
	}
	scope = Key(scope)
	change, rate := "", ""
	if b.Change {
		change = "change"
	}
	if f.Per != "" {
		rate = "rate"
	}
	return strings.Join(append([]string{Dimension(f), change, rate, scope}, heavy(b.Words)...), " ")
}

//go:embed measures.txt
var measureFile string

// loadMeasures returns the lines of measures.txt by their class.
var loadMeasures = sync.OnceValue(func() map[string][][]string {
	lines := map[string][][]string{}
	eachLine(measureFile, func(class string, words []string) { lines[class] = append(lines[class], words) })
	return lines
})

// isOf reports whether a word is one of a class of measures.txt.
func isOf(class, word string) bool {
	return slices.ContainsFunc(loadMeasures()[class], func(words []string) bool { return slices.Contains(words, word) })
}

// siblings reports whether the words in and beside two metrics exclude each
// other: 户籍 and 常住, 新增 and 累计; or the lexicon of the trade does. That knows a
// metric by all of its words only: 规模以上工业企业工业总产值 is not 工业总产值.
func siblings(a, b *knowledge.Figure) bool {
	x, y := wordsOf(a), wordsOf(b)
	if x == y {
		return false
	}
	return slices.ContainsFunc(loadMeasures()["rivals"], func(line []string) bool {
		v, w := longestIn(line, x), longestIn(line, y)
		return v != "" && w != "" && v != w
	}) || rivalConcepts(concept.Default().Said(a.Binding.Metric), concept.Default().Said(b.Binding.Metric))
}

// rivalConcepts reports whether each of some concepts is a sibling of each of
// others, never to be taken for it.
func rivalConcepts(as, bs []*concept.Concept) bool {
	for _, a := range as {
		for _, b := range bs {
			if !a.IsSibling(b) {
				return false
			}
		}
	}
	return len(as) > 0 && len(bs) > 0
}

// wordsOf returns all that tells what f measures.
func wordsOf(f *knowledge.Figure) string {
	return strings.Join([]string{f.Binding.Metric, f.Status, f.Qualifier, f.Per}, " ")
}

// longestIn returns the longest of words that stands in s, "" for none.
func longestIn(words []string, s string) (longest string) {
	for _, w := range words {
		if len(w) > len(longest) && strings.Contains(s, w) {
			longest = w
		}
	}
	return longest
}
