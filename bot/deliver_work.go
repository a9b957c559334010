package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beilun/bot/webapi"
	"beilun/index/answer"
	"beilun/internal/state"
)

// work does what is in the queue until there will be no more.
func (b *Bot) work(ctx context.Context, urgentOnly bool) {
	for w := b.queue.take(urgentOnly); w != nil; w = b.queue.take(urgentOnly) {
		b.deliver(ctx, w)
		b.queue.done(w)
	}
}

// deliver answers one delivery and says what became of it. What is cut short by
// the end of the process stays pending, for the next.
func (b *Bot) deliver(ctx context.Context, w *work) {
	if ctx.Err() != nil {
		return
	}
	start := time.Now()
	if context.Cause(w.ctx) == errStopped {
		b.settle(w.id, state.Dropped)
		return
	}
	if w.once { // before it is done: better not at all than twice
		b.settle(w.id, state.Answered)
	}
	done, err := b.answered(w)
	if err == nil && !done {
		err = b.attempt(w)
	}
	switch {
	case err == nil:
		b.settle(w.id, state.Answered)
		b.log.Info("done", "event", w.id, "type", w.Type, "took", time.Since(start), "waited", start.Sub(w.queued))
	case context.Cause(w.ctx) == errStopped:
		b.settle(w.id, state.Dropped)
		b.log.Info("stopped", "event", w.id)
	case ctx.Err() != nil:
		b.log.Warn("left for the next start", "event", w.id, "err", webapi.Redact(err))
	default:
		b.log.Error("delivery failed", "event", w.id, "type", w.Type, "err", webapi.Redact(err), "took", time.Since(start))
		if errors.Is(err, webapi.ErrUncertain) && b.again(ctx, w) {
			return
		}
		if !errors.Is(err, webapi.ErrUncertain) { // else it may be answered
			b.sorry(ctx, w)
		}
		b.settle(w.id, state.Answered)
	}
}

// again puts off what may be answered or not, while Slack is out of order: later
// the thread is looked at, as after a crash. It reports false when that was
// tried for long enough, or can never be found out.
func (b *Bot) again(ctx context.Context, w *work) bool {
	if w.once || w.ts == "" && !w.lasting || time.Since(w.first) > b.scaled(resumeTime) {
		return false
	}
	d := w.delivery
	d.Late = true
	next := newWork(ctx, w.sighting, d)
	next.first = w.first
	if !b.queue.putOff(next, time.Now().Add(b.scaled(againTime))) {
		next.cancel(nil)
		return false
	}
	return true
}

// answered looks whether the process that left a delivery had answered it.
func (b *Bot) answered(w *work) (bool, error) {
	if !w.Late || w.once || w.ts == "" {
		return false, nil
	}
	_, done, err := b.api.Find(w.ctx, w.origin())
	if err != nil {
		return false, fmt.Errorf("%w: %w", webapi.ErrUncertain, err)
	}
	if done {
		b.log.Info("was answered before the start", "event", w.id)
	}
	return done, nil
}

// attempt answers within its time; a panic is an error like any other.
func (b *Bot) attempt(w *work) (err error) {
	ctx, cancel := context.WithTimeout(w.ctx, deliverTime)
	defer cancel()
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return b.dispatch(ctx, w.delivery)
}

// sorry tells the person that there will be no answer.
func (b *Bot) sorry(ctx context.Context, w *work) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownTime)
	defer cancel()
	if !w.reachable() {
		return
	}
	if _, err := b.send(ctx, w.origin(), noticeFailed.message(w.text)); err != nil {
		b.log.Error("say sorry", "event", w.id, "err", webapi.Redact(err))
	}
}

// turns lets so many questions be thought about at a time, each for so long:
// the others who deliver wait for Slack and need no processor.
type turns struct {
	Answerer
	free chan struct{}
}

func newTurns(a Answerer, n int) *turns { return &turns{a, make(chan struct{}, n)} }

// Follow waits for its turn and answers.
func (t *turns) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	select {
	case t.free <- struct{}{}:
		defer func() { <-t.free }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	return t.Answerer.Follow(ctx, q, before)
}
