package answer

import (
	"context"
	"strings"

	"beilun/index"
	"beilun/index/answer/frame"
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
