package index

import (
	"context"
	"errors"
	"path/filepath"
	"time"

	"beilun/index/store"
)

// openCurrent opens the generation that CURRENT names, moves it aside when it
// is damaged, and removes all others. One of another version stays until another
// has taken its place: should the process end before, the next one reads what is
// left of it again. Nothing is touched if a later version made it: the error is then a
// store.NewerError.
func (k *keeper) openCurrent(ctx context.Context) error {
	name, why, err := store.ReadCurrent(k.dir)
	if err != nil {
		return err
	}
	k.rebuild = why
	if name != "" {
		g, err := k.openGeneration(ctx, name, k.limits.wholeAtOpen)
		var stale *store.StaleError
		var newer *store.NewerError
		switch {
		case err == nil:
			k.current = g
		case errors.As(err, &newer):
			return newer
		case errors.As(err, &stale):
			k.rebuild, k.left = store.ErrStale.Error(), stale.Left
			k.left.Name = name
		default:
			k.rebuild = "damaged: " + err.Error()
			store.SetAside(k.dir, name, k.log)
		}
	}
	if k.rebuild != "" {
		if name == "" && k.rebuild == store.NoIndex {
			k.log.Info("index is built for the first time")
		} else {
			k.log.Warn("index has to be built", "generation", name, "why", k.rebuild)
		}
	}
	k.removeOthers()
	return nil
}

// checkAfter is how long after a large generation was opened the rest of its files is
// read.
const checkAfter = time.Second

// openGeneration checks the files of a generation, all bytes of them if its segments
// have at most whole bytes together, and opens it.
func (k *keeper) openGeneration(ctx context.Context, name string, whole int64) (*store.Generation, error) {
	g, check, err := store.Open(ctx, filepath.Join(k.dir, name), k.lex, k.format, k.limits.patience, whole)
	if err != nil {
		return nil, err
	}
	g.Site = k.site
	k.place.Unpack(g.Catalog, k.own, g.Place)
	if check != nil {
		k.checking.Go(func() {
			select { // a command for one question ends before, and needs both processors
			case <-time.After(checkAfter):
			case <-ctx.Done():
			}
			if err := check(ctx); err != nil && ctx.Err() == nil {
				k.suspect(g, err)
			}
		})
	}
	return g, nil
}

// makeReady makes what the first new release would wait for, a moment after the index was
// opened: a command for one question ends before.
func (k *keeper) makeReady(ctx context.Context) {
	select {
	case <-time.After(checkAfter):
	case <-ctx.Done():
		return
	}
	k.syncing.Lock()
	defer k.syncing.Unlock()
	k.mu.RLock()
	g := k.current
	if k.closed {
		g = nil
	}
	k.mu.RUnlock()
	if g != nil {
		g.Reprints.Ready()
	}
}
