package question

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// Unit is a word or a concept of the question that an answer should have.
type Unit struct {
	Text     string
	Concepts []*concept.Concept // nil for a plain word
	Metric   bool               // it says what is measured
	Asked    bool               // in words that releases do not use
	Gapped   bool               // other words may be between its words
	Passages int                // how many passages have it; -1 if nobody counted
	Kind     concept.Kind

	start  int         // in the question
	Chars  overlap.Set // its characters
	pairs  []int       // its pairs of characters by their numbers; nil if it has none, or others than of words
	weight float64
}

func (q *Question) addUnits() {
	for _, m := range q.Frame.Concepts {
		u := Unit{Text: m.Text, Concepts: m.Concepts, Asked: m.Asked, Gapped: m.Gapped, start: m.Start, Passages: m.Passages}
		for _, c := range m.Concepts {
			u.Metric = u.Metric || c.Kind == concept.Metric
			u.Kind = c.Kind
		}
		q.Units = append(q.Units, u)
	}
	for _, w := range q.Frame.Rest {
		q.Units = append(q.Units, Unit{Text: w.Text, start: w.Start, Passages: w.Passages})
	}
	for i := range q.Units {
		u := &q.Units[i]
		q.Pairs.Extend(u.Text)
		u.pairs = q.Pairs.Numbers(u.Text)
		u.Chars, _ = q.Chars.Chars(u.Text)
		if u.Metric && (q.Head == nil || u.start > q.Head.start) {
			q.Head = u
		}
	}
}

// in returns how much of u a text has, from 0 to 1.
func (u *Unit) in(p *Place) float32 {
	found := p.Pairs.Count(u.pairs)
	if found == len(u.pairs) && strings.Contains(p.Folded, u.Text) {
		return 1
	}
	for _, c := range u.Concepts {
		if slices.Contains(p.Concepts, c) {
			return 1
		}
	}
	if u.pairs == nil {
		return float32(overlap.Part(u.Text, p.Folded))
	}
	return float32(overlap.PartOf(found, len(u.pairs)))
}

// over is in for a sentence whose clauses have been searched: what is in none of them is
// in the sentence only if it goes on over a mark.
func (u *Unit) over(p *Place) float32 {
	if u.pairs == nil && utf8.RuneCountInString(u.Text) > 1 {
		return u.in(p)
	}
	return float32(overlap.PartOf(p.Pairs.Count(u.pairs), len(u.pairs)))
}

// IsLike reports whether a label is short for u or has all its characters in
// their order: 总产值 for 工业总产值, 老年人食堂 for 老年食堂.
func (u *Unit) IsLike(label string) bool {
	if utf8.RuneCountInString(label) < 2 {
		return false
	}
	if utf8.RuneCountInString(u.Text) > 2 && overlap.InOrder(u.Text, label) {
		return true
	}
	return slices.ContainsFunc(u.Concepts, func(c *concept.Concept) bool {
		return slices.ContainsFunc(c.Said, func(w string) bool { return strings.HasSuffix(w, label) })
	})
}

// Weigh weighs the units by how rare they are among the passages, given as how
// much of each unit a passage has: what all of them have distinguishes none.
func (q *Question) Weigh(passages [][]float32) {
	q.total = 0
	for i := range q.Units {
		df := 0.0
		for _, units := range passages {
			df += float64(units[i])
		}
		w := math.Log(2 + float64(len(passages))/(0.5+df))
		if n := utf8.RuneCountInString(q.Units[i].Text); n > 2 {
			w *= 1 + 0.2*float64(min(n, 6)-2)
		}
		q.Units[i].weight = w
		q.total += w
	}
}

// Coverage returns the share of the units' weight that a text has, given how
// much of each it has; 1 for a question without units.
func (q *Question) Coverage(units []float32) float64 {
	if q.total == 0 {
		return 1
	}
	sum := 0.0
	for i, u := range units {
		sum += float64(u) * q.Units[i].weight
	}
	return sum / q.total
}

// has is how much of a unit or a name a text must have to count as having it.
const has = 0.5

// Missing buckets the weight of the heaviest unit that a text lacks, given how
// much of each it has.
func (q *Question) Missing(units []float32) int {
	worst := 0.0
	for i := range q.Units {
		if units[i] < has {
			worst = max(worst, q.Units[i].weight/max(q.total, 1))
		}
	}
	switch {
	case worst == 0:
		return 0
	case worst < 0.2:
		return 1
	case worst < 0.35:
		return 2
	case worst < 0.6:
		return 3
	}
	return 4
}

// Lacks returns which kinds of units a text lacks, as bits: 1 a metric, 2 an
// event or relation, 4 a kind of thing, 8 another word.
func (q *Question) Lacks(units []float32) (out int) {
	for i := range q.Units {
		if units[i] >= has {
			continue
		}
		switch u := &q.Units[i]; {
		case u.Metric:
			out |= 1
		case u.Concepts == nil:
			out |= 8
		case u.Kind == concept.Thing:
			out |= 4
		default:
			out |= 2
		}
	}
	return out
}

// OtherLacks returns how many plain words of the question a text lacks: of those
// that releases have, and of those that none has.
func (q *Question) OtherLacks(units []float32) (known, unknown int) {
	for i := range q.Units {
		switch u := &q.Units[i]; {
		case u.Concepts != nil || units[i] >= has:
		case u.Passages == 0:
			unknown++
		default:
			known++
		}
	}
	return known, unknown
}

// termsOf returns the names and words of the question that a text may explain.
func (q *Question) termsOf() (out []string) {
	for _, n := range q.Frame.Names {
		out = append(out, n.Text)
	}
	for i := range q.Units {
		if utf8.RuneCountInString(q.Units[i].Text) > 1 {
			out = append(out, q.Units[i].Text)
		}
	}
	return out
}

// Name is a thing that the question names.
type Name struct {
	Text   string // as the releases call it
	Said   string // as the question calls it
	Region bool   // it is called as a part of the country is

	core     string // without what may be left out
	head     string // first two characters of core
	numbered bool   // a number distinguishes it from others
	forms    []form // what a text that has all of it has one of
	pairs    []int  // of core, see Unit
}

// form is a way to write a name.
type form struct {
	text  string
	pairs []int // see Unit
}

func newName(n frame.Name, pairs *overlap.Index) Name {
	core := ledger.CoreOf(n.Thing)
	pairs.Extend(n.Thing, n.Text, core)
	out := Name{
		Text: n.Thing, Said: n.Text, core: core, head: overlap.FirstRunes(core, 2), numbered: ledger.IsNumbered(n.Thing),
		Region: cue.IsRegion(n.Thing) && cue.IsRegion(n.Text), pairs: pairs.Numbers(core),
	}
	for _, s := range [...]string{n.Thing, n.Text, core} {
		if utf8.RuneCountInString(s) > 1 {
			out.forms = append(out.forms, form{s, pairs.Numbers(s)})
		}
	}
	return out
}

// in returns how much of a name a text has: 1 for all of it, or for what
// distinguishes it.
func (n *Name) in(p *Place) float32 {
	for i := range n.forms {
		f := &n.forms[i]
		if p.Pairs.Count(f.pairs) == len(f.pairs) && strings.Contains(p.Folded, f.text) && mentions(p.Folded, f.text) {
			return 1
		}
	}
	share := 0.0
	switch {
	case n.numbered:
	case n.pairs == nil && strings.Contains(p.Folded, n.head):
		share = overlap.Pairs(n.core, p.Folded)
	case n.pairs != nil && p.Pairs.Has(n.pairs[0]):
		share = float64(p.Pairs.Count(n.pairs)) / float64(len(n.pairs))
	}
	if share < 0.5 {
		return 0
	}
	return float32(share) * 0.9
}

// mentions reports whether text, which has name, has it other than within a
// longer number.
func mentions(text, name string) bool {
	if strings.ContainsAny(name, "0123456789") {
		return ledger.Mentions(text, name)
	}
	return true
}
