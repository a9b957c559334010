package talk

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// offerAgain is how long one offer is enough for all edits of a question.
const offerAgain = time.Minute

// Edit is a change of a message.
type Edit struct {
	Channel string
	TS      string // of the message
	At      string // timestamp of the change: two changes may come in either order
	Text    string // what it asks now
	Event   string // ID of the delivery
}

// Edited offers the asker of a question that was changed after it was answered to
// answer it anew. It does not answer at once, because most edits correct a typing
// error, and it offers nothing if the question is the same or is one no longer.
func (d *Desk) Edited(ctx context.Context, e Edit) error {
	key := surface.Place(e.Channel, e.TS)
	var q past
	if !d.Memory.Recall(surface.Asked, key, &q) || e.At != "" && e.At <= q.Edited {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Message, logs.Edited, "event", e.Event, "channel", e.Channel)
		return nil
	}
	before := q
	q.Edited = e.At
	switch {
	case bare(e.Text) == bare(q.Text): // also when Slack only added a preview of a link
		q.Pending = ""
	case e.Text != "" && !said.IsChatter(e.Text):
		q.Pending = e.Text
	}
	now := d.Now()
	offer := q.Pending != "" && q.Pending != before.Pending && now.Sub(q.Offered) >= offerAgain
	if offer {
		q.Offered = now
	}
	if q != before {
		d.Memory.Remember(surface.Asked, key, q)
	}
	if !offer {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Message, logs.Edited, "event", e.Event, "channel", e.Channel)
		return nil
	}
	w := message.WordsOf(d.Languages.English(ctx, q.User)).UI
	m := message.Say(w.Edited)
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(message.ReplaceAction, key, w.EditedYes)))
	if _, err := d.Post.Send(ctx, webapi.Target{Channel: e.Channel, Thread: q.Thread, User: q.User}, m); err != nil {
		return fmt.Errorf("offer to answer anew: %w", err)
	}
	return nil
}

// HasAnswered reports whether a message is a question that was answered.
func (d *Desk) HasAnswered(channel, ts string) bool {
	var q past
	return d.Memory.Recall(surface.Asked, surface.Place(channel, ts), &q)
}

// bare returns a question without the white space in it and the marks around it.
func bare(text string) string {
	return strings.TrimFunc(strings.Join(strings.Fields(text), ""), unicode.IsPunct)
}

// replace answers an edited question in the place of the first answer.
func (d *Desk) replace(ctx context.Context, c surface.Click) error {
	var q past
	key := c.Action.Value
	w := message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI
	if !d.Memory.Recall(surface.Asked, key, &q) || q.User != c.User.ID || q.Pending == "" {
		c.Refuse(d.Log, logs.Gone)
		return d.Post.Whisper(ctx, c, w.Expired)
	}
	again := surface.Question{Text: q.Pending, Channel: c.ChannelID(), User: q.User, Thread: q.Thread}
	var reply message.Reply
	_, err := d.Post.Answer(ctx, webapi.Target{Channel: c.ChannelID(), Update: q.Answer, Event: c.Event}, func(ctx context.Context) (*message.Message, error) {
		r, _, err := d.reply(ctx, again)
		if err != nil {
			return nil, err
		}
		reply = r
		m := r.Message(message.Buttons{Key: d.keep(again, r)})
		return &m, nil
	})
	if err != nil {
		return err
	}
	d.Notices.Forget(again.Channel, q.Answer)
	d.Notices.Remember(again, reply, q.Answer)
	q.Text, q.Pending, q.Offered = q.Pending, "", time.Time{}
	d.Memory.Remember(surface.Asked, key, q)
	to := c.Aside()
	to.Replace = true
	_, err = d.Post.Send(ctx, to, message.Say(w.Replaced))
	return err
}
