package changes

import (
	"cmp"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// maxBefore is how many figures of an entry, those of the newest releases, a release is
// compared with. Whole tables of a thing may be one entry.
const maxBefore = 100

// OfEntry returns what the releases that are dated since a day changed of one entry, given
// its rows, in the order of the releases. Of does so for all entries.
func OfEntry(rows []index.Row, since knowledge.Date) []Change {
	return ofEntry(rows, since, knowledge.Date{})
}

// ofEntry returns the changes that the releases of some days brought, of the rows of an
// entry; no end for a zero until.
func ofEntry(rows []index.Row, since, until knowledge.Date) (out []Change) {
	fresh := func(r index.Row) bool {
		day := r.Passage.Release.Date
		return day.Compare(since) >= 0 && (until.IsZero() || day.Compare(until) <= 0)
	}
	if !slices.ContainsFunc(rows, fresh) {
		return nil
	}
	published := slices.DeleteFunc(slices.Clone(rows), func(r index.Row) bool {
		rel := &r.Passage.Release
		return rel.Date.IsZero() || !rel.Until.IsZero() || !facts.CanBeNews(r)
	})
	slices.SortStableFunc(published, func(a, b index.Row) int {
		p, q := &a.Passage.Release, &b.Passage.Release
		return cmp.Or(p.Date.Compare(q.Date), strings.Compare(p.ID, q.ID))
	})
	for i := 0; i < len(published); {
		first := published[i]
		end := i + 1
		for end < len(published) && published[end].Passage.Release.ID == first.Passage.Release.ID {
			end++
		}
		if fresh(first) {
			for _, c := range judged(settled(published[i:end]), settled(published[max(0, i-maxBefore):i])) {
				c.Day = c.Row.Passage.Release.Date
				out = append(out, c)
			}
		}
		i = end
	}
	return out
}

func settled(rows []index.Row) []index.Row {
	rows = slices.Clone(rows)
	ledger.Settle(rows)
	return rows
}

// judged returns what the rows that one release has of an entry mean for those before.
func judged(rows, before []index.Row) (out []Change) {
	if len(before) > 0 && isManifold(rows) {
		return nil
	}
	lead := rows[0]
	switch n := facts.Judge(rows, before); {
	case n != nil && n.Before != nil && n.Kind != facts.Fresh && ledger.Restates(n.Row.Ledger(), n.Before.Ledger()):
	case n != nil && n.Before != nil && n.Row.Figure.Kind != n.Before.Figure.Kind && isShare(n.Row) && isShare(*n.Before): // by 0.2 points, and to 8.7 %
	case n != nil:
		lead = n.Row
		c := Change{Kind: kindOf(n), Row: n.Row, Before: n.Before}
		if wrong := takenBack(rows, before); c.Kind == Corrected && wrong != nil {
			c.Before = wrong // and not a third one that n differs from
		}
		out = append(out, c)
	case lead.Figure.Binding.State == knowledge.Withdrawn:
		if b := sameValue(before, lead); b != nil {
			out = append(out, Change{Kind: Corrected, Row: lead, Before: b})
		}
	}
	for _, r := range rows {
		if r.Figure == lead.Figure {
			continue
		}
		if c := samePeriod(r, before); c != nil {
			out = append(out, *c)
		}
	}
	return out
}

// kindOf returns the kind of change that a piece of news is.
func kindOf(n *facts.News) Kind {
	switch {
	case n.Row.Figure.Binding.State == knowledge.Corrected, n.Before != nil && n.Before.Figure.Binding.State == knowledge.Withdrawn:
		return Corrected
	case n.Kind == facts.Fresh:
		return New
	case n.Kind == facts.Contradicts:
		return Conflicting
	}
	return Changed
}

func isShare(r index.Row) bool {
	return r.Figure.Kind == knowledge.Percent || r.Figure.Kind == knowledge.PercentPoint
}

// isManifold reports whether a release has two values of the same time and state: its
// words do not distinguish what each of them counts.
func isManifold(rows []index.Row) bool {
	a := &rows[0].Figure.Binding
	return slices.ContainsFunc(rows[1:], func(r index.Row) bool {
		b := &r.Figure.Binding
		return a.Period == b.Period && a.State == b.State && !ledger.SameValue(rows[0].Figure, r.Figure)
	})
}

// takenBack returns the row of before that a release says is wrong, nil if there is none.
func takenBack(rows, before []index.Row) *index.Row {
	for _, r := range rows {
		if r.Figure.Binding.State == knowledge.Withdrawn {
			if b := sameValue(before, r); b != nil {
				return b
			}
		}
	}
	return nil
}

func sameValue(rows []index.Row, r index.Row) *index.Row {
	for i := range rows {
		if ledger.SameValue(rows[i].Figure, r.Figure) {
			return &rows[i]
		}
	}
	return nil
}

// samePeriod returns what a row of a release means for the rows before it that are of the
// very same period; nil if they have its value, or there are none. A release may repeat
// the years before, and put one of them right.
func samePeriod(r index.Row, before []index.Row) *Change {
	p := r.Figure.Binding.Period
	if s := r.Figure.Binding.State; p == "" || s == knowledge.Withdrawn || s == knowledge.Former {
		return nil
	}
	var of []index.Row
	for _, b := range before {
		if s := b.Figure.Binding.State; b.Figure.Binding.Period == p && s != knowledge.Withdrawn && s != knowledge.Former {
			of = append(of, b)
		}
	}
	if len(of) == 0 || ledger.Restates(r.Ledger(), of[0].Ledger()) || sameValue(of, r) != nil || !facts.OfOneSize(r.Figure, of[0].Figure) {
		return nil
	}
	c := &Change{Row: r, Before: &of[0]}
	switch ledger.StandingOf(r.Ledger(), of[0].Ledger()) {
	case ledger.Revised:
		c.Kind = Changed
	case ledger.Conflicting:
		c.Kind = Conflicting
	case ledger.Withdrawn:
		c.Kind = Corrected
	default:
		return nil
	}
	return c
}

// Tally counts the news of a sync as changes.
func Tally(news []facts.News) (c Counts) {
	for i := range news {
		*c.of(kindOf(&news[i]))++
	}
	return c
}
