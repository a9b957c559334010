package propose

import (
	"slices"
	"strings"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/layout"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// maxPeriod is how many characters a period has that clauses give.
const maxPeriod = 40

// addMoments adds the times and durations of a page that are no figures, as
// figures of their own, and removes candidates of the page, which are those from one on,
// that are only a piece of one: 1小时 of 1小时35分.
func addMoments(out []candidate.Candidate, from int, q *question.Question, pg *page.Page) []candidate.Candidate {
	var wholes []knowledge.Span
	for s := range pg.Sentences {
		m := momentsIn(q, pg, s)
		for _, span := range slices.Concat(m.points, m.wholes) {
			out = append(out, newMoment(q, pg, s, span))
		}
		wholes = append(wholes, m.wholes...)
	}
	kept := slices.DeleteFunc(out[from:], func(c candidate.Candidate) bool {
		return isIdle(q, &c) || slices.ContainsFunc(wholes, func(w knowledge.Span) bool { return w != c.Span && w.Contains(c.Span) })
	})
	return out[:from+len(kept)]
}

// isIdle reports whether a time cannot answer: it is in the question itself, or
// is no time of the day where one is asked for, no day of the week where that
// is, or a time of the day where a date is. A day may be one of the week: 哪天闭馆.
func isIdle(q *question.Question, c *candidate.Candidate) bool {
	if q.Frame.Asks != frame.Time || figures.ClassOf(c.Figure) != concept.Date {
		return false
	}
	grain := figures.GrainOf(c.Figure)
	switch q.Timing.Grain {
	case question.AsksHour:
		return !figures.IsClock(c.Figure)
	case question.AsksWeekday:
		return grain != figures.GrainWeekday
	case question.AsksAnyGrain:
	default:
		if grain == figures.GrainClock || grain == figures.GrainWeekday && q.Timing.Grain != question.AsksDay {
			return true
		}
	}
	return strings.Contains(q.Frame.Text, zhtext.FoldString(c.Figure.Text))
}

// newMoment returns a candidate of a time or duration that is no figure. It
// measures what the first figure in it does.
func newMoment(q *question.Question, pg *page.Page, s int, span knowledge.Span) candidate.Candidate {
	f := &knowledge.Figure{Span: span, Quote: span, Text: span.Of(pg.Text), Kind: knowledge.Time}
	if q.Frame.Asks != frame.Time {
		f.Kind = knowledge.Duration
	}
	for k := range pg.Passage.Figures {
		if o := &pg.Passage.Figures[k]; span.Contains(o.Span) {
			f.Binding, f.Time = o.Binding, o.Time
			break
		}
	}
	c := newText(candidate.Figure, pg, s, span)
	c.Figure, c.At.Clause = f, pg.ClauseAt(span.Start)
	return c
}

// moments are the times or durations of a sentence that are no figures, each
// once: those beside which others may be candidates, and those of which others
// are only a piece.
type moments struct{ points, wholes []knowledge.Span }

func momentsIn(q *question.Question, pg *page.Page, s int) (m moments) {
	sentence := pg.Sentences[s].Span
	dates := datesIn(pg, sentence)
	text := sentence.Of(pg.Text)
	if q.Frame.Asks != frame.Time || q.Timing.LengthToo {
		m.wholes = figures.Lengths(text, sentence.Start, dates, pg.Passage.Figures)
	}
	if q.Frame.Asks != frame.Time {
		return m
	}
	m.points = append(figures.Points(text, sentence.Start, dates), figures.Deadlines(text, sentence.Start, dates)...)
	all := slices.Concat(dates, m.points)
	slices.SortFunc(all, func(a, b knowledge.Span) int { return a.Start - b.Start })
	ranges := figures.Ranges(pg.Text, all)
	if q.Timing.Period {
		m.wholes = slices.Concat(m.wholes, ranges, fromTo(pg, dates))
	} else {
		m.points = slices.Concat(m.points, ranges)
	}
	m.wholes = slices.Concat(m.wholes, figures.Adjacent(all), figures.Repeated(pg.Text, all), figures.Feasts(pg.Text, dates), unfixed(pg, s))
	m.points = slices.DeleteFunc(m.points, func(a knowledge.Span) bool { return slices.Contains(dates, a) || slices.Contains(m.wholes, a) })
	return m
}

// datesIn returns the times in a sentence that are figures.
func datesIn(pg *page.Page, sentence knowledge.Span) (out []knowledge.Span) {
	for k := range pg.Passage.Figures {
		if f := &pg.Passage.Figures[k]; sentence.Contains(f.Span) && figures.ClassOf(f) == concept.Date {
			out = append(out, f.Quote)
		}
	}
	return out
}

// fromTo returns the clauses from that of the first date of a sentence to that
// of the last, for a question when something begins and ends.
func fromTo(pg *page.Page, dates []knowledge.Span) []knowledge.Span {
	if len(dates) < 2 {
		return nil
	}
	first, last := pg.ClauseAt(dates[0].Start), pg.ClauseAt(dates[len(dates)-1].Start)
	span := layout.WithoutStop(pg.Text, spanOf(pg, [2]int{first, last + 1}), "")
	if first == last || length(pg, span) > maxPeriod {
		return nil
	}
	return []knowledge.Span{span}
}

// unfixed returns the clauses of a sentence that say of a time that it is not
// known yet.
func unfixed(pg *page.Page, s int) (out []knowledge.Span) {
	st := &pg.Sentences[s]
	if !cue.In(st.Folded, "unfixed") {
		return nil
	}
	for n := st.From; n < st.To; n++ {
		if cue.In(pg.Clauses[n].Folded, "unfixed") {
			out = append(out, layout.WithoutStop(pg.Text, spanOf(pg, [2]int{n, n + 1}), ""))
		}
	}
	return out
}
