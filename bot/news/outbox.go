package news

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"time"

	"beilun/bot/webapi"
	"beilun/internal/logs"
	"beilun/internal/state"
)

// Times of notes.
const (
	noteLater  = 30 * time.Second // after a failure that may pass; longer each time
	noteLatest = 15 * time.Minute
	noteGrace  = 10 * time.Second    // in which what a killed process sent still arrives
	noteLife   = 30 * 24 * time.Hour // what is older is of no use
)

// outbox posts the notes that are due and settles them.
type outbox struct {
	opts          *Options
	subscriptions *subscriptions
	answers       *answers
	places        *places
	started       time.Time // of this process
}

// post posts the notes that are due, one after the other, until there are fresh
// news. It returns after how long the next may be due.
func (o *outbox) post(ctx context.Context) (next time.Duration) {
	next = o.opts.scaled(o.opts.Poll)
	p, err := readPending(o.opts.Memory.Store, o.opts.Log)
	if err != nil {
		o.opts.Log.Error("cannot read the news that wait", "err", err)
		return next
	}
	for _, n := range p.notes { // a message that a process before this one sent may still be on its way
		if grace := o.started.Add(o.opts.scaled(noteGrace)); !n.Sealed.IsZero() && n.Sealed.Before(o.started) && n.Due.Before(grace) {
			n.Due = grace
		}
	}
	ids := slices.SortedFunc(maps.Keys(p.notes), func(x, y string) int {
		return cmp.Or(p.notes[x].Due.Compare(p.notes[y].Due), cmp.Compare(x, y))
	})
	for _, id := range ids {
		n := p.notes[id]
		if wait := time.Until(n.Due); wait > 0 {
			return min(next, wait)
		}
		if wait := o.deliver(ctx, id, n); wait > 0 {
			next = min(next, wait)
		}
		if ctx.Err() != nil {
			return next
		}
		select {
		case <-o.opts.Newsroom.Arrived(): // they come before what else is due
			return o.opts.scaled(o.opts.Gather)
		default:
		}
	}
	return next
}

// deliver posts one note and settles it. If it is to be tried again, deliver
// returns after how long.
func (o *outbox) deliver(ctx context.Context, id string, n *note) (again time.Duration) {
	log := o.opts.Log
	why := o.obsolete(n)
	if why == "" && o.opts.IsForeign != nil && o.opts.IsForeign(ctx, n.Channel) {
		why = logs.Shared
	}
	if why != "" {
		logs.Refuse(log, slog.LevelInfo, logs.News, why, "note", id, "channel", n.Channel)
		o.drop(id)
		return 0
	}
	trying, cancel := context.WithTimeout(ctx, o.opts.Timeout)
	defer cancel()
	err := o.try(trying, id, n)
	switch code := webapi.Code(err); {
	case err == nil:
		o.settle(id, n)
		log.Info("news posted", "note", id, "channel", n.Channel, "count", n.Total, "waited", time.Since(n.Made))
		return 0
	case webapi.IsGone(code) || errors.Is(err, webapi.ErrThreadGone):
		logs.Refuse(log, slog.LevelWarn, logs.News, logs.Gone, "note", id, "channel", n.Channel, "err", webapi.Redact(err))
		o.forget(n, errors.Is(err, webapi.ErrThreadGone))
		o.drop(id)
		return 0
	case ctx.Err() != nil:
		return 0 // left for the next start
	case code != "" && !webapi.MayPass(code) && !webapi.IsUncertain(err):
		logs.Refuse(log, slog.LevelError, logs.News, logs.Failed, "note", id, "channel", n.Channel, "err", webapi.Redact(err))
		o.drop(id)
		return 0
	}
	n.Tries++
	again = o.opts.scaled(min(noteLater<<min(n.Tries-1, 10), noteLatest))
	n.Due = time.Now().Add(again)
	log.Warn("news put off", "note", id, "tries", n.Tries, "again_in", again, "err", webapi.Redact(err))
	if err := o.keep(id, n); err != nil {
		log.Error("cannot keep news", "note", id, "err", err)
	}
	return again
}

// obsolete returns why a note is not to be posted any more, "" if it is.
func (o *outbox) obsolete(n *note) logs.Why {
	isKept := func(s source) bool {
		_, ok, err := o.opts.Memory.Store.Subscriptions.Get(s.Key)
		return ok || err != nil
	}
	switch {
	case time.Since(n.Made) > noteLife:
		return logs.TooOld
	case len(n.Lines) == 0:
		return logs.NothingSaid
	case !o.opts.MaySpeak(n.Channel):
		return logs.NotHere
	case n.Digest && !slices.ContainsFunc(n.Subjects, isKept):
		return logs.Gone
	case !n.Digest && (o.opts.Muted || o.places.isQuiet(n.Channel, n.Thread)):
		return logs.Muted
	}
	return ""
}

// try posts a note unless it is in its place already. It returns a panic as an error.
func (o *outbox) try(ctx context.Context, id string, n *note) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	t := webapi.Target{Channel: n.Channel, Thread: n.Thread, Event: id}
	if !n.Sealed.IsZero() || n.Thread != "" {
		done, err := o.opts.API.IsPosted(ctx, t, n.Sealed)
		if done || err != nil {
			return err
		}
	}
	if n.Sealed.IsZero() {
		n.Sealed = time.Now()
		if err := o.keep(id, n); err != nil {
			return err
		}
	}
	draw := noticeMessage
	if n.Digest {
		draw = digestMessage
	}
	m := draw(n)
	_, err = o.opts.API.Send(ctx, t, m.Text, m.Forms)
	return err
}

// keep writes a note as it is now and, of a digest that was tried, when its
// channel had one.
func (o *outbox) keep(id string, n *note) error {
	s := o.opts.Memory.Store
	err := s.Together(func(tx *state.Tx) error {
		err := putJSON(s.Notes, tx, id, n)
		if n.Digest && !n.Sealed.IsZero() {
			err = errors.Join(err, o.places.digested(tx, n))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep note %s: %w", id, err)
	}
	return nil
}

// drop deletes a note. One that cannot be deleted is looked for in its place the
// next time.
func (o *outbox) drop(id string) {
	if err := o.opts.Memory.Store.Notes.Delete(id); err != nil {
		o.opts.Log.Error("cannot remove news that are posted", "note", id, "err", err)
	}
}

// settle deletes a note that is posted; the time to the next digest there begins.
func (o *outbox) settle(id string, n *note) {
	s := o.opts.Memory.Store
	err := s.Together(func(tx *state.Tx) error {
		err := s.Notes.DeleteIn(tx, id)
		if n.Digest {
			err = errors.Join(err, o.places.digested(tx, n))
		}
		return err
	})
	if err != nil {
		o.opts.Log.Error("cannot remove news that are posted", "note", id, "err", err)
	}
}

// forget drops what would only bring more notes for a place that is gone.
func (o *outbox) forget(n *note, threadOnly bool) {
	o.answers.forgetPlace(n.Channel, n.Thread, !threadOnly)
	if threadOnly {
		return
	}
	here, _, err := o.subscriptions.of(n.Channel)
	if err == nil && len(here) > 0 {
		err = o.subscriptions.end(here...)
	}
	if err != nil {
		o.opts.Log.Error("cannot end the subscriptions of a channel", "channel", n.Channel, "err", err)
	}
}
