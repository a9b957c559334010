package propose

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
)

// addTexts adds the sentences of a page, the clauses of long ones, and runs of
// them where the answer may take some sentences.
func addTexts(out []candidate.Candidate, q *question.Question, pg *page.Page) []candidate.Candidate {
	if pg.Caption {
		return out
	}
	for s := range pg.Sentences {
		span := layout.Trim(pg.Text, pg.Sentences[s].Span)
		if span.End <= span.Start || q.IsForState() && isHollow(&pg.Sentences[s]) {
			continue
		}
		out = addSentence(out, q, pg, newText(candidate.Sentence, pg, s, span))
	}
	if feature.GroupOf(q.Frame.Asks) == feature.OfEntity {
		out = addNames(out, q, pg)
	}
	return out
}

// addSentence adds a sentence, given as a candidate, and what is made of it.
func addSentence(out []candidate.Candidate, q *question.Question, pg *page.Page, c candidate.Candidate) []candidate.Candidate {
	s, n := c.At.Sentence, length(pg, c.Span)
	short := n <= maxClaim || q.IsForRun() && n <= maxRun
	if short || q.Frame.Asks == frame.List && n <= maxList {
		out = append(out, c)
	}
	count := page.Figures(pg, c.Span)
	if clauses := pg.Sentences[s].To - pg.Sentences[s].From; !short || q.IsForState() && count > 0 && clauses > 1 || q.IsPlain() && count > 1 {
		out = addClauses(out, q, pg, s, short)
	}
	if q.Frame.Gathers() {
		out = addParts(out, pg, s)
	}
	if q.Frame.Asks == frame.List {
		out = addLists(out, pg, c)
	}
	if q.IsForRun() {
		out = addRuns(out, pg, c)
	}
	return out
}

// isHollow reports whether a sentence cannot say whether something is so: it asks
// that itself, or is only a heading.
func isHollow(s *page.Sentence) bool {
	const heading = 10 // characters
	return s.Asks || cue.In(s.Folded, "asking") || utf8.RuneCountInString(s.Folded) <= heading && !cue.SaysState(s.Folded)
}

// addClauses adds the clauses of a sentence that is too long to be claimed; of
// a short one only those that say whether something is so or that have a figure.
func addClauses(out []candidate.Candidate, q *question.Question, pg *page.Page, s int, short bool) []candidate.Candidate {
	st := &pg.Sentences[s]
	for n := st.From; n < st.To; n++ {
		c := newText(candidate.Clause, pg, s, spanOf(pg, [2]int{n, n + 1}))
		c.At.Clause = n
		if c.Span.End <= c.Span.Start || length(pg, c.Span) > maxClaim {
			continue
		}
		if !short || q.IsForState() && cue.SaysState(pg.Clauses[n].Folded) || q.IsPlain() && page.Figures(pg, c.Span) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// addParts adds the parts of a sentence between semicolons.
func addParts(out []candidate.Candidate, pg *page.Page, s int) []candidate.Candidate {
	parts := pg.Parts(s)
	if len(parts) < 2 {
		return out
	}
	for _, p := range parts {
		if c := newClauses(candidate.Part, pg, s, p); c.Span.End > c.Span.Start && length(pg, c.Span) <= maxClaim {
			out = append(out, c)
		}
	}
	return out
}

// addRuns adds a sentence, given as a candidate, with the next one and the next
// two.
func addRuns(out []candidate.Candidate, pg *page.Page, c candidate.Candidate) []candidate.Candidate {
	c.Kind = candidate.Run
	for last := c.At.Sentence + 1; last < min(len(pg.Sentences), c.At.Sentence+3); last++ {
		c.At.Last, c.Span.End = last, layout.Trim(pg.Text, pg.Sentences[last].Span).End
		if length(pg, c.Span) > maxRun {
			break
		}
		out = append(out, c)
	}
	return out
}

// addLists adds all from a sentence, given as a candidate, to the end of its
// page, and what is behind the first colon in it.
func addLists(out []candidate.Candidate, pg *page.Page, c candidate.Candidate) []candidate.Candidate {
	c.Kind = candidate.List
	if last := len(pg.Sentences) - 1; last > c.At.Sentence {
		run := c
		run.At.Last, run.Span.End = last, layout.Trim(pg.Text, pg.Sentences[last].Span).End
		if length(pg, run.Span) <= maxList {
			out = append(out, run)
		}
	}
	st := &pg.Sentences[c.At.Sentence]
	for n := st.From; n < st.To-1; n++ {
		if !strings.HasSuffix(pg.Clauses[n].Span.Of(pg.Text), "：") {
			continue
		}
		c.At.Clause, c.At.Behind, c.Span.Start = n+1, st.To, pg.Clauses[n+1].Span.Start
		if length(pg, c.Span) <= maxList {
			out = append(out, c)
		}
		break
	}
	return out
}

// namesBack is how many sentences before one the name of what it is about may be.
const namesBack = 3

// addNames adds the names of what sentences are about that are only in sentences
// before them: 智曜装备 of 该公司拟投资6.4亿元.
func addNames(out []candidate.Candidate, q *question.Question, pg *page.Page) []candidate.Candidate {
	from := len(out)
	for k := range pg.Passage.Figures {
		f := &pg.Passage.Figures[k]
		subject := f.Binding.Subject
		if q.About.IsHome(subject) || slices.ContainsFunc(q.Names, func(n question.Name) bool { return n.Text == subject }) {
			continue
		}
		s := pg.Clauses[pg.ClauseAt(f.Span.Start)].Sentence
		if s == 0 || strings.Contains(pg.Sentences[s].Folded, subject) {
			continue
		}
		at := lastName(pg, subject, pg.Sentences[s].Span.Start)
		if at < pg.Sentences[max(0, s-namesBack)].Span.Start {
			continue
		}
		c := newText(candidate.Name, pg, s, knowledge.Span{Start: at, End: at + len(subject)})
		if slices.ContainsFunc(out[from:], func(o candidate.Candidate) bool { return o.At.Sentence == s && o.Span == c.Span }) {
			continue
		}
		c.Sentence = knowledge.Span{Start: pg.SentenceAt(at).Whole.Start, End: pg.Sentences[s].Whole.End}
		out = append(out, c)
	}
	return out
}
