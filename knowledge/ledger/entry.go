package ledger

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

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
	at := map[key]*tails{}
	for _, r := range rows {
		row := r.Ledger()
		b := &row.Figure.Binding
		if len(b.Words) == 0 {
			continue // a time of other figures, or what is counted is unknown
		}
		k := key{MeasureKey(row.Figure), StateClass(b.State)}
		g := at[k]
		if g == nil {
			g = &tails{ending: map[string][]int{}}
			at[k] = g
		}
		tail := tailOf(b)
		i := g.first(tail, func(i int) bool { return SameMeasure(out[i].Rows[0].Ledger(), row) })
		if i < 0 {
			i = len(out)
			out = append(out, Entry[R]{})
			g.add(tail, i)
		}
		out[i].add(r, b)
	}
	for i := range out {
		Settle(out[i].Rows)
	}
	return out
}

// tails are entries by the end of the name of their thing. Names of one thing have the
// same end, so that a figure is not compared with those of all other things: there are
// thousands that have a total investment.
type tails struct {
	all    []int // places, in order
	ending map[string][]int
	any    []int // of things that may have names with other ends
}

// tailChars is the length of a tail in characters. A name that is the end of another has
// as many at least, not counting what places end with.
const tailChars = leastName - 1

// tailOf returns the end that all names of the thing of b have, "" if that is not known.
func tailOf(b *knowledge.Binding) string {
	if b.Thing != nil {
		return ""
	}
	core := withoutSeat(CoreOf(b.Subject))
	stem, places := core, loadThings().List("place")
	for end := places.Ended(stem); end != ""; end = places.Ended(stem) {
		stem = strings.TrimSuffix(stem, end)
	}
	switch n := utf8.RuneCountInString(stem); {
	case n >= tailChars:
		from := len(stem)
		for range tailChars {
			_, w := utf8.DecodeLastRuneInString(stem[:from])
			from -= w
		}
		return stem[from:]
	case utf8.RuneCountInString(core) > tailChars: // it may be the end of another name
		return ""
	}
	return "=" + stem
}

func (t *tails) add(tail string, i int) {
	t.all = append(t.all, i)
	if tail == "" {
		t.any = append(t.any, i)
	} else {
		t.ending[tail] = append(t.ending[tail], i)
	}
}

// first returns the first place for which is returns true, of those that a name with
// the tail may be of, or -1.
func (t *tails) first(tail string, is func(int) bool) int {
	if tail == "" {
		return firstOf(t.all, is)
	}
	i, j := firstOf(t.ending[tail], is), firstOf(t.any, is)
	if i < 0 || j >= 0 && j < i {
		return j
	}
	return i
}

func firstOf(places []int, is func(int) bool) int {
	if i := slices.IndexFunc(places, is); i >= 0 {
		return places[i]
	}
	return -1
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
// correction withdraws or that their own sentence says were replaced. A row that its page
// has replaced is behind the others of its day, and never the first of its class of
// states unless it is alone.
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
	slices.SortStableFunc(all, func(a, b sorted) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), b.day.Compare(a.day), cmp.Compare(replaced(a.of), replaced(b.of)), dated(a.of, a.day, b.of, b.day))
	})
	for i, s := range all {
		rows[i] = s.row
	}
	standBehind(rows)
}

func replaced(r Row) int {
	if r.Replaced {
		return 1
	}
	return 0
}

// standBehind moves each replaced row that is before all others of its class of states
// behind the first of these.
func standBehind[R Figured](rows []R) {
	if !slices.ContainsFunc(rows, func(r R) bool { return r.Ledger().Replaced }) {
		return
	}
	first := map[knowledge.State]int{}
	for i := len(rows) - 1; i >= 0; i-- {
		if r := rows[i].Ledger(); !r.Replaced {
			first[StateClass(r.Figure.Binding.State)] = i
		}
	}
	type placed struct {
		row R
		at  int
	}
	all := make([]placed, len(rows))
	for i, r := range rows {
		all[i] = placed{r, 2 * i}
		if row := r.Ledger(); row.Replaced {
			if at, ok := first[StateClass(row.Figure.Binding.State)]; ok && at > i {
				all[i].at = 2*at + 1
			}
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	for i, p := range all {
		rows[i] = p.row
	}
}
