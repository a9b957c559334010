package index

import (
	"context"
	"errors"
	"path/filepath"

	"beilun/index/facts"
	"beilun/index/store"
)

// ErrBuilding says that news wait in an index of another version, until that has
// been built again.
var ErrBuilding = errors.New("the index is being built")

// waits returns ErrBuilding when news wait in what is left.
func waits(l *store.Leftover) error {
	if l != nil && len(l.Outbox.News) > 0 {
		return ErrBuilding
	}
	return nil
}

// newsOfBuild works out the news of a sync that made the generation g. What stood
// before is the current generation; where there is none that can be read, it is
// what g has of the files that were known.
func (x *Index) newsOfBuild(ctx context.Context, g *store.Generation, as *facts.Arrivals, gone []string) ([]facts.News, error) {
	as.Rulings = g.Rulings
	as.CompareWith(g.State())
	return x.newsOf(ctx, as, gone)
}

// dropLeft removes the generation that was left on disk, and reports whether there
// was one. What is left of it is in memory.
func (x *Index) dropLeft() bool {
	if x.left == nil || x.left.Name == "" {
		return false
	}
	err := store.RemoveGeneration(filepath.Join(x.dir, x.left.Name))
	x.left.Name = ""
	return err == nil
}
