package talk

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// Edited offers the asker of a question that was changed after it was answered to
// answer it anew. It does not answer at once, because most edits correct a typing
// error. text is what the message ts says now.
func (d *Desk) Edited(ctx context.Context, channel, ts, text string) error {
	key := surface.Place(channel, ts)
	var q past
	if !d.Memory.Recall(surface.Asked, key, &q) || text == "" || text == q.Text || text == q.Pending {
		return nil // also when Slack only added a preview of a link
	}
	q.Pending = text
	d.Memory.Remember(surface.Asked, key, q)
	w := message.WordsOf(d.Languages.English(ctx, q.User)).UI
	m := message.Say(w.Edited)
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(message.ReplaceAction, key, w.EditedYes)))
	if _, err := d.Post.Send(ctx, webapi.Target{Channel: channel, Thread: q.Thread, User: q.User}, m); err != nil {
		return fmt.Errorf("offer to answer anew: %w", err)
	}
	return nil
}

// replace answers an edited question in the place of the first answer.
func (d *Desk) replace(ctx context.Context, c surface.Click) error {
	var q past
	key := c.Action.Value
	w := message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI
	if !d.Memory.Recall(surface.Asked, key, &q) || q.User != c.User.ID || q.Pending == "" {
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
	q.Text, q.Pending = q.Pending, ""
	d.Memory.Remember(surface.Asked, key, q)
	to := c.Aside()
	to.Replace = true
	_, err = d.Post.Send(ctx, to, message.Say(w.Replaced))
	return err
}
