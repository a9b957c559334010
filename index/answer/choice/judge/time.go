package judge

import (
	"slices"
	"strconv"
	"strings"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// ageOf buckets how much older d is than the newest day; 5 for no day.
func ageOf(newest, d knowledge.Date) int {
	if d.IsZero() {
		return 5
	}
	days := newest.Days() - d.Days()
	for i, most := range []int{0, 100, 370, 740} {
		if days <= most {
			return i
		}
	}
	return 4
}

// enough is the share of what the best page has of a question from which on a
// page has what is asked for.
const enough = 0.7

// newestWithAnswer returns the day of the newest release that has what is asked
// for.
func newestWithAnswer(q *question.Question, pages []page.Page) knowledge.Date {
	has := make([]float64, len(pages))
	most := 0.0
	for i := range pages {
		pg := &pages[i]
		has[i] = pg.Coverage
		for n := range q.Names {
			best := pg.Heads.Names[n]
			for k := range pg.Sentences {
				best = max(best, pg.Sentences[k].Names[n])
			}
			has[i] += float64(best)
		}
		most = max(most, has[i])
	}
	return page.Newest(pages, func(i int) bool { return has[i] >= enough*most })
}

// IsOfOtherTime reports whether q asks about a time and a candidate, judged by
// pg, is of another.
func IsOfOtherTime(q *question.Question, pg *page.Page, c *candidate.Candidate) bool {
	return len(q.Frame.Time.Years) > 0 && c.Kind != candidate.Nothing && timeOf(&view{q: q, pg: pg, c: c}) == fit.TimeOther
}

// IsOfOtherPart reports whether q asks about months of a year, and a figure has a period
// of others, or of more or fewer of them: 1-10月 for 10月.
func IsOfOtherPart(q *question.Question, c *candidate.Candidate) bool {
	part := ledger.PartOf(periodAsked(q, c))
	return part != "" && part != q.Frame.Time.Part
}

// IsOfWholeYear reports whether q asks about months of a year, and a figure has the period
// of a year.
func IsOfWholeYear(q *question.Question, c *candidate.Candidate) bool {
	return ledger.PeriodType(periodAsked(q, c)) == "year"
}

// periodAsked returns the period of a figure if q asks about months of a year, else "".
func periodAsked(q *question.Question, c *candidate.Candidate) string {
	if q.Frame.Time.Part == "" || c.Figure == nil || q.Frame.Asks == frame.Time {
		return ""
	}
	return c.Figure.Binding.Period
}

// periodOf returns the ISO 8601 time of a figure, "" for a text and a figure
// without one.
func periodOf(v *view) string {
	switch f := v.c.Figure; {
	case f == nil:
		return ""
	case f.Time != "" && v.q.Frame.Asks == frame.Time:
		return f.Time
	default:
		return f.Binding.Period
	}
}

// timeOf returns how the time of a candidate agrees with the one asked for.
func timeOf(v *view) fit.Time {
	asked, period := &v.q.Frame.Time, periodOf(v)
	part := ledger.PartOf(period)
	if len(asked.Years) == 0 {
		switch {
		case period == "":
			return fit.TimeOpen
		case part != "" && (asked.Part == "" || asked.Part != part):
			return fit.TimeOpenPart
		case asked.Part != "" && part == asked.Part:
			return fit.TimeEqual
		}
		return fit.TimeOpenWhole
	}
	if period != "" {
		own := figures.Years(period)
		switch {
		case !slices.ContainsFunc(asked.Years, func(y int) bool { return slices.Contains(own, y) }):
			if v.q.Frame.Asks != frame.Time {
				return fit.TimeOther
			}
		case asked.Part == part:
			return fit.TimeEqual
		case asked.Part == "":
			return fit.TimeYear
		default:
			return fit.TimeLonger
		}
	}
	return timeAround(v)
}

// timeAround is timeOf by the words around a candidate and the day of its release.
func timeAround(v *view) fit.Time {
	years, date := v.q.Frame.Time.Years, v.pg.Date()
	for _, y := range years {
		if year := strconv.Itoa(y); strings.Contains(v.sentence().Folded, year) || strings.Contains(v.pg.Heads.Folded, year) {
			return fit.TimeSpoken
		}
	}
	switch {
	case slices.Contains(years, date.Year):
		return fit.TimeRelease
	case date.IsZero():
		return fit.TimeUnknown
	}
	return fit.TimeOther
}

// happens returns what happens in the clause of a figure: 1 all that is asked
// for, 2 some of it, 3 something else, 4 nothing known; where nothing is asked
// for, 5 something and 0 nothing.
func happens(v *view) int {
	asked, found := 0, 0
	for i := range v.q.Units {
		if u := &v.q.Units[i]; u.Kind == concept.Event && u.Concepts != nil {
			asked++
			if v.clause().Units[i] >= 1 {
				found++
			}
		}
	}
	other := slices.ContainsFunc(v.clause().Concepts, func(c *concept.Concept) bool { return c.Kind == concept.Event })
	switch {
	case asked == 0 && other:
		return 5
	case asked == 0:
		return 0
	case found == asked:
		return 1
	case found > 0:
		return 2
	case other:
		return 3
	}
	return 4
}
