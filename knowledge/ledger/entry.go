package ledger

import (
	"cmp"
	"slices"

	"beilun/knowledge"
)

// Entry is the figures of one thing: the same subject, scope, metric,
// dimension and state, for the same kind of period.
type Entry[R Figured] struct {
	Subject string // the fullest name among the rows
	Scope   string
	Metric  string
	Rows    []R // newest first; Rows[0] is the present figure
}

// Standing returns how Rows[i] relates to Rows[0].
func (e Entry[R]) Standing(i int) Standing {
	return StandingOf(e.Rows[0].Ledger(), e.Rows[i].Ledger())
}

// Entries groups rows into entries, in the order in which each first occurs. The rows
// of an entry are newest first. Rows whose measure is unknown are left out.
func Entries[R Figured](rows []R) []Entry[R] {
	type key struct {
		measure string
		state   knowledge.State
	}
	var out []Entry[R]
	at := map[key][]int{} // places in out
	for _, r := range rows {
		row := r.Ledger()
		b := &row.Figure.Binding
		if len(b.Words) == 0 {
			continue // a time of other figures, or what is counted is unknown
		}
		k := key{MeasureKey(row.Figure), StateClass(b.State)}
		i := slices.IndexFunc(at[k], func(i int) bool { return SameMeasure(out[i].Rows[0].Ledger(), row) })
		if i < 0 {
			i = len(at[k])
			at[k] = append(at[k], len(out))
			out = append(out, Entry[R]{})
		}
		out[at[k][i]].add(r, b)
	}
	for i := range out {
		Settle(out[i].Rows)
	}
	return out
}

func (e *Entry[R]) add(r R, b *knowledge.Binding) {
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

// Newer compares two rows for sorting: the newer one first, by the day they hold for,
// then by the date of the release. Rows without a date come last.
func Newer(a, b Row) int { return dated(a, a.AsOf(), b, b.AsOf()) }

func dated(a Row, aDay knowledge.Date, b Row, bDay knowledge.Date) int {
	return cmp.Or(bDay.Compare(aDay), b.Date.Compare(a.Date), cmp.Compare(b.Passage, a.Passage))
}

// Settle sorts the rows of an entry: the newest first, and at the end those that a
// correction withdraws or that their own sentence says were replaced.
func Settle[R Figured](rows []R) {
	type sorted struct {
		row  R
		of   Row
		day  knowledge.Date // AsOf parses it, so once a row
		rank int
	}
	all := make([]sorted, len(rows))
	var wrong []*knowledge.Figure
	for i, r := range rows {
		row := r.Ledger()
		all[i] = sorted{row: r, of: row, day: row.AsOf()}
		if row.Figure.Binding.State == knowledge.Withdrawn {
			wrong = append(wrong, row.Figure)
		}
	}
	for i := range all {
		f := all[i].of.Figure
		s := f.Binding.State
		if s == knowledge.Withdrawn || s == knowledge.Former || slices.ContainsFunc(wrong, func(w *knowledge.Figure) bool { return SameValue(f, w) }) {
			all[i].rank = 1
		}
	}
	slices.SortStableFunc(all, func(a, b sorted) int { return cmp.Or(cmp.Compare(a.rank, b.rank), dated(a.of, a.day, b.of, b.day)) })
	for i, s := range all {
		rows[i] = s.row
	}
}
