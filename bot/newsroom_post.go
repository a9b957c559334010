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

	"github.com/slack-go/slack"
)

// postNotes posts the notes that are due, one after the other, until there are
// fresh news. It returns how long nothing more will be due.
func (b *Bot) postNotes(ctx context.Context) (next time.Duration) {
	next = b.scaled(b.desk.poll)
	p, err := b.pendingNotes()
	if err != nil {
		b.log.Error("read notes", "err", err)
		return next
	}
	for _, n := range p.notes { // a message that a process before this one sent may still be on its way
		if grace := b.desk.started.Add(b.scaled(noteGrace)); !n.Sealed.IsZero() && n.Sealed.Before(b.desk.started) && n.Due.Before(grace) {
			n.Due = grace
		}
	}
	ids := slices.SortedFunc(maps.Keys(p.notes), func(x, y string) int {
		return cmp.Or(p.notes[x].Due.Compare(p.notes[y].Due), cmp.Compare(x, y))
	})
	for _, id := range ids {
		n := p.notes[id]
		if wait := n.Due.Sub(b.now()); wait > 0 {
			return min(next, wait)
		}
		if wait := b.postNote(ctx, id, n); wait > 0 {
			next = min(next, wait)
		}
		if ctx.Err() != nil {
			return next
		}
		select {
		case <-b.opts.Newsroom.Arrived(): // they come before what else is due
			return b.scaled(b.desk.gather)
		default:
		}
	}
	return next
}

// postNote posts one note and settles it. Where that has to be tried again it
// returns after how long.
func (b *Bot) postNote(ctx context.Context, id string, n *newsNote) (again time.Duration) {
	if why := b.idle(n); why != "" {
		b.log.Info("news dropped", "note", id, "why", why)
		b.settleNote(id)
		return 0
	}
	trying, cancel := context.WithTimeout(ctx, deliverTime)
	defer cancel()
	err := b.tryNote(trying, id, n)
	switch code := refusalCode(err); {
	case err == nil:
		b.settlePosted(id, n)
		b.log.Info("news posted", "note", id, "news", n.Total, "waited", b.now().Sub(n.Made))
		return 0
	case isGone(code) || errors.Is(err, errThreadGone):
		b.log.Warn("news dropped: the place is gone", "note", id, "err", redact(err))
		b.placeGone(n, errors.Is(err, errThreadGone))
		b.settleNote(id)
		return 0
	case ctx.Err() != nil:
		return 0 // left for the next start
	case code != "" && !mayPass(code) && !uncertain(err):
		b.log.Error("news dropped", "note", id, "err", redact(err))
		b.settleNote(id)
		return 0
	}
	n.Tries++
	again = b.scaled(min(noteLater<<min(n.Tries-1, 10), noteLatest))
	n.Due = b.now().Add(again)
	b.log.Warn("news put off", "note", id, "again", again, "err", redact(err))
	if err := b.keepNote(id, n); err != nil {
		b.log.Error("keep note", "note", id, "err", err)
	}
	return again
}

// idle tells why a note is not to be posted any more, empty when it is.
func (b *Bot) idle(n *newsNote) string {
	switch {
	case b.now().Sub(n.Made) > noteLife:
		return "too old"
	case len(n.Lines) == 0:
		return "nothing that could be shown"
	case !b.allowed(n.Channel):
		return "not in this channel"
	case n.Digest && !slices.ContainsFunc(n.Subjects, func(f noteFrom) bool { _, ok, err := b.state.Subscriptions.Get(f.Key); return ok || err != nil }):
		return "unsubscribed"
	case !n.Digest && (b.opts.Quiet || b.isQuiet(n.Channel, n.Thread)):
		return "quiet"
	}
	return ""
}

// tryNote posts a note unless it stands in its place already. A panic is an
// error like any other.
func (b *Bot) tryNote(ctx context.Context, id string, n *newsNote) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	t := target{channel: n.Channel, thread: n.Thread, event: id}
	if !n.Sealed.IsZero() || n.Thread != "" {
		done, err := b.stands(ctx, t, n.Sealed)
		if done || err != nil {
			return err
		}
	}
	if n.Sealed.IsZero() {
		n.Sealed = b.now()
		if err := b.keepNote(id, n); err != nil {
			return err
		}
	}
	draw := noticeMessage
	if n.Digest {
		draw = digestMessage
	}
	_, err = b.send(ctx, t, draw(n))
	return err
}

// keepNote writes a note as it is now and, of a digest that was tried, when its
// channel had one.
func (b *Bot) keepNote(id string, n *newsNote) error {
	err := b.state.Together(func(tx *stateTx) error {
		err := putJSON(b.state.Notes, tx, id, n)
		if n.Digest && !n.Sealed.IsZero() {
			err = errors.Join(err, b.digested(tx, n))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("keep note %s: %w", id, err)
	}
	return nil
}

func (b *Bot) settleNote(id string) {
	if err := b.state.Notes.Delete(id); err != nil { // it is looked for where it went, the next time
		b.log.Error("settle note", "note", id, "err", err)
	}
}

// settlePosted settles a note that stands in its place; the time to the next
// digest there begins.
func (b *Bot) settlePosted(id string, n *newsNote) {
	err := b.state.Together(func(tx *stateTx) error {
		err := b.state.Notes.DeleteIn(tx, id)
		if n.Digest {
			err = errors.Join(err, b.digested(tx, n))
		}
		return err
	})
	if err != nil {
		b.log.Error("settle note", "note", id, "err", err)
	}
}

// digested writes down that a channel has a digest now.
func (b *Bot) digested(tx *stateTx, n *newsNote) error {
	var at placeState
	raw, ok, err := b.state.Places.GetIn(tx, n.place())
	if err == nil && ok {
		err = json.Unmarshal(raw, &at) // in a direct message there may be notices, too
	}
	if err != nil {
		return err
	}
	at.Digested = b.now()
	return putJSON(b.state.Places, tx, n.place(), at)
}

// errThreadGone says that the first message of a thread is gone.
var errThreadGone = errors.New("the thread is gone")

// Bounds of a look for a note.
const (
	standsPages = 30
	standsSlack = 10 * time.Minute // that Slack's clock may be off
)

// stands reports whether a note stands where it was to go. since is when it was
// first tried; zero: it was not, and only its thread is looked at. It returns
// errThreadGone where there is none.
func (b *Bot) stands(ctx context.Context, t target, since time.Time) (bool, error) {
	oldest, limit := "", 1
	if !since.IsZero() {
		limit, oldest = findLimit, fmt.Sprintf("%d.000000", since.Add(-standsSlack).Unix())
	}
	cursor := ""
	for range standsPages {
		messages, next, err := b.pageSince(ctx, t, cursor, oldest, limit)
		if err != nil {
			return false, fmt.Errorf("look for %s: %w", t.event, err)
		}
		for _, m := range messages {
			if m.Metadata.EventType == answerEvent && m.Metadata.EventPayload["event_id"] == t.event {
				return true, nil
			}
		}
		if cursor = next; cursor == "" || since.IsZero() {
			return false, nil
		}
	}
	return false, fmt.Errorf("look for %s: %w", t.event, errUnknown)
}

// pageSince reads a page of what was written in a thread or a channel since a
// timestamp.
func (b *Bot) pageSince(ctx context.Context, t target, cursor, oldest string, limit int) ([]slack.Message, string, error) {
	if t.thread == "" {
		h, err := b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
			ChannelID: t.channel, Cursor: cursor, Oldest: oldest, Limit: limit, IncludeAllMetadata: true,
		})
		if err != nil {
			return nil, "", err
		}
		return h.Messages, h.ResponseMetaData.NextCursor, nil
	}
	messages, _, next, err := b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
		ChannelID: t.channel, Timestamp: t.thread, Cursor: cursor, Oldest: oldest, Limit: limit, IncludeAllMetadata: true,
	})
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && (refused.Err == "thread_not_found" || refused.Err == "message_not_found") {
		return nil, "", fmt.Errorf("%w: %w", errThreadGone, err)
	}
	return messages, next, err
}

// isGone reports whether a refusal says that the bot cannot speak in a channel
// any more.
func isGone(code string) bool {
	return slices.Contains([]string{"channel_not_found", "is_archived", "not_in_channel", "is_inactive", "user_not_found", "user_disabled", "cannot_dm_bot"}, code)
}

// mayPass reports whether a refusal is not of the message: a token that an
// admin mends, or Slack's rates.
func mayPass(code string) bool {
	return slices.Contains([]string{
		"ratelimited", "rate_limited", "accesslimited", "invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive",
		"missing_scope", "no_permission", "access_denied", "org_login_required", "ekm_access_denied", "team_access_not_granted",
	}, code)
}

// placeGone drops what would only bring more notes for a place that is gone.
func (b *Bot) placeGone(n *newsNote, threadOnly bool) {
	b.forgetPlace(n.Channel, n.Thread, !threadOnly)
	if threadOnly {
		return
	}
	here, _, err := b.subscriptionsOf(n.Channel)
	if err == nil && len(here) > 0 {
		err = b.unsubscribe(here...)
	}
	if err != nil {
		b.log.Error("end subscriptions", "channel", n.Channel, "err", err)
	}
}
