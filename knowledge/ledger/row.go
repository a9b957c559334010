package ledger

import (
	"strings"

	"beilun/knowledge"
)

// Row is one figure of one release, with what is needed to compare it. A type that
// keeps more beside a figure implements Figured.
type Row struct {
	Figure    *knowledge.Figure
	Release   string           // ID; empty for a draft
	Date      knowledge.Date   // of the release
	Passage   string           // ID; IDs sort in the order of the text
	Text      string           // of the passage, which Figure.Span is in; may be empty
	Sentences []knowledge.Span // of Text
	Replaced  bool             // the page that said so says something else now: the row is of a version of it before
}

// Figured is a row with more than the ledger compares.
type Figured interface {
	Ledger() Row
}

// Ledger returns r.
func (r Row) Ledger() Row { return r }

// Sentence returns the span in Text of the sentence that contains the figure.
func (r Row) Sentence() knowledge.Span {
	for _, s := range r.Sentences {
		if s.Contains(r.Figure.Span) {
			return s
		}
	}
	return knowledge.Span{End: len(r.Text)}
}

// AsOf returns the day up to which the figure holds: the end of its period or, if it
// has none, the date of its release.
func (r Row) AsOf() knowledge.Date { return AsOf(r.Figure, r.Date) }

// AsOf returns the day up to which f, of a release of that date, holds; see Row.AsOf.
func AsOf(f *knowledge.Figure, date knowledge.Date) knowledge.Date {
	if d, ok := EndOf(f.Binding.Period); ok {
		return d
	}
	return date
}

// EndOf returns the last day of an ISO day or period, as exactly as it is known.
func EndOf(iso string) (knowledge.Date, bool) {
	if iso == "" {
		return knowledge.Date{}, false // most figures
	}
	if _, to, ok := strings.Cut(iso, "/"); ok {
		iso = to
	}
	d, err := knowledge.ParseDate(iso)
	return d, err == nil && d.Year != 0
}

// PeriodType returns the kind of an ISO period: point, month, quarter, half, year,
// range or open. Figures of one kind do not replace those of another.
func PeriodType(iso string) string {
	from, to, ok := strings.Cut(iso, "/")
	if !ok {
		return "point"
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	if err1 != nil || err2 != nil || a.Year == 0 || b.Year == 0 {
		return "open"
	}
	switch n := b.Days() - a.Days() + 1; {
	case n <= 1:
		return "point"
	case n <= 31:
		return "month"
	case n <= 93 && n > 85:
		return "quarter"
	case n <= 186 && n > 175:
		return "half"
	case n <= 367 && n > 360:
		return "year"
	}
	return "range"
}

// PartOf returns the months of a year that an ISO period takes up, 01-03 for a
// first quarter; "" for a day, a whole year or more than one.
func PartOf(iso string) string {
	switch PeriodType(iso) {
	case "month", "quarter", "half", "range":
		from, to, _ := strings.Cut(iso, "/")
		if from[:4] == to[:4] {
			return from[5:7] + "-" + to[5:7]
		}
	}
	return ""
}

// SamePeriod reports whether two rows hold for the same period, or each for a day.
func SamePeriod(a, b Row) bool {
	p, q := a.Figure.Binding.Period, b.Figure.Binding.Period
	return p == q || PeriodType(p) == "point" && PeriodType(q) == "point"
}

// StateClass returns the class of states whose figures follow each other in time:
// Planned, Target or, for all other states, Reached.
func StateClass(s knowledge.State) knowledge.State {
	switch s {
	case knowledge.Planned, knowledge.Target:
		return s
	}
	return knowledge.Reached
}

// SameState reports whether two rows are both reached, both planned or both targets,
// so that the newer one can replace the older one.
func SameState(a, b Row) bool {
	return StateClass(a.Figure.Binding.State) == StateClass(b.Figure.Binding.State)
}
