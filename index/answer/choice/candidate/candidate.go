// Package candidate has the type of what may answer a question.
package candidate

import (
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/fit"
	"beilun/knowledge"
)

// Kind is what a candidate is.
type Kind uint8

// The kinds of candidates. Their order numbers features.
const (
	Nothing     Kind = iota // the releases have no answer
	Figure                  // a figure
	Sentence                // a sentence
	Clause                  // a clause of a long sentence
	Run                     // two or three sentences in a row
	Part                    // a part of a sentence between semicolons
	List                    // the text behind a colon, or up to the end of a passage
	Composition             // pieces of several passages
	Series                  // clauses that have several figures
	Name                    // the name of what a sentence is about, from a sentence before it
	NumKinds
)

// Candidate is what may answer.
type Candidate struct {
	Kind     Kind
	Hit      int               // which of the passages it is in
	Sentence knowledge.Span    // in the passage's text: the sentence that it is in
	Span     knowledge.Span    // the words that are claimed, or the first piece of them
	Pieces   []Piece           // of a composition; nil for other candidates
	Figure   *knowledge.Figure // nil for other candidates
	Features []int32           // those that count for all groups, see feature.All
	Score    float64
	Chance   float64 // that it is the right one of all
	Number   int     // for a caller that ranks candidates and has to recognize them

	At      At
	Joint   string      // between the pieces
	Placing fit.Placing // of a composition: how the figure in it ranks
	Agrees  Agreement
}

// Piece is one of the texts that a candidate is made of.
type Piece struct {
	Hit  int            // which of the passages it is in
	Span knowledge.Span // in the passage's text
}

// At is where a candidate is, by numbers: the page that it is judged by, and of
// that page the clause, -1 where it is no clause, the sentence, the last
// sentence of a run, and the clause behind a run of clauses.
type At struct{ Page, Clause, Sentence, Last, Behind int }

// Agreement is what judging a candidate finds besides its features.
type Agreement struct {
	Whose   fit.Whose   // of a figure
	Measure fit.Measure // of a figure
	Whole   bool        // a figure's thing and metric have all of the question
	Lacks   int         // kinds of the question's units that are nowhere near, as bits
	Unsaid  int         // characters of what the question says that are nowhere near
}

// Text returns the words that are claimed, verbatim.
func (c *Candidate) Text(hits []index.Hit) string {
	if c.Kind == Nothing {
		return ""
	}
	if c.Pieces != nil {
		texts := make([]string, len(c.Pieces))
		for i, p := range c.Pieces {
			texts[i] = p.Span.Of(hits[p.Hit].Passage.Text)
		}
		return strings.Join(texts, c.Joint)
	}
	return c.Span.Of(hits[c.Hit].Passage.Text)
}

// Passages returns the texts of the passages that c is in, one a line.
func (c *Candidate) Passages(hits []index.Hit) string {
	text := hits[c.Hit].Passage.Text
	for i := 1; i < len(c.Pieces); i++ {
		text += "\n" + hits[c.Pieces[i].Hit].Passage.Text
	}
	return text
}

// IsExact reports whether a figure is of the thing asked for, or of none where
// none is, and measures what is asked for.
func (c *Candidate) IsExact() bool {
	return c.Figure != nil && (c.Agrees.Whose == fit.WhoseSame || c.Agrees.Whose == fit.WhoseOpen) && (c.Agrees.Measure == fit.MeasureSame || c.Agrees.Whole)
}

// Overlap reports whether two texts have a sentence in common. If one of them
// answers, the other mostly does.
func Overlap(a, b *Candidate) bool {
	return a.Figure == nil && b.Figure == nil && a.Pieces == nil && b.Pieces == nil && a.Hit == b.Hit && a.Span.Start < b.Span.End && b.Span.Start < a.Span.End
}
