package answer

import (
	"context"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// What is measured anew each year is told by its newest whole year. Three quarters of
// a later year are no smaller year: they are shown beside it.

// rowsOfYears is how many of the newest figures of a thing are read for the years of a
// measure.
const rowsOfYears = 200

// settle returns the newest whole year of the measure of row or, if row is of a part
// of a year and no whole year near it is known, the newest part from January on;
// and beside it such a part if that is later. It returns row if that is of no year
// or part of one, or if f asks about a time.
func settle(ctx context.Context, x *index.Index, f *frame.Frame, row index.Row) (now index.Row, later *index.Row, err error) {
	if b := &row.Figure.Binding; asksTime(f) || !isReached(row) || b.Subject == "" || !isWholeYear(row) && ledger.PartOf(b.Period) == "" {
		return row, nil, nil
	}
	rows, err := x.Newest(ctx, row.Figure.Binding.Subject, rowsOfYears)
	if err != nil {
		return row, nil, err
	}
	var year, part *index.Row
	for i := range rows {
		r := &rows[i]
		if yearOfMeasure(*r) == 0 || !isReached(*r) || !isQuotable(*r) || r.Figure.Binding.Doubtful() || !isSameButPeriod(row, *r) {
			continue
		}
		kept := &part
		if isWholeYear(*r) {
			kept = &year
		}
		if *kept == nil || isNewer(*r, **kept) {
			*kept = r
		}
	}
	if isWholeYear(row) && (year == nil || !isNewer(*year, row)) {
		year = &row
	}
	newest := row.AsOf().Year
	if part != nil {
		newest = max(newest, part.AsOf().Year)
	}
	switch {
	case year != nil && (isWholeYear(row) || newest-year.AsOf().Year <= oldYear):
		row = *year
	case part != nil:
		return *part, nil, nil
	}
	if part != nil && part.AsOf().Compare(row.AsOf()) > 0 {
		later = part
	}
	return row, later, nil
}

// oldYear is how many years a whole year may be before a part of one that was found.
const oldYear = 2

// yearOfMeasure returns the year that a row is of, or of a part of which from its
// first day on; 0 for any other time.
func yearOfMeasure(r index.Row) int {
	period := r.Figure.Binding.Period
	if isWholeYear(r) || strings.HasPrefix(ledger.PartOf(period), "01-") && ledger.PartOf(period) != "01-01" {
		return yearOf(period)
	}
	return 0
}

func isWholeYear(r index.Row) bool { return ledger.PeriodType(r.Figure.Binding.Period) == "year" }

// isSameButPeriod reports whether two rows measure the same of one thing, in whatever
// parts of whatever years.
func isSameButPeriod(a, b index.Row) bool {
	other := *b.Figure
	other.Binding.Period = a.Figure.Binding.Period
	row := b.Ledger()
	row.Figure, row.Release = &other, ""
	return ledger.SameMeasure(a.Ledger(), row)
}

// What is believed of a measure as a whole, whatever year its figure is of.
const (
	minOfMeasure = 0.7 // that one of the figures of the measure answers, if any does
	minTold      = 0.7 // that the releases have the answer
)

// wholeYear returns the one whole year that f asks about, 0 if it asks about none; ok
// is false if it asks about another time.
func wholeYear(f *frame.Frame) (year int, ok bool) {
	switch {
	case !asksTime(f):
		return 0, true
	case len(f.Time.Years) == 1 && f.Time.Part == "" && !f.Time.First:
		return f.Time.Years[0], true
	}
	return 0, false
}

// isOfOneDay reports whether a figure of the measure that f asks for holds for a day or a
// month of the whole year that f asks about: 突破4000万 on 12月2日 is not the year's.
func (a *Answerer) isOfOneDay(f *frame.Frame, figure *knowledge.Figure) bool {
	if year, ok := wholeYear(f); !ok || year == 0 || figure == nil || !a.in.isOfThing(f, figure) || !isPlainly(f, figure) {
		return false
	}
	kind := ledger.PeriodType(figure.Binding.Period)
	return figure.Binding.Period != "" && (kind == "point" || kind == "month")
}

// yearly returns the whole year that is asked for, or else the newest one, of what is
// asked for where no figure of it is likely enough to be claimed only because the
// releases have several of it. It returns nil for any other question.
func (a *Answerer) yearly(ctx context.Context, w *walk) (*story, error) {
	f := w.frame
	asked, ok := wholeYear(f)
	if !ok || f.State != knowledge.Reached || f.Given != nil || f.Query.Relation != query.Single || w.belief.Known < minTold {
		return nil, nil
	}
	sum, all := 0.0, 0.0
	var best *choice.Candidate // of those that are not far from the name
	for i := range w.candidates {
		c := &w.candidates[i]
		if c.Kind != candidate.Nothing {
			all += c.Chance
		}
		if c.Figure == nil || !a.in.isOfThing(f, c.Figure) || !isPlainly(f, c.Figure) {
			continue
		}
		sum += c.Chance
		if best == nil && w.allowed(choice.Claimed, c) == choice.Claimed {
			best = c
		}
	}
	if sum < minOfMeasure*all || best == nil {
		return nil, nil
	}
	rows, err := a.index.Newest(ctx, best.Figure.Binding.Subject, rowsOfYears)
	if err != nil {
		return nil, err
	}
	var year *index.Row
	for i := range rows {
		r := &rows[i]
		if asked > 0 && yearOf(r.Figure.Binding.Period) != asked {
			continue
		}
		if isWholeYear(*r) && isReached(*r) && isQuotable(*r) && !r.Figure.Binding.Doubtful() && a.in.isOfThing(f, r.Figure) && isPlainly(f, r.Figure) && (year == nil || isNewer(*r, *year)) {
			year = r
		}
	}
	if year == nil {
		return nil, nil
	}
	return follow(ctx, a.index, f, claimOf(*year))
}

// isOfThing reports whether a figure is of the one thing that f names or, if it names
// none, of the district.
func (in *interpreter) isOfThing(f *frame.Frame, figure *knowledge.Figure) bool {
	b := &figure.Binding
	switch len(f.Names) {
	case 0:
		return in.index.District().Is(fold(b.Subject))
	case 1:
		return isOf(f.Names[0].Thing, b)
	}
	return false
}

// isPlainly reports whether a figure measures what f asks for and nothing narrower:
// its metric has no other words than those of f and ones that narrow nothing (完成).
func isPlainly(f *frame.Frame, figure *knowledge.Figure) bool {
	b := &figure.Binding
	if b.Change != (f.Change == frame.Changed) || figure.Value == nil || figure.Per != "" || isGroup(b.Scope) && !strings.Contains(b.Metric, b.Scope) {
		return false
	}
	rest, found := fold(b.Metric), false
	for _, c := range f.Query.Concepts {
		if slices.ContainsFunc(f.Query.Named, func(name string) bool { return strings.Contains(name, c.Text) }) {
			continue
		}
		longest := ""
		for _, word := range append([]string{c.Text}, c.Alts...) {
			if len(word) > len(longest) && strings.Contains(rest, word) {
				longest = word
			}
		}
		if longest != "" {
			rest, found = strings.Replace(rest, longest, "", 1), true
		}
	}
	return found && listOf("broad").Remove(rest) == ""
}
