package bot

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/webapi"
)

// postNotes posts the notes that are due, one after the other, until there are
// fresh news. It returns how long nothing more will be due.
func (d *newsDesk) postNotes(ctx context.Context) (next time.Duration) {
	next = d.scaled(d.poll)
	p, err := d.pendingNotes()
	if err != nil {
		d.log.Error("read notes", "err", err)
		return next
	}
	for _, n := range p.notes { // a message that a process before this one sent may still be on its way
		if grace := d.started.Add(d.scaled(noteGrace)); !n.Sealed.IsZero() && n.Sealed.Before(d.started) && n.Due.Before(grace) {
			n.Due = grace
		}
	}
	ids := slices.SortedFunc(maps.Keys(p.notes), func(x, y string) int {
		return cmp.Or(p.notes[x].Due.Compare(p.notes[y].Due), cmp.Compare(x, y))
	})
	for _, id := range ids {
		n := p.notes[id]
		if wait := n.Due.Sub(d.now()); wait > 0 {
			return min(next, wait)
		}
		if wait := d.postNote(ctx, id, n); wait > 0 {
			next = min(next, wait)
		}
		if ctx.Err() != nil {
			return next
		}
		select {
		case <-d.newsroom.Arrived(): // they come before what else is due
			return d.scaled(d.gather)
		default:
		}
	}
	return next
}

// postNote posts one note and settles it. Where that has to be tried again it
// returns after how long.
func (d *newsDesk) postNote(ctx context.Context, id string, n *newsNote) (again time.Duration) {
	if why := d.idle(n); why != "" {
		d.log.Info("news dropped", "note", id, "why", why)
		d.settleNote(id)
		return 0
	}
	trying, cancel := context.WithTimeout(ctx, delivery.Timeout)
	defer cancel()
	err := d.tryNote(trying, id, n)
	switch code := webapi.Code(err); {
	case err == nil:
		d.settlePosted(id, n)
		d.log.Info("news posted", "note", id, "news", n.Total, "waited", d.now().Sub(n.Made))
		return 0
	case webapi.IsGone(code) || errors.Is(err, webapi.ErrThreadGone):
		d.log.Warn("news dropped: the place is gone", "note", id, "err", webapi.Redact(err))
		d.placeGone(n, errors.Is(err, webapi.ErrThreadGone))
		d.settleNote(id)
		return 0
	case ctx.Err() != nil:
		return 0 // left for the next start
	case code != "" && !webapi.MayPass(code) && !webapi.IsUncertain(err):
		d.log.Error("news dropped", "note", id, "err", webapi.Redact(err))
		d.settleNote(id)
		return 0
	}
	n.Tries++
	again = d.scaled(min(noteLater<<min(n.Tries-1, 10), noteLatest))
	n.Due = d.now().Add(again)
	d.log.Warn("news put off", "note", id, "again", again, "err", webapi.Redact(err))
	if err := d.keepNote(id, n); err != nil {
		d.log.Error("keep note", "note", id, "err", err)
	}
	return again
}

// idle tells why a note is not to be posted any more, empty when it is.
func (d *newsDesk) idle(n *newsNote) string {
	switch {
	case d.now().Sub(n.Made) > noteLife:
		return "too old"
	case len(n.Lines) == 0:
		return "nothing that could be shown"
	case !d.maySpeak(n.Channel):
		return "not in this channel"
	case n.Digest && !slices.ContainsFunc(n.Subjects, func(f noteFrom) bool { _, ok, err := d.state.Subscriptions.Get(f.Key); return ok || err != nil }):
		return "unsubscribed"
	case !n.Digest && (d.muted || d.isQuiet(n.Channel, n.Thread)):
		return "quiet"
	}
	return ""
}

// tryNote posts a note unless it stands in its place already. A panic is an
// error like any other.
func (d *newsDesk) tryNote(ctx context.Context, id string, n *newsNote) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	t := webapi.Target{Channel: n.Channel, Thread: n.Thread, Event: id}
	if !n.Sealed.IsZero() || n.Thread != "" {
		done, err := d.api.IsPosted(ctx, t, n.Sealed)
		if done || err != nil {
			return err
		}
	}
	if n.Sealed.IsZero() {
		n.Sealed = d.now()
		if err := d.keepNote(id, n); err != nil {
			return err
		}
	}
	draw := noticeMessage
	if n.Digest {
		draw = digestMessage
	}
	m := draw(n)
	_, err = d.api.Send(ctx, t, m.Text, m.Forms)
	return err
}

// keepNote writes a note as it is now and, of a digest that was tried, when its
// channel had one.
func (d *newsDesk) keepNote(id string, n *newsNote) error {
	err := d.state.Together(func(tx *stateTx) error {
		err := putJSON(d.state.Notes, tx, id, n)
		if n.Digest && !n.Sealed.IsZero() {
			err = errors.Join(err, d.digested(tx, n))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep note %s: %w", id, err)
	}
	return nil
}

func (d *newsDesk) settleNote(id string) {
	if err := d.state.Notes.Delete(id); err != nil { // it is looked for where it went, the next time
		d.log.Error("settle note", "note", id, "err", err)
	}
}

// settlePosted settles a note that stands in its place; the time to the next
// digest there begins.
func (d *newsDesk) settlePosted(id string, n *newsNote) {
	err := d.state.Together(func(tx *stateTx) error {
		err := d.state.Notes.DeleteIn(tx, id)
		if n.Digest {
			err = errors.Join(err, d.digested(tx, n))
		}
		return err
	})
	if err != nil {
		d.log.Error("settle note", "note", id, "err", err)
	}
}

// digested writes down that a channel has a digest now.
func (d *newsDesk) digested(tx *stateTx, n *newsNote) error {
	var at placeState
	raw, ok, err := d.state.Places.GetIn(tx, n.place())
	if err == nil && ok {
		err = json.Unmarshal(raw, &at) // in a direct message there may be notices, too
	}
	if err != nil {
		return err
	}
	at.Digested = d.now()
	return putJSON(d.state.Places, tx, n.place(), at)
}

// placeGone drops what would only bring more notes for a place that is gone.
func (d *newsDesk) placeGone(n *newsNote, threadOnly bool) {
	d.forgetPlace(n.Channel, n.Thread, !threadOnly)
	if threadOnly {
		return
	}
	here, _, err := d.subscriptionsOf(n.Channel)
	if err == nil && len(here) > 0 {
		err = d.unsubscribe(here...)
	}
	if err != nil {
		d.log.Error("end subscriptions", "channel", n.Channel, "err", err)
	}
}
