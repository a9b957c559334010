package question

import (
	"slices"
	"strings"

	"beilun/index/answer/overlap"
	"beilun/internal/zhtext"
	"beilun/knowledge/concept"
)

// Place is a text and what of the question it has.
type Place struct {
	Folded   string
	Concepts []*concept.Concept
	Units    []float32 // by unit: how much of it the text has, from 0 to 1
	Names    []float32 // the same by name
	Pairs    overlap.Set
}

// Has reports whether the text has name n of the question.
func (p *Place) Has(n int) bool { return p.Names[n] >= has }

// HasUnit reports whether the text has unit i of the question.
func (p *Place) HasUnit(i int) bool { return p.Units[i] >= has }

// Place finds what of the question a folded text has.
func (q *Question) Place(folded string) Place {
	p := Place{Folded: folded, Units: make([]float32, len(q.Units)), Names: make([]float32, len(q.Names)), Pairs: q.Pairs.In(folded)}
	for _, m := range q.About.Lexicon.Find(folded) {
		p.Concepts = append(p.Concepts, m.Concepts...)
	}
	for i := range q.Units {
		p.Units[i] = q.Units[i].in(&p)
	}
	for i := range q.Names {
		p.Names[i] = q.Names[i].in(folded)
	}
	return p
}

// HeadPlace is Place for a title, a heading or a label, which passages share: it
// remembers them.
func (q *Question) HeadPlace(text string) Place {
	p, ok := q.heads[text]
	if !ok {
		p = q.Place(zhtext.FoldString(text))
		q.heads[text] = p
	}
	return p
}

// Join puts the clauses of a sentence together.
func (q *Question) Join(clauses []Place) Place {
	p := Place{Units: make([]float32, len(q.Units)), Names: make([]float32, len(q.Names))}
	var b strings.Builder
	for i := range clauses {
		c := &clauses[i]
		b.WriteString(c.Folded)
		p.Concepts = append(p.Concepts, c.Concepts...)
		p.Pairs = p.Pairs.Or(c.Pairs)
		raise(p.Units, c.Units)
		raise(p.Names, c.Names)
	}
	p.Folded = b.String()
	for i := range p.Units {
		if p.Units[i] < 1 {
			p.Units[i] = max(p.Units[i], q.Units[i].in(&p))
		}
	}
	for i := range p.Names {
		if p.Names[i] < 1 {
			p.Names[i] = max(p.Names[i], q.Names[i].in(p.Folded))
		}
	}
	return p
}

// Both returns two texts as one.
func Both(a, b Place) Place {
	return Place{
		Folded: a.Folded + "\n" + b.Folded, Concepts: slices.Concat(a.Concepts, b.Concepts),
		Units: Most(a.Units, b.Units), Names: Most(a.Names, b.Names), Pairs: a.Pairs.Or(b.Pairs),
	}
}

// Most returns the larger of a and b, each for itself.
func Most(a, b []float32) []float32 {
	out := slices.Clone(a)
	raise(out, b)
	return out
}

// raise makes each of a as large as that of b.
func raise(a, b []float32) {
	for i := range a {
		a[i] = max(a[i], b[i])
	}
}
