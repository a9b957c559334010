package delivery

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"beilun/bot/webapi"
	"beilun/internal/logs"
	"beilun/internal/state"
)

// work does the jobs of the queue until there will be no more.
func (c *Courier) work(ctx context.Context, urgentOnly bool) {
	for w := c.queue.take(urgentOnly); w != nil; w = c.queue.take(urgentOnly) {
		c.deliver(ctx, w)
		c.queue.done(w)
	}
}

// deliver does one job and records what became of it. What the end of the process
// interrupts stays pending for the next.
func (c *Courier) deliver(ctx context.Context, w *work) {
	if ctx.Err() != nil {
		return
	}
	start := time.Now()
	if context.Cause(w.ctx) == errStopped {
		c.refuse(slog.LevelDebug, w, logs.Stopped)
		c.settle(w.id, state.Dropped)
		return
	}
	if c.isForeign(w) {
		c.refuse(slog.LevelDebug, w, logs.Shared)
		c.settle(w.id, state.Dropped)
		c.queue.notice(w, noticeForeign)
		return
	}
	if w.once { // before it is done: better not at all than twice
		c.settle(w.id, state.Answered)
	}
	done, err := c.answered(w)
	if err == nil && !done {
		err = c.attempt(w)
	}
	switch {
	case err == nil:
		c.settle(w.id, state.Answered)
		c.Logger.Info("delivery done", "event", w.id, "type", w.Type, "took", time.Since(start), "waited", start.Sub(w.queued))
	case context.Cause(w.ctx) == errStopped:
		c.refuse(slog.LevelDebug, w, logs.Stopped)
		c.settle(w.id, state.Dropped)
	case ctx.Err() != nil:
		c.Logger.Warn("left for the next start", "event", w.id, "err", webapi.Redact(err))
	default:
		c.Logger.Error("delivery failed", "event", w.id, "type", w.Type, "err", webapi.Redact(err), "took", time.Since(start))
		if errors.Is(err, webapi.ErrUncertain) && c.again(ctx, w) {
			return
		}
		if !errors.Is(err, webapi.ErrUncertain) { // else it may be answered
			c.postFailure(ctx, w)
		}
		c.settle(w.id, state.Answered)
	}
}

// isForeign reports whether the place of a work is shared with another organisation
// and not to be answered in. Most events say so; for the others Slack is asked.
func (c *Courier) isForeign(w *work) bool {
	switch {
	case c.Foreign == nil || w.channel == "":
		return false
	case w.foreign == nil:
		return c.Foreign.Is(w.ctx, w.channel)
	}
	c.Foreign.Note(w.channel, *w.foreign)
	return *w.foreign
}

// again postpones a job that may be answered or not while Slack fails. Later the
// thread is searched, as after a crash. It reports false if that was tried for long
// enough, or nobody can ever find out.
func (c *Courier) again(ctx context.Context, w *work) bool {
	if w.once || w.ts == "" && !w.lasting || time.Since(w.first) > c.scaled(resumeTime) {
		return false
	}
	next := newWork(ctx, w.sighting, w.Job)
	next.first, next.look = w.first, looks{}.of(w.sighting)
	if !c.queue.putOff(next, time.Now().Add(c.scaled(againTime))) {
		next.cancel(nil)
		return false
	}
	return true
}

// answered reports whether an earlier process had answered a job that it left.
func (c *Courier) answered(w *work) (bool, error) {
	if w.look == nil {
		return false, nil
	}
	done, err := w.look.has(w.ctx, c.API, w.id)
	if err != nil {
		return false, fmt.Errorf("%w: %w", webapi.ErrUncertain, err)
	}
	if done {
		c.Logger.Info("was answered before the start", "event", w.id)
	}
	return done, nil
}

// attempt does a job within its time. It returns a panic as an error.
func (c *Courier) attempt(w *work) (err error) {
	ctx, cancel := context.WithTimeout(w.ctx, Timeout)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return c.Do(ctx, w.Job)
}

// postFailure posts the apology for a question that could not be answered.
func (c *Courier) postFailure(ctx context.Context, w *work) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), apologyTime)
	defer cancel()
	if !w.reachable() {
		return
	}
	if err := c.send(ctx, w.origin(), noticeFailed.message(w.text)); err != nil {
		c.Logger.Error("cannot say that a delivery failed", "event", w.id, "err", webapi.Redact(err))
	}
}
