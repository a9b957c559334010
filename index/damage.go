package index

import (
	"context"
	"time"

	"beilun/index/store"
)

// read runs f, which reads the current generation, under a read lock of x. An
// error that is not of ctx puts the generation under suspicion of damage: the
// next Sync looks into it.
func (x *Index) read(ctx context.Context, g *store.Generation, f func() error) error {
	err := store.Guarded(f)
	if err != nil && ctx.Err() == nil {
		x.suspect(g, err)
	}
	return err
}

// suspect notes that g seems to be damaged, once.
func (x *Index) suspect(g *store.Generation, err error) {
	if !g.Suspect(err) {
		return
	}
	x.log.Warn("index may be damaged", "generation", g.Name, "err", err)
	select {
	case x.damaged <- struct{}{}:
	default: // nobody has looked at the last one
	}
}

// Damaged returns a channel that is sent to when reading has met with what
// damage may have done. Searches go on with what can be read; the next Sync
// checks the index and builds it again if need be.
func (x *Index) Damaged() <-chan struct{} { return x.damaged }

// watchEvery is the time between two looks at bleve's errors.
const watchEvery = 5 * time.Second

// watch looks after bleve between the syncs until ctx ends.
func (x *Index) watch(ctx context.Context) {
	t := time.NewTicker(watchEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			x.look()
		}
	}
}

// look closes bleve when its goroutines have met with errors and no sync is
// under way: a merge that fails, on a full disk for one, is tried again without
// end and without a pause. The snapshot goes on answering, and the next Sync
// opens the index again.
func (x *Index) look() {
	if !x.syncing.TryLock() {
		return // the Sync sees them
	}
	defer x.syncing.Unlock()
	x.mu.RLock()
	g := x.current
	x.mu.RUnlock()
	if g == nil || g.Path == "" || g.IsHalted() || g.CountErrors() == 0 {
		return
	}
	x.log.Warn("index cannot be written for now", "generation", g.Name, "errors", g.CountErrors())
	if err := g.Close(); err != nil {
		x.log.Warn("close the index", "generation", g.Name, "err", err)
	}
}

// removeOthers removes the generations that are not needed any more.
func (x *Index) removeOthers() {
	if x.dir == "" {
		return
	}
	var keep []string
	if x.current != nil {
		keep = append(keep, x.current.Name)
	}
	if x.left != nil {
		keep = append(keep, x.left.Name)
	}
	store.RemoveOthers(x.dir, x.log, keep...)
}
