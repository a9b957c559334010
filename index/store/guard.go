package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/blevesearch/bleve/v2"
)

// How long bleve may take for a batch, and how much longer once it has reported an
// error: it retries without end what failed, and its callers may wait as long.
const (
	BatchPatience = 2 * time.Minute
	errorPatience = 10 * time.Second
)

// write writes a batch and returns when it is on disk: bleve syncs the segment and then
// its list of segments before it returns. After a failure bleve has an unknown part of
// the batch in memory: it is closed at once, what is read stays as it was, and the next
// Sync opens what is on disk.
func (g *Generation) write(b *bleve.Batch) error {
	if g.halted.Load() {
		return errors.New("the index cannot be written any more")
	}
	done := make(chan error, 1)
	go func() { // ends with the batch; where bleve hangs, it cannot be ended
		done <- Guarded(func() error { return g.Bleve.Batch(b) })
	}()
	err := g.await(done)
	if err == nil && g.Path != "" {
		// Bleve does not always notice that its folder was removed.
		_, err = os.Stat(filepath.Join(g.Path, StoreDir, RootFile))
	}
	if err == nil {
		return nil
	}
	if errors.Is(err, ErrHung) {
		g.hung.Store(true)
	}
	return errors.Join(spaceError(err), g.Close())
}

// await waits for bleve for at most g.Patience; then it returns ErrHung.
func (g *Generation) await(done <-chan error) error {
	start := g.CountErrors()
	patience := time.NewTimer(g.Patience)
	defer patience.Stop()
	look := time.NewTicker(min(g.Patience, time.Second) / 2)
	defer look.Stop()
	hurried := false
	for {
		select {
		case err := <-done:
			return err
		case <-patience.C:
			return ErrHung
		case <-look.C:
			if !hurried && g.CountErrors() > start {
				hurried = true
				patience.Reset(min(errorPatience, g.Patience))
			}
		}
	}
}

// CountErrors returns the number of errors in bleve's goroutines since it was opened.
func (g *Generation) CountErrors() uint64 {
	stats, _ := g.Bleve.StatsMap()["index"].(map[string]any)
	n, _ := stats["TotOnErrors"].(uint64)
	return n
}

// Close closes bleve; the snapshot can still be read. Calling it again does nothing. It
// returns ErrHung if bleve does not close in time.
func (g *Generation) Close() error {
	if !g.halted.CompareAndSwap(false, true) {
		return nil
	}
	closer := g.Bleve.Close
	if g.hung.Load() {
		// The batch that hangs holds bleve's lock: close what is under it.
		adv, err := g.Bleve.Advanced()
		if err != nil {
			return err
		}
		closer = adv.Close
	}
	done := make(chan error, 1)
	go func() { // ends with the closing; where bleve hangs, it cannot be ended
		done <- Guarded(closer)
	}()
	patience := time.NewTimer(g.Patience)
	defer patience.Stop()
	select {
	case err := <-done:
		return err
	case <-patience.C:
		g.hung.Store(true)
		return fmt.Errorf("close index: %w", ErrHung)
	}
}
