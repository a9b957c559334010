package facts

import (
	"maps"
	"slices"

	"beilun/index/catalog"
	"beilun/knowledge/ledger"
)

// namesOf returns the names in the ledger that can be of the thing called name, as
// segments.namesOf does, with those that people give it and without those of things
// that people say are different.
func namesOf(r *catalog.Rulings, ls segments, name string) (map[string]bool, bool, error) {
	out, one, err := ls.namesOf(name)
	if err != nil || r == nil {
		return out, one, err
	}
	asked := r.Thing(name)
	for _, n := range slices.Sorted(maps.Keys(out)) {
		t := r.OfCore(n)
		if n == ledger.CoreOf(name) {
			t = asked
		}
		if t == nil || len(t.Names) < 2 {
			continue
		}
		one = true
		for _, other := range t.Names {
			more, _, err := ls.namesOf(other)
			if err != nil {
				return nil, false, err
			}
			for n := range more {
				out[n] = true
			}
		}
	}
	for n := range out {
		if asked != nil && n != ledger.CoreOf(name) && slices.Contains(asked.Not, r.OfCore(n)) {
			delete(out, n)
		}
	}
	return out, one, nil
}
