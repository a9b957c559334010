package overview

import (
	"cmp"
	"context"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/figures"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// row is a thing with its figures and the day by which it is ordered.
type row struct {
	g     *group
	cells []Cell
	date  knowledge.Date
}

// filled returns 1 if a row has a figure, else 0.
func (r row) filled() int {
	if slices.ContainsFunc(r.cells, func(c Cell) bool { return len(c) > 0 }) {
		return 1
	}
	return 0
}

// table fills in the figures of things.
func (f Finder) table(ctx context.Context, groups []*group, o *Overview) (*Overview, error) {
	var rows []row
	filled := false
	for _, g := range groups {
		cells, event, ok, err := f.cells(ctx, g, o.Request)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		r := row{g, cells, g.date}
		filled = filled || r.filled() > 0
		if o.Phase != AnyPhase {
			r.date = event
		}
		rows = append(rows, r)
	}
	if !filled {
		return nil, nil // a table without a figure says less than the passages
	}
	if o.Phase != AnyPhase && !o.From.IsZero() {
		during := slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return !o.during(r.date) })
		if o.Earlier = len(during) == 0; !o.Earlier {
			rows = during
		}
	}
	first := 0
	if o.Phase != AnyPhase && len(o.Metrics) > 0 {
		first = 1 // sorted by what is asked, not by the day
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		if o.Sorted {
			return cmp.Or(bySize(a.cells[first], b.cells[first], o.Least), b.date.Compare(a.date))
		}
		return cmp.Or(cmp.Compare(b.filled(), a.filled()), b.date.Compare(a.date), cmp.Compare(b.g.mentions, a.g.mentions))
	})
	reads := newReader(f, groups)
	for i, r := range rows {
		if len(o.Items) == MaxTable {
			o.Total = len(o.Items) + len(rows) - i
			break
		}
		ok, err := reads.evidence(ctx, r.g)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		it := r.g.item
		it.Cells = r.cells
		o.Items = append(o.Items, it)
		o.Total = len(o.Items)
	}
	return o.orNil(), nil
}

// cells returns the figures of a thing that a request asks for: in front of them, if it
// asks for a phase, the day when the thing came to it. ok is false if it has not.
func (f Finder) cells(ctx context.Context, g *group, req Request) (cells []Cell, event knowledge.Date, ok bool, err error) {
	rows, err := f.Index.Newest(ctx, g.names[0], read)
	if err != nil {
		return nil, event, false, err
	}
	rows = slices.DeleteFunc(rows, func(r index.Row) bool {
		return !g.is(&r.Figure.Binding) || !isCertain(r) || r.Passage.Release.Date.Compare(f.Today) > 0
	})
	if req.Phase != AnyPhase {
		var when Cell
		if event, when = f.phase(rows, req.Phase); when == nil {
			return nil, event, false, nil
		}
		cells = append(cells, when)
	}
	for _, m := range req.Metrics {
		cells = append(cells, cellOf(rows, m))
	}
	return cells, event, true, nil
}

// phase returns the day when a thing came to a phase, with its row; nil if its figures
// do not say that it did.
func (f Finder) phase(rows []index.Row, phase Phase) (knowledge.Date, Cell) {
	begun, when := f.reached(rows, "begin-time")
	done, end := f.reached(rows, "done-time")
	switch {
	case phase == Done:
		return done, end
	case phase == Underway && (end != nil || f.Today.Days()-begun.Days() > longestWork || slices.ContainsFunc(rows, isReportedDone)):
		return done, nil
	}
	return begun, when
}

// longestWork is how many days after the beginning a thing is no longer taken to be under
// way, if the releases say nothing more of it: four years, which the largest works take.
const longestWork = 4 * 365

// isReportedDone reports whether the title of a row's release says that its thing is
// done: 某某大桥通车.
func isReportedDone(r index.Row) bool {
	title, name := squeezed(r.Passage.Release.Title), []rune(r.Figure.Binding.Subject)
	if len(name) > leastTitle {
		name = name[len(name)-leastTitle:] // 某某七中南湖校区交付, of 某某市第七中学南湖校区
	}
	_, behind, ok := strings.Cut(title, string(name))
	if !ok {
		return false
	}
	found := concept.Default().Find(behind)
	return len(found) > 0 && found[0].Start == 0 && happens(found[0], "done-time")
}

// leastTitle is how many characters of the end of a name a title has that names it.
const leastTitle = 4

// happens reports whether a match is for one of the metrics of a class, or for what
// happens when it is reached.
func happens(m concept.Match, class string) bool {
	return slices.ContainsFunc(m.Concepts, func(c *concept.Concept) bool {
		return slices.ContainsFunc(listOf(class).Words, func(w string) bool {
			return c.Name == w || c.Kind == concept.Event && c.Name == strings.TrimSuffix(w, listOf("when").Words[0])
		})
	})
}

// reached returns the newest day, or month or year that has begun, of the figures for
// when something happened, with its row.
func (f Finder) reached(rows []index.Row, class string) (day knowledge.Date, when Cell) {
	for _, r := range rows {
		b := &r.Figure.Binding
		from, _, _ := strings.Cut(r.Figure.Time, "/")
		d, err := knowledge.ParseDate(from)
		if b.Scope != "" || err != nil || figures.ClassOf(r.Figure) != concept.Date || ledger.StateClass(b.State) != knowledge.Reached || d.Days() > f.Today.Days() {
			continue
		}
		if date := r.Passage.Release.Date; !date.IsZero() && d.Days() > endOf(date).Days() {
			continue // it was to come
		}
		found := concept.Default().Find(b.Metric)
		if len(found) > 0 && found[len(found)-1].End == len(b.Metric) && happens(found[len(found)-1], class) && d.Compare(day) > 0 {
			day, when = d, Cell{r}
		}
	}
	return day, when
}

// endOf returns the last day that a date may be.
func endOf(d knowledge.Date) knowledge.Date {
	if end, ok := ledger.EndOf(d.String()); ok {
		return end
	}
	return d
}

// cellOf returns the present figure of what is measured, and those that contradict it.
func cellOf(rows []index.Row, m *concept.Concept) Cell {
	if c := presentOf(rows, func(r index.Row) bool { return measures(r, m) }); c != nil {
		return c
	}
	also := loadWords().also[m.Name]
	return presentOf(rows, func(r index.Row) bool {
		return slices.ContainsFunc(also, func(n string) bool { o := concept.Default().Named(n); return o != nil && measures(r, o) })
	})
}

// presentOf returns the newest figure of those that are wanted, a reached one before
// what is only planned, and those that contradict it.
func presentOf(rows []index.Row, wanted func(index.Row) bool) Cell {
	var best *facts.Entry
	for _, e := range ledger.Entries(slices.DeleteFunc(slices.Clone(rows), func(r index.Row) bool { return !wanted(r) })) {
		if best == nil || isWhole(e) && !isWhole(*best) || isWhole(e) == isWhole(*best) && ledger.Newer(e.Rows[0].Ledger(), best.Rows[0].Ledger()) < 0 {
			best = &e
		}
	}
	if best == nil {
		return nil
	}
	return Present(*best)
}

// IsKnown reports whether what a figure measures is a metric of the lexicon.
func IsKnown(r index.Row) bool {
	b := &r.Figure.Binding
	if listOf("leads").Begins(b.Metric) {
		return false
	}
	for _, m := range concept.Default().Find(b.Metric) {
		if m.Metric != nil && m.End == len(b.Metric) && measures(r, m.Metric) {
			return true
		}
		for _, c := range m.Concepts {
			if c.Kind == concept.Event && m.End == len(b.Metric) && figures.ClassOf(r.Figure) == concept.Date {
				return true
			}
		}
	}
	return false
}

// isWhole reports whether the figures of an entry are of the whole thing.
func isWhole(e facts.Entry) bool { return e.Scope == "" }

// Present returns the present figure of an entry with those that contradict it, each
// value once.
func Present(e facts.Entry) Cell {
	c := Cell{e.Rows[0]}
	for i := 1; i < len(e.Rows); i++ {
		if e.Standing(i) == ledger.Conflicting && !slices.ContainsFunc(c, func(r index.Row) bool { return ledger.SameValue(r.Figure, e.Rows[i].Figure) }) {
			c = append(c, e.Rows[i])
		}
	}
	return c
}

// maxScope is how many characters the name of a part has that a figure is still of the
// thing: 一期, 地上. A longer one is that of a group of other things.
const maxScope = 2

// measures reports whether a figure measures m of its thing as a whole.
func measures(r index.Row, m *concept.Concept) bool {
	b := &r.Figure.Binding
	if !m.HasClass(figures.ClassOf(r.Figure)) || r.Figure.Per != "" || b.Change || utf8.RuneCountInString(b.Scope) > maxScope {
		return false
	}
	if slices.Contains(concept.Default().Said(b.Metric), m) {
		return true
	}
	found := concept.Default().Find(b.Metric)
	return len(found) > 0 && found[len(found)-1].End == len(b.Metric) && slices.Contains(found[len(found)-1].Concepts, m)
}

// bySize orders cells by the size of their first figure, the largest first, for least
// the smallest; what has no size comes last.
func bySize(a, b Cell, least bool) int {
	x, y := sizeOf(a), sizeOf(b)
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	case least:
		return x.Cmp(y)
	}
	return y.Cmp(x)
}

// sizeOf returns the size of a cell in the base unit of its dimension, of a day the
// number of days.
func sizeOf(c Cell) *big.Rat {
	if len(c) == 0 {
		return nil
	}
	if d, ok := ledger.EndOf(c[0].Figure.Time); ok {
		return big.NewRat(int64(d.Days()), 1)
	}
	return figures.Size(c[0].Figure)
}
