package ledger

import (
	"cmp"
	"fmt"
	"slices"
)

// Measure returns what has to be the same for the present figures of two entries to be of
// one size: the unit, the part, and whether it is a change or a rate. It is empty for a
// figure without a value.
func (e *Entry) Measure() string {
	f := e.Present().Figure
	if f.Value == nil {
		return ""
	}
	return fmt.Sprint(f.Unit, " ", e.Scope, " ", f.Binding.Change, " ", f.Per != "")
}

// BySize returns the entries, those with the largest present figure first: in turn those of
// each measure, that of most entries first. It is made once, and nobody may change it.
func (g *Group) BySize() []*Entry {
	g.sorting.Do(func() { g.bySize = BySize(g.Entries) })
	return g.bySize
}

// BySize sorts entries as [Group.BySize] does, and returns them in a slice of their own.
func BySize(entries []*Entry) []*Entry {
	type sized struct {
		*Entry
		measure string
		value   float64
	}
	all, count := make([]sized, len(entries)), map[string]int{}
	for i, e := range entries {
		all[i] = sized{Entry: e, measure: e.Measure()}
		if all[i].measure != "" {
			all[i].value, _ = e.Present().Figure.Value.Float64()
			count[all[i].measure]++
		}
	}
	slices.SortStableFunc(all, func(a, b sized) int {
		return cmp.Or(cmp.Compare(count[b.measure], count[a.measure]), cmp.Compare(a.measure, b.measure), cmp.Compare(b.value, a.value))
	})
	out := make([]*Entry, len(all))
	for i, a := range all {
		out[i] = a.Entry
	}
	return out
}
