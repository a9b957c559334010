package question

import (
	"iter"
	"slices"
	"unicode/utf8"

	"beilun/index/answer/overlap"
	"beilun/internal/zhtext"
	"beilun/knowledge/concept"
)

// Text is a folded text and the concepts in it, from left to right.
type Text struct {
	Folded   string
	Concepts []*concept.Concept

	letters []uint16 // see overlap.AppendLetters
}

// TextOf looks up the concepts in a folded text.
func TextOf(lexicon *concept.Lexicon, folded string) Text {
	return Text{Folded: folded, Concepts: appendConcepts(nil, lexicon, folded), letters: overlap.AppendLetters(nil, folded)}
}

func appendConcepts(out []*concept.Concept, lexicon *concept.Lexicon, folded string) []*concept.Concept {
	var room [16]concept.Match
	for _, m := range lexicon.AppendMatches(room[:0], folded) {
		out = append(out, m.Concepts...)
	}
	return out
}

// Texts makes the texts of clauses, which follow each other in folded, and of the
// sentences that they are in. All lie in the same memory.
type Texts struct {
	lexicon  *concept.Lexicon
	concepts []*concept.Concept
	letters  []uint16
}

// NewTexts returns a Texts for a folded text.
func NewTexts(lexicon *concept.Lexicon, folded string) *Texts {
	n := utf8.RuneCountInString(folded)
	return &Texts{lexicon, make([]*concept.Concept, 0, n/4), make([]uint16, 0, n)}
}

// Mark is a place between two clauses.
type Mark struct{ concepts, letters int }

// Mark returns the place behind the last clause.
func (ts *Texts) Mark() Mark { return Mark{len(ts.concepts), len(ts.letters)} }

// Add adds a clause.
func (ts *Texts) Add(folded string) Text {
	from := ts.Mark()
	ts.concepts = appendConcepts(ts.concepts, ts.lexicon, folded)
	ts.letters = overlap.AppendLetters(ts.letters, folded)
	return ts.Since(from, folded)
}

// Since returns the clauses behind a place as one text.
func (ts *Texts) Since(m Mark, folded string) Text {
	c, l := len(ts.concepts), len(ts.letters)
	return Text{Folded: folded, Concepts: ts.concepts[m.concepts:c:c], letters: ts.letters[m.letters:l:l]}
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
	if p, ok := q.heads[text]; ok {
		return p
	}
	t := TextOf(q.About.Lexicon, zhtext.FoldString(text))
	return q.HeadPlaceIn(text, &t)
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
