package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"beilun/index/store"
)

// Open opens the index in dir, which is made when it does not exist. It
// returns ErrLocked without waiting when another process has it open. An index
// that cannot be used is no error: it is moved aside or dropped, Rebuild tells
// why, and it stays empty until Sync has built it again. A large index is still
// being checked in the background when Open returns.
func Open(dir string, opts Options) (*Index, error) {
	opts, err := opts.fill()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make index directory: %w", err)
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return nil, fmt.Errorf("open index %s: %w", dir, err)
	}
	x := newIndex(dir, opts)
	x.lock = lock
	ctx, stop := context.WithCancel(context.Background())
	x.stop = stop
	if err := x.openCurrent(ctx); err != nil {
		stop()
		return nil, errors.Join(err, lock.Close())
	}
	x.watching.Go(func() { x.watch(ctx) })
	return x, nil
}

// openCurrent opens the generation that CURRENT names, moves it aside when it
// is damaged, and removes all others. One of another version stays until another
// has taken its place: should the process end before, the next one reads what is
// left of it again.
func (x *Index) openCurrent(ctx context.Context) error {
	name, why, err := store.ReadCurrent(x.dir)
	if err != nil {
		return err
	}
	x.rebuild = why
	if name != "" {
		g, err := x.openGeneration(ctx, name, x.limits.wholeAtOpen)
		var stale *store.StaleError
		switch {
		case err == nil:
			x.current = g
		case errors.As(err, &stale):
			x.rebuild, x.left = store.ErrStale.Error(), stale.Left
			x.left.Name = name
		default:
			x.rebuild = "damaged: " + err.Error()
			store.SetAside(x.dir, name, x.log)
		}
	}
	if x.rebuild != "" {
		x.log.Warn("index has to be built", "generation", name, "why", x.rebuild)
	}
	x.removeOthers()
	return nil
}

// openGeneration checks the files of a generation, all bytes of them if its segments
// have at most whole bytes together, and opens it.
func (x *Index) openGeneration(ctx context.Context, name string, whole int64) (*store.Generation, error) {
	g, check, err := store.Open(ctx, filepath.Join(x.dir, name), x.lex, x.format, x.limits.patience, whole)
	if err != nil {
		return nil, err
	}
	if check != nil {
		x.checking.Go(func() {
			if err := check(ctx); err != nil && ctx.Err() == nil {
				x.suspect(g, err)
			}
		})
	}
	return g, nil
}
