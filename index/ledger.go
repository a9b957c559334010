package index

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"beilun/knowledge"
)

// The ledger is all figures of all releases, told apart by what they measure.
// It is kept in the passages themselves: each figure is stored with its
// binding, and fieldLedger holds the terms it is found by. So a release that
// changes or goes takes its figures along in the same batch.

// Row is one figure of the ledger: what one release says.
type Row struct {
	Passage Passage
	Figure  *knowledge.Figure // of Passage.Figures
}

// Sentence returns the span in Passage.Text of the sentence the figure stands
// in.
func (r Row) Sentence() knowledge.Span {
	for _, s := range r.Passage.Sentences {
		if s.Contains(r.Figure.Span) {
			return s
		}
	}
	return knowledge.Span{End: len(r.Passage.Text)}
}

// AsOf returns the day up to which the figure holds: the end of its period or,
// where it names none, the date of its release.
func (r Row) AsOf() knowledge.Date { return asOf(r.Figure, r.Passage.Release.Date) }

// asOf is Row.AsOf for a figure in a release of some date.
func asOf(f *knowledge.Figure, date knowledge.Date) knowledge.Date {
	if d, ok := endOf(f.Binding.Period); ok {
		return d
	}
	return date
}

func endOf(iso string) (knowledge.Date, bool) {
	if iso == "" {
		return knowledge.Date{}, false // most figures
	}
	if _, to, ok := strings.Cut(iso, "/"); ok {
		iso = to
	}
	d, err := knowledge.ParseDate(iso)
	return d, err == nil && d.Year != 0
}

// dated is a row with its AsOf, which takes a while to read.
type dated struct {
	Row
	asOf knowledge.Date
}

// newer orders rows newest first: by the day they hold for, then by release;
// what has no date comes last.
func newer(a, b dated) int {
	return cmp.Or(b.asOf.Compare(a.asOf), b.Passage.Release.Date.Compare(a.Passage.Release.Date), cmp.Compare(b.Passage.ID, a.Passage.ID))
}

// sortNewer orders rows as newer does.
func sortNewer(rows []Row) {
	ds := make([]dated, len(rows))
	for i, r := range rows {
		ds[i] = dated{r, r.AsOf()}
	}
	slices.SortStableFunc(ds, newer)
	for i, d := range ds {
		rows[i] = d.Row
	}
}

// Entry is the figures of one thing: the same subject, scope, metric,
// dimension and state, for the same kind of period.
type Entry struct {
	Subject string // the fullest name among the rows
	Scope   string
	Metric  string
	Rows    []Row // newest first; Rows[0] is the present figure
}

// Standing tells how a row of an entry stands to the present one.
type Standing string

// The standings.
const (
	Present     Standing = "present"     // the newest
	Superseded  Standing = "superseded"  // an older figure
	Restated    Standing = "restated"    // the same figure in another release
	Conflicting Standing = "conflicting" // another figure of about the same date
	Withdrawn   Standing = "withdrawn"   // corrected by a later release
)

// conflictDays is how close two different figures have to stand to contradict
// rather than follow each other: a publisher may take a month to print what
// another has printed.
const conflictDays = 31

// Standing tells how Rows[i] stands to Rows[0].
func (e Entry) Standing(i int) Standing {
	return StandingOf(e.Rows[0], e.Rows[i])
}

// StandingOf tells how other stands to present, a row of the same entry that
// is no older.
func StandingOf(present, other Row) Standing {
	if present.Figure == other.Figure || present.Passage.ID == other.Passage.ID && present.Figure.Span == other.Figure.Span {
		return Present
	}
	switch {
	case other.Figure.Binding.State == knowledge.Withdrawn || present.Figure.Binding.State == knowledge.Corrected && !SameValue(present.Figure, other.Figure):
		return Withdrawn
	case SameValue(present.Figure, other.Figure) && samePeriod(present, other):
		return Restated
	case other.Figure.Binding.State == knowledge.Former || present.Passage.Release.ID == other.Passage.Release.ID:
		return Superseded
	}
	a, b := present.AsOf().Days(), other.AsOf().Days()
	if a > 0 && b > 0 && a-b <= conflictDays && periodType(present.Figure.Binding.Period) == periodType(other.Figure.Binding.Period) && !refines(present.Figure, other.Figure) {
		return Conflicting
	}
	return Superseded
}

// refines reports whether f is an exact figure that other only comes near:
// 897家 after 近900家.
func refines(f, other *knowledge.Figure) bool {
	return f.Qualifier == "" && other.Qualifier != "" && f.Value != nil && other.Value != nil && near(f.Value, other.Value)
}

// near reports whether a is within a tenth of b.
func near(a, b *big.Rat) bool {
	diff := new(big.Rat).Sub(a, b)
	tenth := new(big.Rat).Mul(b, big.NewRat(1, 10))
	return diff.Abs(diff).Cmp(tenth.Abs(tenth)) <= 0
}

func samePeriod(a, b Row) bool {
	p, q := a.Figure.Binding.Period, b.Figure.Binding.Period
	return p == q || periodType(p) == "point" && periodType(q) == "point"
}

// Entries groups rows into the entries of the ledger, by subject and metric in
// the order of the rows; the rows of an entry newest first.
func Entries(rows []Row) []Entry {
	var out []Entry
	byKey := map[string][]int{} // dimension and state → entries
	for _, r := range rows {
		b := r.Figure.Binding
		if len(b.Words) == 0 {
			continue // a time that other figures hold for, or nothing tells what is counted
		}
		key := fmt.Sprint(Dimension(r.Figure), stateClass(b.State), b.Change)
		at := -1
		for _, i := range byKey[key] {
			if SameMeasure(out[i].Rows[0], r) && SameState(out[i].Rows[0], r) {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(out)
			byKey[key] = append(byKey[key], at)
			out = append(out, Entry{})
		}
		e := &out[at]
		e.Rows = append(e.Rows, r)
		if len(b.Subject) > len(e.Subject) {
			e.Subject = b.Subject
		}
		if e.Scope == "" {
			e.Scope = b.Scope
		}
		if len(b.Metric) > len(e.Metric) {
			e.Metric = b.Metric
		}
	}
	for i := range out {
		sortNewer(out[i].Rows)
		out[i].settle()
	}
	return out
}

// settle puts what a correction says first and marks what it takes back.
func (e *Entry) settle() {
	var wrong []*knowledge.Figure
	for _, r := range e.Rows {
		if r.Figure.Binding.State == knowledge.Withdrawn {
			wrong = append(wrong, r.Figure)
		}
	}
	slices.SortStableFunc(e.Rows, func(a, b Row) int { return cmp.Compare(rank(a, wrong), rank(b, wrong)) })
}

// rank puts what is withdrawn or has been replaced in its own sentence behind
// the rest.
func rank(r Row, wrong []*knowledge.Figure) int {
	if r.Figure.Binding.State == knowledge.Withdrawn || r.Figure.Binding.State == knowledge.Former {
		return 1
	}
	for _, w := range wrong {
		if SameValue(r.Figure, w) {
			return 1
		}
	}
	return 0
}
