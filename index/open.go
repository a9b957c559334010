package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
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
	lock, err := lockDir(dir)
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

// lockDir takes the lock of an index directory: a file that bbolt locks on
// every system it runs on. A lock file that bbolt cannot read holds nothing
// and is made anew.
func lockDir(dir string) (*bbolt.DB, error) {
	name := filepath.Join(dir, "lock")
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		if err := makeWay(name); err != nil {
			return nil, err
		}
	}
	db, err := openLock(name)
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, ErrLocked
	case err != nil && !errors.Is(err, fs.ErrPermission) && !errors.Is(spaceError(err), ErrNoSpace):
		if rmErr := os.Remove(name); rmErr != nil {
			return nil, errors.Join(err, rmErr)
		}
		db, err = openLock(name)
	}
	return db, spaceError(err)
}

// openLock opens a lock file; bbolt panics on some damaged files.
func openLock(name string) (db *bbolt.DB, err error) {
	err = guarded(func() error {
		db, err = bbolt.Open(name, 0o644, &bbolt.Options{Timeout: 100 * time.Millisecond, NoSync: true})
		return err
	})
	return db, err
}

// openCurrent opens the generation that CURRENT names, moves it aside when it
// is damaged, and removes all others. One of another version stays until another
// has taken its place: should the process end before, the next one reads what is
// left of it again.
func (x *Index) openCurrent(ctx context.Context) error {
	name, why, err := readCurrent(x.dir)
	if err != nil {
		return err
	}
	x.rebuild = why
	if name != "" {
		g, err := x.openGeneration(ctx, name, x.limits.wholeAtOpen)
		var stale *staleError
		switch {
		case err == nil:
			x.current = g
		case errors.As(err, &stale):
			x.rebuild, x.left = errStale.Error(), stale.left
			x.left.name = name
		default:
			x.rebuild = "damaged: " + err.Error()
			x.setAside(name)
		}
	}
	if x.rebuild != "" {
		x.log.Warn("index has to be built", "generation", name, "why", x.rebuild)
	}
	x.removeOthers()
	return nil
}

// openGeneration checks the files of a generation, whole when its segments have
// at most whole bytes together, and opens it.
func (x *Index) openGeneration(ctx context.Context, name string, whole int64) (*generation, error) {
	path := filepath.Join(x.dir, name)
	check, err := checkFiles(ctx, path, whole)
	if err != nil {
		return nil, err
	}
	// The sums hold for closed files only, and bleve may write as soon as it has
	// opened them: a process killed there must not leave sums that are wrong.
	if os.Remove(filepath.Join(path, sumsFile)) == nil {
		syncDir(path)
	}
	var g *generation
	err = guarded(func() error {
		g, err = openGeneration(path, x.lex, x.format, x.limits.patience)
		if err == nil && !check.clean && check.whole {
			err = g.checkDocuments(g.snapshot)
		}
		return err
	})
	if err != nil {
		if g != nil {
			g.unpin()
			err = errors.Join(err, g.close())
		}
		return nil, err
	}
	g.name = name
	if !check.whole {
		x.checkOn(ctx, g, check)
	}
	return g, nil
}

// checkOn reads the rest of a large index in the background, until it is
// through or Close is called.
func (x *Index) checkOn(ctx context.Context, g *generation, check *fileCheck) {
	r, err := g.reader()
	if err != nil {
		return // it is closed
	}
	x.checking.Go(func() {
		defer r.Close()
		err := guarded(func() error {
			if err := checkSegments(ctx, check.segments); err != nil || check.clean {
				return err
			}
			return g.checkDocuments(r)
		})
		if err != nil && ctx.Err() == nil {
			x.suspect(g, err)
		}
	})
}
