package index

import (
	"beilun/index/catalog"
	"beilun/index/passage"
)

// obey lets the rulings hold. The caller holds the lock under which g is read.
func (g *generation) obey(r *catalog.Rulings) {
	g.rulings = r
	g.reprints.Follow(g.rulings.Visible(g.catalog.Releases))
	g.cache.clear()
}

// leavesOut reports whether a passage does not answer: the release that is cited for
// its own has it, or its own is retracted.
func (g *generation) leavesOut(id string) bool {
	return g.reprints.IsCopy(id) || g.rulings.IsRetracted(passage.ReleaseOf(id))
}
