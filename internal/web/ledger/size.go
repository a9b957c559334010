package ledger

import (
	"cmp"
	"slices"
)

// Measure returns what has to be the same for the present figures of two entries to be of
// one size: the unit, the part, and whether it is a change or a rate. It is empty for a
// figure without a value.
func (e *Entry) Measure() string { return e.of.said[e.measure] }

// BySize returns the entries, those with the largest present figure first: in turn those of
// each measure, that of most entries first. It is made once, and nobody may change it.
func (g *Group) BySize() []*Entry {
	g.sorting.Do(func() { g.bySize = BySize(g.Entries) })
	return g.bySize
}

// BySize sorts entries as [Group.BySize] does, and returns them in a slice of their own.
func BySize(entries []*Entry) []*Entry {
	count := map[uint32]int{}
	for _, e := range entries {
		if e.Measure() != "" {
			count[e.measure]++
		}
	}
	all := slices.Clone(entries)
	slices.SortStableFunc(all, func(a, b *Entry) int {
		return cmp.Or(cmp.Compare(count[b.measure], count[a.measure]), cmp.Compare(a.Measure(), b.Measure()), cmp.Compare(b.value, a.value))
	})
	return all
}
