// Package ledger is all figures of an index as pages show them: grouped into entries, by
// thing and by metric, with the names to search for and an address for each entry.
//
// To read all figures takes seconds where there are many, so a [Ledger] keeps a
// [Snapshot] and makes another one only when the index holds something else.
//
// # Decisions
//
// 2026-11-30: a snapshot has the passages of its rows, as the index reads them, instead of
// only what a page draws of them, because the makers of replies and of charts (package
// bot/message) take rows.
//
// 2026-12-01: the passages are packed (stock), and a row is unpacked when a page draws it,
// because a machine with 128 MB is to serve 20,000 paragraphs; instead of reading rows from
// the index when they are drawn, which may have changed since: a page would mix two states of
// the releases, or wait for the next snapshot, which syncs may keep from being made. Entries
// are made measure by measure of rows that are forgotten after that.
// Measured by BenchmarkSnapshot with 20,000 paragraphs of package index/bench/press (98,000
// rows, 60,000 entries), before and after: 115 MB are kept, then 23; 164 MB are needed while
// it is made, then 28, of which 8 are texts that the snapshot before has, too; it takes as
// long. A search takes 1 to 3 ms.
//
// 2026-12-01: where memory is limited, the site chooses its examples and makes a snapshot one
// after the other (Ledger.Turn), because either needs some 25 MB more for a while.
//
// 2026-11-30: an entry is addressed by the names of what it is of and not by a number,
// because names survive a restart and most new releases; the names of older rows are names
// of the entry, too, for when a release brings a fuller one.
package ledger

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"beilun/index"
)

// Ledger has the figures of an index. It is safe for concurrent use.
type Ledger struct {
	index *index.Index
	log   *slog.Logger
	read  func(ctx context.Context, yield func([]index.Row)) error // as index.EachRow

	making chan struct{} // holds a value while a snapshot is made
	run    atomic.Bool   // Run makes them
	wanted chan struct{} // wakes Run

	mu   sync.Mutex
	last *Snapshot     // nil until one was made
	made chan struct{} // closed when the next attempt is over
	err  error         // of the last attempt

	// Turn, which holds one value, is held by Run while it makes a snapshot, so that what else
	// needs much memory for a while does not need it then. Nil is none.
	Turn chan struct{}
}

// New returns the figures of x. What goes wrong is logged to log.
func New(x *index.Index, log *slog.Logger) *Ledger {
	l := &Ledger{index: x, log: log, making: make(chan struct{}, 1), wanted: make(chan struct{}, 1), made: make(chan struct{})}
	l.read = func(ctx context.Context, yield func([]index.Row)) error { return index.EachRow(ctx, x, yield) }
	return l
}

// Times of making snapshots.
const (
	look  = time.Second           // between looks whether the index has changed
	rest  = 3                     // as many times as a snapshot took to make, Run does nothing then
	grace = 20 * time.Millisecond // for which a request waits for a new snapshot before it gets the one before
)

// Run keeps the snapshot up to date until ctx ends. Without it, requests make it.
func (l *Ledger) Run(ctx context.Context) error {
	l.run.Store(true)
	defer l.run.Store(false)
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		began := time.Now()
		if l.current() == nil {
			l.inTurn(ctx)
		}
		pause := time.NewTimer(min(rest*time.Since(began), time.Minute))
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil
		case <-pause.C:
		}
		select {
		case <-ctx.Done():
			return nil
		case <-l.wanted:
		case <-tick.C:
		}
	}
}

// inTurn makes a snapshot when it is its turn. What goes wrong is logged, and tried again.
func (l *Ledger) inTurn(ctx context.Context) {
	if l.Turn != nil {
		select {
		case l.Turn <- struct{}{}:
			defer func() { <-l.Turn }()
		case <-ctx.Done():
			return
		}
	}
	_ = l.make(ctx)
}

// Now returns the figures as the index has them or, while it changes, as it had them
// shortly before. The first time it waits until they are read; the error is ctx's or says
// why they could not be.
func (l *Ledger) Now(ctx context.Context) (*Snapshot, error) {
	if s := l.current(); s != nil {
		return s, nil
	}
	if !l.run.Load() {
		return l.byRequest(ctx)
	}
	l.mu.Lock()
	made, last := l.made, l.last
	l.mu.Unlock()
	select {
	case l.wanted <- struct{}{}:
	default: // it knows
	}
	var patience <-chan time.Time // for ever
	if last != nil {
		t := time.NewTimer(grace)
		defer t.Stop()
		patience = t.C
	}
	select {
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the figures: %w", ctx.Err())
	case <-patience:
	case <-made:
	}
	return l.latest()
}

// byRequest returns the figures where nobody keeps them up to date: one request reads
// them, and others wait or get the snapshot before.
func (l *Ledger) byRequest(ctx context.Context) (*Snapshot, error) {
	if last, err := l.latest(); err == nil && len(l.making) > 0 {
		return last, nil
	}
	if err := l.make(ctx); err != nil {
		return nil, err
	}
	return l.latest()
}

// latest returns the last snapshot, or the error for which there is none.
func (l *Ledger) latest() (*Snapshot, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.last != nil:
		return l.last, nil
	case l.err != nil:
		return nil, l.err
	}
	return nil, fmt.Errorf("read the figures: %w", context.Canceled) // Run ended meanwhile
}

// current returns the last snapshot if it is of the index as it is.
func (l *Ledger) current() *Snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last != nil && l.last.state == index.StateOf(l.index) {
		return l.last
	}
	return nil
}

// make makes a snapshot, one at a time. Whoever waited for another one does not make it
// again.
func (l *Ledger) make(ctx context.Context) error {
	select {
	case l.making <- struct{}{}:
	case <-ctx.Done():
		return fmt.Errorf("wait for the figures: %w", ctx.Err())
	}
	defer func() { <-l.making }()
	if l.current() != nil {
		return nil
	}
	began := time.Now()
	s, err := l.snapshot(ctx)
	if err != nil && ctx.Err() == nil {
		l.log.Error("figures not read", "err", err)
	} else if err == nil {
		l.log.Debug("figures read", "entries", len(s.Entries), "took", time.Since(began))
	}
	l.mu.Lock()
	if l.err = err; err == nil {
		l.last = s
	}
	close(l.made)
	l.made = make(chan struct{})
	l.mu.Unlock()
	return err
}

// stock returns the figures of the last snapshot, nil if there is none.
func (l *Ledger) stock() *stock {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.last == nil {
		return nil
	}
	return l.last.stock
}

// snapshot reads the figures. A panic is an error: it may come from one release.
func (l *Ledger) snapshot(ctx context.Context) (s *Snapshot, err error) {
	defer func() {
		if p := recover(); p != nil {
			s, err = nil, fmt.Errorf("read the figures: %v\n%s", p, debug.Stack())
		}
	}()
	state := index.StateOf(l.index) // before the rows: if it changes meanwhile, they are read again
	k := newPacker(l.stock())
	err = l.read(ctx, k.add)
	if err == nil {
		s, err = newSnapshot(k)
	}
	if err != nil {
		return nil, fmt.Errorf("read the figures: %w", err)
	}
	s.state = state
	return s, nil
}
