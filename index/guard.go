package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// ErrNoSpace says that the disk is full or the user's share of it used up. The
// index answers from what it had, and the next Sync tries again.
var ErrNoSpace = errors.New("the disk is full")

// ErrHung says that bleve did not come back from writing in time: its
// goroutines have died or the disk does not answer.
var ErrHung = errors.New("writing the index takes too long")

// How long bleve may take for a batch, with the writing of what others wait
// for, and how much longer when it has told of an error meanwhile: it tries
// again what failed, without end, and its callers may wait as long.
const (
	batchPatience = 2 * time.Minute
	errorPatience = 10 * time.Second
)

// spaceError marks err as ErrNoSpace when a full disk is the cause. Bleve does
// not wrap what the system tells, so that its words have to do.
func spaceError(err error) error {
	if err == nil || errors.Is(err, ErrNoSpace) {
		return err
	}
	full := errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
	for _, words := range []string{"no space left on device", "disk quota exceeded", "not enough space on the disk"} {
		full = full || strings.Contains(err.Error(), words)
	}
	if full {
		return fmt.Errorf("%w: %w", ErrNoSpace, err)
	}
	return err
}

// guarded runs f, which reads what lies on disk. A panic becomes an error, and
// so does the fault of reading a file that has been cut or a disk that has
// failed, which would end the process otherwise.
func guarded(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return f()
}

// read runs f, which reads the current generation, under a read lock of x. An
// error that is not of ctx puts the generation under suspicion of damage: the
// next Sync looks into it.
func (x *Index) read(ctx context.Context, g *generation, f func() error) error {
	err := guarded(f)
	if err != nil && ctx.Err() == nil {
		x.suspect(g, err)
	}
	return err
}

// suspect notes that g seems to be damaged, once.
func (x *Index) suspect(g *generation, err error) {
	if !g.suspect.CompareAndSwap(nil, &suspicion{err}) {
		return
	}
	x.log.Warn("index may be damaged", "generation", g.name, "err", err)
	select {
	case x.damaged <- struct{}{}:
	default: // nobody has looked at the last one
	}
}

// Damaged returns a channel that is sent to when reading has met with what
// damage may have done. Searches go on with what can be read; the next Sync
// checks the index and builds it again if need be.
func (x *Index) Damaged() <-chan struct{} { return x.damaged }

// write writes a batch and waits until it is on disk: bleve syncs the segment
// and then its list of segments before it comes back. When it fails, bleve
// holds an unknown part of it in memory: it is closed at once, what is read
// stays as it was, and the next Sync opens what is on disk.
func (g *generation) write(b *bleve.Batch) error {
	if g.halted.Load() {
		return errors.New("the index cannot be written any more")
	}
	done := make(chan error, 1)
	go func() { // ends with the batch; where bleve hangs, it cannot be ended
		done <- guarded(func() error { return g.bleve.Batch(b) })
	}()
	err := g.await(done)
	if err == nil && g.path != "" {
		// Bleve does not always notice that its folder was removed.
		_, err = os.Stat(filepath.Join(g.path, storeDir, rootFile))
	}
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrHung) {
		g.hung.Store(true)
	}
	return errors.Join(spaceError(err), g.close())
}

// await waits for bleve as long as patience lasts.
func (g *generation) await(done <-chan error) error {
	start := g.countErrors()
	patience := time.NewTimer(g.patience)
	defer patience.Stop()
	look := time.NewTicker(min(g.patience, time.Second) / 2)
	defer look.Stop()
	hurried := false
	for {
		select {
		case err := <-done:
			return err
		case <-patience.C:
			return ErrHung
		case <-look.C:
			if !hurried && g.countErrors() > start {
				hurried = true
				patience.Reset(min(errorPatience, g.patience))
			}
		}
	}
}

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
	if g == nil || g.path == "" || g.halted.Load() || g.countErrors() == 0 {
		return
	}
	x.log.Warn("index cannot be written for now", "generation", g.name, "errors", g.countErrors())
	if err := g.close(); err != nil {
		x.log.Warn("close the index", "generation", g.name, "err", err)
	}
}

// countErrors returns how many errors bleve's goroutines have met with since
// it was opened.
func (g *generation) countErrors() uint64 {
	stats, _ := g.bleve.StatsMap()["index"].(map[string]any)
	n, _ := stats["TotOnErrors"].(uint64)
	return n
}

// close closes bleve, once; the snapshot can still be read. It gives up when
// bleve does not close in time.
func (g *generation) close() error {
	if !g.halted.CompareAndSwap(false, true) {
		return nil
	}
	closer := g.bleve.Close
	if g.hung.Load() {
		// The batch that hangs holds bleve's lock: close what is under it.
		adv, err := g.bleve.Advanced()
		if err != nil {
			return err
		}
		closer = adv.Close
	}
	done := make(chan error, 1)
	go func() { // ends with the closing; where bleve hangs, it cannot be ended
		done <- guarded(closer)
	}()
	patience := time.NewTimer(g.patience)
	defer patience.Stop()
	select {
	case err := <-done:
		return err
	case <-patience.C:
		g.hung.Store(true)
		return fmt.Errorf("close index: %w", ErrHung)
	}
}
