package bot

import (
	"context"
	"fmt"

	"beilun/bot/socket"
	"beilun/internal/state"
)

// receive takes an envelope: it is on the disk when receive returns without an
// error, and acknowledged only then. Where it cannot be noted Slack delivers it
// again. work is the context of what follows.
func (b *Bot) receive(work context.Context, e socket.Envelope) error {
	s := see(e, b.self)
	if s.idle {
		return nil
	}
	fresh, err := b.state.Deliveries.Note(state.Delivery{ID: s.id, Type: e.Type, Payload: e.Payload}, s.names...)
	if err != nil {
		return err
	}
	if !fresh {
		b.log.Debug("delivered again", "event", s.id, "attempt", e.Attempt)
		return nil
	}
	if s.stop {
		n := b.queue.stop(s.channel, s.thread)
		b.log.Info("stopped as asked", "channel", s.channel, "works", n)
		b.settle(s.id, state.Answered)
		return nil
	}
	w := newWork(work, s, delivery{ID: s.id, Type: e.Type, Payload: e.Payload})
	if ok, why := b.admit(w); !ok {
		w.cancel(nil) // else its context would stay with work's for good
		b.settle(s.id, state.Dropped)
		b.queue.notice(w, why)
	}
	return nil
}

// admit puts work into the queue. Where it may not be done, why is what to tell
// the person.
func (b *Bot) admit(w *work) (ok bool, why notice) {
	if !b.allowed(w.channel) {
		return false, noticeElsewhere
	}
	if w.question && w.user != "" && !b.api.Try("user "+w.user, b.perUser()) {
		return false, noticeTooMany
	}
	if !b.queue.put(w) {
		b.log.Warn("queue is full", "event", w.id)
		return false, noticeBusy
	}
	return true, notice{}
}

// resume puts what a process before this one noted and did not answer into the
// queue; what is too old to be of use is dropped.
func (b *Bot) resume(work context.Context) error {
	left, err := b.state.Deliveries.Unsettled()
	if err != nil {
		return fmt.Errorf("resume: %w", err)
	}
	for _, d := range left {
		age := b.now().Sub(d.At)
		s := see(socket.Envelope{ID: d.ID, Type: d.Type, Payload: d.Payload}, b.self)
		if age > b.scaled(resumeTime) && !s.lasting {
			b.log.Warn("dropped: asked too long before the start", "event", d.ID, "age", age)
			b.settle(d.ID, state.Dropped)
			continue
		}
		b.log.Info("left by a process before this one", "event", d.ID, "age", age)
		b.queue.resume(newWork(work, s, delivery{ID: d.ID, Type: d.Type, Payload: d.Payload, Late: true}))
	}
	return nil
}

// settle says what became of a delivery. That it fails is only logged: the
// thread itself tells at the next start.
func (b *Bot) settle(id string, s state.Status) {
	if err := b.state.Deliveries.Settle(id, s); err != nil {
		b.log.Error("settle", "event", id, "err", err)
	}
}
