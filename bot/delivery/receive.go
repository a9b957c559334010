package delivery

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"beilun/bot/socket"
	"beilun/bot/webapi"
	"beilun/internal/logs"
	"beilun/internal/state"
)

// Receive records an envelope on the disk and puts it into the queue. The caller
// acknowledges it only if Receive returns no error: else Slack delivers it again.
// work is the context of the job.
func (c *Courier) Receive(work context.Context, e socket.Envelope) error {
	s := see(e, c.Self, c.IsLasting)
	if s.idle != "" {
		logs.Refuse(c.Logger, slog.LevelDebug, logs.Message, s.idle, "event", s.id, "channel", s.channel, "user", s.user)
		return nil
	}
	fresh, err := c.State.Deliveries.Note(state.Delivery{ID: s.id, Type: e.Type, Payload: e.Payload}, s.names...)
	if err != nil {
		return err
	}
	if !fresh {
		logs.Refuse(c.Logger, slog.LevelDebug, kindOf(e.Type), logs.Again, "event", s.id, "channel", s.channel, "user", s.user, "attempt", e.Attempt, "reason", e.Reason)
		return nil
	}
	if s.stop {
		n := c.queue.stop(s.channel, s.thread)
		c.Logger.Info("stopped as asked", "channel", s.channel, "thread", s.thread, "count", n)
		c.settle(s.id, state.Answered)
		return nil
	}
	w := newWork(work, s, Job{ID: s.id, Type: e.Type, Payload: e.Payload})
	c.queue.ripen(time.Now()) // else it might be taken before what the same person asked earlier
	if !c.admit(w) {
		w.cancel(nil) // else its context would stay with work's for good
		c.settle(s.id, state.Dropped)
	}
	return nil
}

// admit puts work into the queue, and reports whether it did. If not, it sees to it
// that the person gets to know why.
func (c *Courier) admit(w *work) bool {
	if !c.MaySpeak(w.channel) {
		c.refuse(slog.LevelDebug, w, logs.NotHere)
		c.queue.notice(w, noticeElsewhere)
		return false
	}
	wait, ok := c.turn(w, paceTime)
	if !ok {
		c.refuse(slog.LevelWarn, w, logs.TooFast)
		c.refusals.add(w, tooMany)
		return false
	}
	if wait > 0 {
		ok = c.putOff(w, wait)
	} else {
		ok = c.queue.put(w)
	}
	if !ok {
		c.refuse(slog.LevelWarn, w, logs.QueueFull)
		c.refusals.add(w, tooBusy)
	}
	return ok
}

// refuse logs why a work is not done.
func (c *Courier) refuse(level slog.Level, w *work, why logs.Why) {
	logs.Refuse(c.Logger, level, kindOf(w.Type), why, "event", w.id, "channel", w.channel, "user", w.user)
}

// kindOf returns what an envelope of a type brings.
func kindOf(typ string) logs.What {
	switch typ {
	case "slash_commands":
		return logs.Command
	case "interactive":
		return logs.Click
	}
	return logs.Event
}

// turn returns how long a work waits because its person asks too fast. ok is false if
// that is longer than most.
func (c *Courier) turn(w *work, most time.Duration) (wait time.Duration, ok bool) {
	if !w.question || w.user == "" {
		return 0, true
	}
	return c.API.Reserve("user "+w.user, webapi.Rate{Every: time.Minute / time.Duration(c.PerUser), Burst: c.PerUser}, most)
}

// putOff puts a question off to its person's pace. It says so once, until all that the
// person has asked too fast is under way.
func (c *Courier) putOff(w *work, wait time.Duration) bool {
	known := c.queue.isPaced(w.user)
	fresh := !known && wait > c.scaled(shortTime)
	w.paced, w.notified = known || fresh, true
	if !c.queue.putOff(w, time.Now().Add(wait)) {
		return false
	}
	if fresh {
		c.queue.notice(w, noticeLater)
	}
	return true
}

// Resume puts what an earlier process recorded and did not answer into the queue.
// What is too old to be of use is dropped. end is the context of the jobs.
func (c *Courier) Resume(end context.Context) error {
	left, err := c.State.Deliveries.Unsettled()
	if err != nil {
		return fmt.Errorf("resume: %w", err)
	}
	searches := looks{}
	var resumed []*work
	for _, d := range left {
		age := time.Since(d.At)
		s := see(socket.Envelope{ID: d.ID, Type: d.Type, Payload: d.Payload}, c.Self, c.IsLasting)
		if (c.Started.Sub(d.At) > c.scaled(resumeTime) || age > c.scaled(unreachedTime)) && !s.lasting {
			logs.Refuse(c.Logger, slog.LevelWarn, kindOf(d.Type), logs.TooOld, "event", d.ID, "channel", s.channel, "user", s.user, "age", age)
			c.settle(d.ID, state.Dropped)
			continue
		}
		if d.Status == state.Pending && s.once { // of a state that was restored or mended: else it is never pending
			logs.Refuse(c.Logger, slog.LevelWarn, kindOf(d.Type), logs.Unsure, "event", d.ID, "channel", s.channel, "user", s.user, "age", age)
			c.settle(d.ID, state.Dropped)
			continue
		}
		c.Logger.Info("a process before this one left it", "event", d.ID, "type", d.Type, "age", age)
		w := newWork(end, s, Job{ID: d.ID, Type: d.Type, Payload: d.Payload})
		if d.Status == state.Pending {
			w.look = searches.of(s)
		}
		resumed = append(resumed, w)
	}
	for _, w := range resumed { // not before each look knows all its events
		if wait, _ := c.turn(w, resumeTime); wait > 0 && c.queue.putOff(w, time.Now().Add(wait)) {
			w.notified = true
			continue
		}
		c.queue.resume(w)
	}
	return nil
}

// settle records what became of a delivery. A failure is only logged: the next
// start looks into the thread.
func (c *Courier) settle(id string, s state.Status) {
	if err := c.State.Deliveries.Settle(id, s); err != nil {
		c.Logger.Error("cannot record what became of a delivery", "event", id, "err", err)
	}
}
