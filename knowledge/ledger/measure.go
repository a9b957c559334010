package ledger

import (
	"cmp"
	_ "embed"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"sync"

	"beilun/internal/memo"
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// SameValue reports whether two figures have the same value, whatever their scale
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

// Dimension returns the dimension of f, such as area or money:元. Figures of
// different dimensions are never compared.
func Dimension(f *knowledge.Figure) string {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return "time"
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return "share"
	case knowledge.Money:
		return dimensions.Get(f.Unit).money
	case knowledge.Dimension:
		return dimensions.Get(f.Unit).measured
	case knowledge.Count:
		return dimensions.Get(f.Unit).counted
	}
	return string(f.Kind)
}

// dimensions are those of figures in units that were asked for lately. Releases have some
// hundred units; 256 take .2 MB at most.
var dimensions = memo.New(256, dimensionsOf)

// unitDimensions are the dimensions of a sum of money, a quantity and a count in a unit.
type unitDimensions struct{ money, measured, counted string }

func dimensionsOf(unit string) unitDimensions {
	d := unitDimensions{"money:" + unit, cmp.Or(UnitDimension(unit), "unit:"+unit), "count:" + unit}
	for _, g := range loadMeasures().lines["counter"] {
		if slices.Contains(g, unit) {
			d.counted = "count:" + g[0]
			break
		}
	}
	return d
}

// UnitDimension returns the dimension of a unit: area, length, weight, or "" if no
// other unit measures the same.
func UnitDimension(unit string) string { return loadMeasures().units[unit].dimension }

// UnitSize returns the size of a unit in the base unit of its dimension (平方米, 米,
// 公斤), or nil if it is unknown. The caller must not change it.
func UnitSize(unit string) *big.Rat { return loadMeasures().units[unit].size }

// SameMeasure reports whether two rows are figures of the same measure of the same
// thing, whether reached or only planned.
func SameMeasure(a, b Row) bool {
	f, g := &a.Figure.Binding, &b.Figure.Binding
	if a.Release == b.Release && a.Release != "" && f.State == g.State && a.Figure.Span != b.Figure.Span && f.Period == g.Period && !SameValue(a.Figure, b.Figure) {
		return false // one release does not contradict itself: they differ in words that were missed
	}
	return sameExceptTime(a, b) && (Dimension(a.Figure) == "time" || PeriodType(f.Period) == PeriodType(g.Period) || !SameState(a, b))
}

// sameExceptTime reports whether two rows are figures of the same measure of the same
// thing, whatever time they are of.
func sameExceptTime(a, b Row) bool {
	f, g := &a.Figure.Binding, &b.Figure.Binding
	return f.Change == g.Change && (a.Figure.Per == "") == (b.Figure.Per == "") && Dimension(a.Figure) == Dimension(b.Figure) &&
		sameWords(f.Words, g.Words) && OneThing(f, g) && sameScope(f, g) && !AreSiblings(a.Figure, b.Figure)
}

// Related reports whether two figures may be of one thing and measure. It is less
// strict than SameMeasure, for a first choice that SameMeasure decides.
func Related(f, g *knowledge.Figure) bool {
	a, b := &f.Binding, &g.Binding
	if Dimension(f) != Dimension(g) || !slices.ContainsFunc(a.Words, func(w string) bool { return slices.Contains(b.Words, w) }) {
		return false
	}
	same, decided := a.SameThing(b)
	return same || !decided &&
		(a.Subject == "" || b.Subject == "" || !Apart(a.Subject, b.Subject) && (Holds(a.Subject, b.Subject) || Holds(b.Subject, a.Subject)))
}

// OneThing reports whether two figures are of one thing. Two figures without a
// subject are. What people have written about the things decides before the names.
func OneThing(a, b *knowledge.Binding) bool {
	if same, decided := a.SameThing(b); decided {
		return same
	}
	return a.Subject == b.Subject || SameThing(a.Subject, b.Subject)
}

// isWhole reports whether a scope is the whole district that a release is about.
func isWhole(scope string) bool { return scope == "" || isOf("whole", scope) }

// ScopeOf returns the scope of a figure, or "" if it is the whole or its metric names it
// as well: it makes no difference whether the robots of 工业机器人产量 were also read as a
// scope.
func ScopeOf(b *knowledge.Binding) string {
	if isWhole(b.Scope) || strings.Contains(b.Metric, b.Scope) {
		return ""
	}
	return b.Scope
}

func sameScope(a, b *knowledge.Binding) bool { return Key(ScopeOf(a)) == Key(ScopeOf(b)) }

// sameWords reports whether two metrics have the same words, light ones apart.
func sameWords(a, b []string) bool {
	return len(a) > 0 && len(b) > 0 && (slices.Equal(a, b) || slices.Equal(heavy(a), heavy(b)))
}

// heavy returns the words of a metric that distinguish it from others. The slice may be
// words itself.
func heavy(words []string) []string {
	for _, class := range [...]string{"light", "empty"} {
		n := 0 // of the class
		for _, w := range words {
			if isOf(class, w) {
				n++
			}
		}
		switch n {
		case 0:
			return words
		case len(words):
			continue
		}
		out := make([]string, 0, len(words)-n)
		for _, w := range words {
			if !isOf(class, w) {
				out = append(out, w)
			}
		}
		return out
	}
	return words
}

// MeasureKey returns a key that is equal for all figures which may be of the same
// measure by SameMeasure, names of things and kinds of periods apart.
func MeasureKey(f *knowledge.Figure) string {
	b := &f.Binding
	scope := Key(ScopeOf(b))
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

// measureWords are the lines of measures.txt.
type measureWords struct {
	lines   map[string][][]string      // by class
	classes map[string]map[string]bool // the words of lines
	units   map[string]unit
}

// unit is what measures.txt says about a unit.
type unit struct {
	dimension string
	size      *big.Rat // in the base unit of the dimension; nil if unknown
}

var loadMeasures = sync.OnceValue(func() *measureWords {
	m := &measureWords{lines: map[string][][]string{}, classes: map[string]map[string]bool{}, units: map[string]unit{}}
	err := wordlist.Lines("knowledge/ledger/measures.txt", measureFile, 2, func(f []string) error {
		class, words := f[0], f[1:]
		if class != "unit" {
			m.lines[class] = append(m.lines[class], words)
			if m.classes[class] == nil {
				m.classes[class] = map[string]bool{}
			}
			for _, w := range words {
				m.classes[class][w] = true
			}
			return nil
		}
		if len(words) < 3 {
			return fmt.Errorf("unit %s has no words", words[0])
		}
		u := unit{dimension: words[0]}
		if words[1] != "-" {
			var ok bool
			if u.size, ok = new(big.Rat).SetString(words[1]); !ok {
				return fmt.Errorf("unit %s: %s is no number", words[0], words[1])
			}
		}
		for _, w := range words[2:] {
			m.units[w] = u
		}
		return nil
	})
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return m
})

// isOf reports whether a word is one of a class of measures.txt.
func isOf(class, word string) bool { return loadMeasures().classes[class][word] }

// AreSiblings reports whether two figures are of different measures, because the words
// in and beside their metrics exclude each other (户籍 and 常住, 新增 and 累计) or the
// lexicon of concepts says so. The lexicon knows only complete metrics:
// 规模以上工业企业工业总产值 is not 工业总产值.
func AreSiblings(a, b *knowledge.Figure) bool {
	x, y := wordsOf(a), wordsOf(b)
	if x == y {
		return false
	}
	return slices.ContainsFunc(loadMeasures().lines["rivals"], func(line []string) bool {
		v, w := longestIn(line, x), longestIn(line, y)
		return v != "" && w != "" && v != w
	}) || rivalConcepts(concept.Default().Said(a.Binding.Metric), concept.Default().Said(b.Binding.Metric))
}

// rivalConcepts reports whether every concept of as is a sibling of every one of bs,
// and neither list is empty.
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

// wordsOf returns all words in and beside f that say what it measures.
func wordsOf(f *knowledge.Figure) string {
	return strings.Join([]string{f.Binding.Metric, f.Status, f.Qualifier, f.Per}, " ")
}

// longestIn returns the longest of words that s contains, or "".
func longestIn(words []string, s string) (longest string) {
	for _, w := range words {
		if len(w) > len(longest) && strings.Contains(s, w) {
			longest = w
		}
	}
	return longest
}
