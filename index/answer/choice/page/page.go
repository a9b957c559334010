// Package page reads passages for a question: their sentences and clauses, and
// what of the question each has.
//
// [Read] makes the pages of a search, page i of hit i. They are read-only after.
package page

import (
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/overlap"
	"beilun/knowledge"
)

// Page is a passage as it is read for a question.
type Page struct {
	Passage   *index.Passage
	Hit       int     // its number among the passages
	Rank      int     // of the passage, or of the best one of its table
	Gap       float64 // how far its score is below the best
	Text      string  // of the passage, as written
	Sentences []Sentence
	Clauses   []Clause
	Units     []float32      // by unit: the most of it in a sentence, the title or the heading
	Coverage  float64        // share of the units' weight
	Missing   int            // see question.Question.Missing
	Heads     question.Place // title and heading, of a table its caption as well
	Title     question.Place
	Heading   question.Place
	HeadChars overlap.Set // characters of the question in Heads
	Caption   bool        // it is the caption of a table

	written *written
}

// Sentence is a sentence, or a part of one that is judged for itself.
type Sentence struct {
	Span     knowledge.Span
	Whole    knowledge.Span // the sentence that it is a part of
	From, To int            // its clauses
	Asks     bool           // it is a question
	Chars    overlap.Set    // characters of the question that it has
	question.Place
	Likeness
}

// Likeness is how a sentence answers a question for words; it is zero for a
// question for a figure.
type Likeness struct {
	Cues        uint64  // which words of the kind of answer asked for it has
	Order       float64 // how much of the question it has in order
	ClauseOrder float64 // the most of that in one clause
	Starts      int     // see layout.Start
	Defines     int     // see question.Question.Defines
}

// Clause is a clause of a sentence.
type Clause struct {
	Span     knowledge.Span
	Sentence int
	Order    float64 // how much of the question it has in order
	question.Place
}

// Date returns the day of the page's release.
func (pg *Page) Date() knowledge.Date { return pg.Passage.Release.Date }

// ClauseAt returns the clause of a byte of the text.
func (pg *Page) ClauseAt(at int) int {
	for i := range pg.Clauses {
		if at < pg.Clauses[i].Span.End {
			return i
		}
	}
	return len(pg.Clauses) - 1
}

// SentenceAt returns the sentence of a byte of the text.
func (pg *Page) SentenceAt(at int) *Sentence {
	return &pg.Sentences[pg.Clauses[pg.ClauseAt(at)].Sentence]
}

// Parts cuts a sentence at semicolons. It returns the clauses of each part, from
// the first to behind the last.
func (pg *Page) Parts(s int) (out [][2]int) {
	st := &pg.Sentences[s]
	from := st.From
	for n := st.From; n < st.To; n++ {
		if text := pg.Clauses[n].Span.Of(pg.Text); n == st.To-1 || strings.HasSuffix(text, "；") || strings.HasSuffix(text, ";") {
			out = append(out, [2]int{from, n + 1})
			from = n + 1
		}
	}
	return out
}

// Around returns how much of the units a sentence, the one before it, title and
// heading have.
func (pg *Page) Around(s int) []float32 {
	units := question.Most(pg.Sentences[s].Units, pg.Heads.Units)
	if s > 0 {
		units = question.Most(units, pg.Sentences[s-1].Units)
	}
	return units
}

// Spot returns the nearest place of name n of the question, seen from a clause
// of a sentence, or from the sentence as a whole if clause is negative.
func (pg *Page) Spot(n, sentence, clause int) fit.Spot {
	st := &pg.Sentences[sentence]
	switch {
	case clause >= 0 && pg.Clauses[clause].Has(n):
		return fit.InClause
	case clause >= 0 && slices.ContainsFunc(pg.Clauses[st.From:clause], func(c Clause) bool { return c.Has(n) }):
		return fit.BeforeClause
	case st.Has(n) && clause < 0:
		return fit.InClause
	case st.Has(n):
		return fit.Behind
	case sentence > 0 && pg.Sentences[sentence-1].Has(n):
		return fit.SentenceBefore
	}
	for k := range sentence {
		if pg.Sentences[k].Has(n) {
			return fit.PassageBefore
		}
	}
	switch {
	case pg.Heading.Has(n):
		return fit.InHeading
	case pg.Title.Has(n):
		return fit.InTitle
	}
	for k := sentence + 1; k < len(pg.Sentences); k++ {
		if pg.Sentences[k].Has(n) {
			return fit.Elsewhere
		}
	}
	return fit.Nowhere
}

// Newest returns the day of the newest release of pages that keep accepts.
func Newest(pages []Page, keep func(i int) bool) (newest knowledge.Date) {
	for i := range pages {
		if d := pages[i].Date(); d.Compare(newest) > 0 && keep(i) {
			newest = d
		}
	}
	return newest
}

// Figures counts the figures in a span of a page's text, up to 3.
func Figures(pg *Page, s knowledge.Span) int {
	n := 0
	for i := range pg.Passage.Figures {
		if s.Contains(pg.Passage.Figures[i].Span) {
			n++
		}
	}
	return min(n, 3)
}
