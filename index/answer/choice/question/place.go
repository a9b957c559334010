package question

import (
	"iter"
	"slices"
	"strings"

	"beilun/index/answer/overlap"
	"beilun/internal/zhtext"
	"beilun/knowledge/concept"
)

// Text is a folded text and the concepts in it, from left to right.
type Text struct {
	Folded   string
	Concepts []*concept.Concept

	letters []uint16 // see overlap.Letters
}

// TextOf looks up the concepts in a folded text.
func TextOf(lexicon *concept.Lexicon, folded string) Text {
	t := Text{Folded: folded, letters: overlap.Letters(folded)}
	for _, m := range lexicon.Find(folded) {
		t.Concepts = append(t.Concepts, m.Concepts...)
	}
	return t
}

// Place is a text, which is only read, and what of the question it has.
type Place struct {
	*Text
	Units []float32 // by unit: how much of it the text has, from 0 to 1
	Names []float32 // the same by name
	Pairs overlap.Set
}

// Has reports whether the text has name n of the question.
func (p *Place) Has(n int) bool { return p.Names[n] >= has }

// HasUnit reports whether the text has unit i of the question.
func (p *Place) HasUnit(i int) bool { return p.Units[i] >= has }

// Place finds what of the question a folded text has.
func (q *Question) Place(folded string) Place {
	t := TextOf(q.About.Lexicon, folded)
	return q.PlaceIn(&t)
}

// PlaceIn is Place for a text whose concepts are known.
func (q *Question) PlaceIn(t *Text) Place {
	p := q.newPlace(t)
	p.Pairs = q.Pairs.InLetters(t.letters)
	for i := range q.Units {
		p.Units[i] = q.Units[i].in(&p)
	}
	for i := range q.Names {
		p.Names[i] = q.Names[i].in(&p)
	}
	return p
}

// newPlace returns a place that has nothing of the question.
func (q *Question) newPlace(t *Text) Place {
	n, all := len(q.Units), len(q.Units)+len(q.Names)
	if len(q.room) < all {
		q.room = make([]float32, 128*all)
	}
	shares := q.room[:all:all]
	q.room = q.room[all:]
	return Place{Text: t, Units: shares[:n:n], Names: shares[n:]}
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

// HeadPlaceIn is HeadPlace for a text whose concepts are known.
func (q *Question) HeadPlaceIn(text string, t *Text) Place {
	p, ok := q.heads[text]
	if !ok {
		p = q.PlaceIn(t)
		q.heads[text] = p
	}
	return p
}

// JoinTexts puts the clauses of a sentence together.
func JoinTexts(clauses []Text) (t Text) {
	var b strings.Builder
	for i := range clauses {
		b.WriteString(clauses[i].Folded)
		t.Concepts = append(t.Concepts, clauses[i].Concepts...)
	}
	t.Folded = b.String()
	return t
}

// Join finds what of the question the sentence t has, of whose clauses that is known.
func (q *Question) Join(t *Text, clauses iter.Seq[*Place]) Place {
	p := q.newPlace(t)
	for c := range clauses {
		p.Pairs = p.Pairs.Or(c.Pairs)
		raise(p.Units, c.Units)
		raise(p.Names, c.Names)
	}
	for i := range p.Units {
		if p.Units[i] < 1 {
			p.Units[i] = max(p.Units[i], q.Units[i].over(&p))
		}
	}
	for i := range p.Names {
		if p.Names[i] < 1 {
			p.Names[i] = max(p.Names[i], q.Names[i].in(&p))
		}
	}
	return p
}

// Both returns two texts as one.
func Both(a, b Place) Place {
	return Place{
		Text:  &Text{Folded: a.Folded + "\n" + b.Folded, Concepts: slices.Concat(a.Concepts, b.Concepts)},
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
