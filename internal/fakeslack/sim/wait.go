package sim

import (
	"context"
	"time"
)

// Signal wakes those who wait. The caller holds the lock.
func (w *World) Signal() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// Until blocks until ok, which is called with the lock held, or ctx ends.
func (w *World) Until(ctx context.Context, ok func() bool) error {
	return w.Wait(ctx, func() bool {
		w.Lock()
		defer w.Unlock()
		return ok()
	})
}

// Wait blocks until ok, which is called without the lock whenever something
// has happened, or ctx ends.
func (w *World) Wait(ctx context.Context, ok func() bool) error {
	for {
		w.Lock()
		changed := w.changed
		w.Unlock()
		if ok() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		case <-w.ctx.Done():
			return ErrClosed
		}
	}
}

// After calls f when d has passed, unless the world ends before. [World.Join]
// waits for f.
func (w *World) After(d time.Duration, f func()) (stop func()) {
	w.Lock()
	defer w.Unlock()
	return w.AfterLocked(d, f)
}

// AfterLocked is [World.After] for a caller that holds the lock. Its stop is
// called without the lock.
func (w *World) AfterLocked(d time.Duration, f func()) (stop func()) {
	if w.closed {
		return func() {}
	}
	w.timerSerial++
	id := w.timerSerial
	cancel := w.time.AfterFunc(d, func() {
		w.Lock()
		_, live := w.timers[id]
		delete(w.timers, id)
		if !live || w.closed {
			w.Unlock()
			return
		}
		w.served.Add(1)
		w.Unlock()
		defer w.served.Done()
		f()
	})
	w.timers[id] = cancel
	return func() {
		w.Lock()
		delete(w.timers, id)
		w.Unlock()
		cancel()
	}
}
