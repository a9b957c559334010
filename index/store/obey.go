package store

import (
	"beilun/index/catalog"
	"beilun/index/passage"
)

// obey lets the rulings hold. The caller holds the lock under which g is read.
func (g *Generation) obey(r *catalog.Rulings) {
	g.Rulings = r
	g.Reprints.Follow(g.Rulings.Visible(g.Catalog.Releases))
	g.cache.clear()
}

// leavesOut reports whether a passage does not answer: the release that is cited for
// its own has it, or its own is retracted.
func (g *Generation) leavesOut(id string) bool {
	return g.Reprints.IsCopy(id) || g.Rulings.IsRetracted(passage.ReleaseOf(id))
}
