package index

import (
	"context"
	"time"

	"beilun/index/store"
)

// read runs f, which reads the generation g; the caller has it from acquire. After an
// error that is not ctx's the generation is suspected of damage, and the next Sync
// checks it.
func (k *keeper) read(ctx context.Context, g *store.Generation, f func() error) error {
	err := store.Guarded(f)
	if err != nil && ctx.Err() == nil {
		k.suspect(g, err)
	}
	return err
}

// suspect marks g as possibly damaged and reports that on damaged, once.
func (k *keeper) suspect(g *store.Generation, err error) {
	if !g.Suspect(err) {
		return
	}
	k.log.Warn("index may be damaged", "generation", g.Name, "err", err)
	select {
	case k.damaged <- struct{}{}:
	default: // the last one has not been received
	}
}

// watchEvery is the time between two checks of bleve's errors.
const watchEvery = 5 * time.Second

// watch checks bleve between the syncs until ctx ends.
func (k *keeper) watch(ctx context.Context) {
	t := time.NewTicker(watchEvery)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			k.look()
		}
	}
}

// look closes bleve if its goroutines have had errors and no sync is under way, because
// bleve retries a merge that fails, such as on a full disk, without end and without a
// pause. The snapshot goes on answering, and the next Sync opens the index again.
func (k *keeper) look() {
	if !k.syncing.TryLock() {
		return // the Sync sees them
	}
	defer k.syncing.Unlock()
	k.mu.RLock()
	g := k.current
	k.mu.RUnlock()
	if g == nil || g.Path == "" || g.IsHalted() || g.CountErrors() == 0 {
		return
	}
	k.log.Warn("index cannot be written for now", "generation", g.Name, "errors", g.CountErrors())
	if err := g.Close(); err != nil {
		k.log.Warn("close the index", "generation", g.Name, "err", err)
	}
}

// removeOthers removes the generations that are not needed any more.
func (k *keeper) removeOthers() {
	if k.dir == "" {
		return
	}
	var keep []string
	if k.current != nil {
		keep = append(keep, k.current.Name)
	}
	if k.left != nil {
		keep = append(keep, k.left.Name)
	}
	store.RemoveOthers(k.dir, k.log, keep...)
}
