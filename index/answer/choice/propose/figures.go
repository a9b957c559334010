package propose

import (
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// addFigures adds the figures of a page of a class that is asked for.
func addFigures(out []candidate.Candidate, q *question.Question, pg *page.Page) []candidate.Candidate {
	for k := range pg.Passage.Figures {
		f := &pg.Passage.Figures[k]
		if !q.Permits(f) || q.Frame.Asks == frame.Time && figures.GrainOf(f) == figures.GrainPointer {
			continue
		}
		n := pg.ClauseAt(f.Span.Start)
		if s := pg.Clauses[n].Sentence; !isElsewhere(q, pg, s, f) {
			out = append(out, newFigure(pg, n, f))
		}
	}
	return out
}

// newFigure returns a candidate of a figure in a clause.
func newFigure(pg *page.Page, clause int, f *knowledge.Figure) candidate.Candidate {
	s := pg.Clauses[clause].Sentence
	return candidate.Candidate{
		Kind: candidate.Figure, Hit: pg.Hit, Sentence: pg.Sentences[s].Whole, Span: f.Quote, Figure: f,
		At: candidate.At{Page: pg.Hit, Clause: clause, Sentence: s, Last: s},
	}
}

// isElsewhere reports whether the question names a part of the country, other
// than the releases' district, that is neither in sentence s nor before it, so
// that a figure of the sentence is not of it.
func isElsewhere(q *question.Question, pg *page.Page, s int, f *knowledge.Figure) bool {
	for i := range q.Names {
		n := &q.Names[i]
		if !n.Region || q.About.IsHome(n.Text) || q.About.Same(&f.Binding, n.Text) {
			continue
		}
		if pg.Spot(i, s, -1) >= fit.Elsewhere {
			return true
		}
	}
	return false
}

// maxSeries is how many clauses a series has at most.
const maxSeries = 4

// addSeries adds the clauses in a row, within one part of a sentence, that have
// several figures, and sentences of several parts.
func addSeries(out []candidate.Candidate, pg *page.Page) []candidate.Candidate {
	count := figuresByClause(pg)
	for s := range pg.Sentences {
		parts := pg.Parts(s)
		for _, part := range parts {
			for from := part[0]; from < part[1]; from++ {
				n := 0
				for to := from; to < min(part[1], from+maxSeries); to++ {
					n += count[to]
					c := newClauses(candidate.Series, pg, s, [2]int{from, to + 1})
					if n > 1 && count[from] > 0 && count[to] > 0 && length(pg, c.Span) <= maxClaim {
						out = append(out, c)
					}
				}
			}
		}
		if len(parts) < 2 {
			continue
		}
		if c := newClauses(candidate.Series, pg, s, [2]int{pg.Sentences[s].From, pg.Sentences[s].To}); length(pg, c.Span) <= maxClaim {
			out = append(out, c)
		}
	}
	return out
}

// figuresByClause counts the figures of each clause, without times.
func figuresByClause(pg *page.Page) []int {
	count := make([]int, len(pg.Clauses))
	for k := range pg.Passage.Figures {
		f := &pg.Passage.Figures[k]
		if c := figures.ClassOf(f); c != "" && c != concept.Date {
			count[pg.ClauseAt(f.Span.Start)]++
		}
	}
	return count
}
