// Package propose finds all that may answer a question in its passages: the
// candidates, without features.
//
// A question for a figure, a time or a duration is answered by figures and what
// is like them; any other by sentences, their clauses, runs of them, lists, and
// compositions of several passages.
package propose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Limits of what is claimed, in characters: of one sentence, of a run, and of a
// list.
const (
	maxClaim = 120
	maxRun   = 240
	maxList  = 600
)

// All returns all that may answer q in pages. The first candidate is Nothing.
// results are how the figures rank that q compares, by page, nil if it compares
// none.
func All(q *question.Question, pages []page.Page, results [][]contest.Result) []candidate.Candidate {
	n := 1
	for i := range pages {
		n += len(pages[i].Passage.Figures) // about as many as there are sentences and clauses
	}
	out := append(make([]candidate.Candidate, 0, n), candidate.Candidate{Kind: candidate.Nothing})
	for i := range pages {
		if q.IsForFigure() {
			out = addFiguresOf(out, q, &pages[i])
		} else {
			out = addTexts(out, q, &pages[i])
		}
	}
	c := composer{q, pages, results}
	return c.add(out)
}

// addFiguresOf adds the figures of a page that may answer, and what is like them.
func addFiguresOf(out []candidate.Candidate, q *question.Question, pg *page.Page) []candidate.Candidate {
	from := len(out)
	out = addFigures(out, q, pg)
	if q.Frame.Asks == frame.Time || q.Frame.Asks == frame.Duration || slices.Contains(q.Frame.Classes, concept.Duration) {
		out = addMoments(out, from, q, pg)
	}
	if q.Frame.Several {
		out = addSeries(out, pg)
	}
	return out
}

// newText returns a candidate that is judged by sentence s of a page.
func newText(kind candidate.Kind, pg *page.Page, s int, span knowledge.Span) candidate.Candidate {
	return candidate.Candidate{
		Kind: kind, Hit: pg.Hit, Sentence: pg.Sentences[s].Whole, Span: span,
		At: candidate.At{Page: pg.Hit, Clause: -1, Sentence: s, Last: s},
	}
}

// newClauses returns a candidate of the clauses of sentence s from one to behind
// the last.
func newClauses(kind candidate.Kind, pg *page.Page, s int, clauses [2]int) candidate.Candidate {
	c := newText(kind, pg, s, spanOf(pg, clauses))
	c.At.Clause, c.At.Behind = clauses[0], clauses[1]
	return c
}

// spanOf returns the trimmed span of the clauses from one to behind the last.
func spanOf(pg *page.Page, clauses [2]int) knowledge.Span {
	return layout.Trim(pg.Text, knowledge.Span{Start: pg.Clauses[clauses[0]].Span.Start, End: pg.Clauses[clauses[1]-1].Span.End})
}

// length returns how many characters a span has.
func length(pg *page.Page, s knowledge.Span) int { return utf8.RuneCountInString(s.Of(pg.Text)) }

// lastName returns where name is last in the text before a byte, -1 if it is not.
func lastName(pg *page.Page, name string, before int) int {
	return strings.LastIndex(pg.Text[:before], name)
}
