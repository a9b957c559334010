package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// edited offers the asker of a question that was changed after it was answered
// to answer it anew. It is not answered at once: most edits mend a slip of the
// pen.
func (b *Bot) edited(ctx context.Context, ev *slackevents.MessageEvent) error {
	if ev.Message == nil || ev.Message.BotID != "" || ev.Message.User == "" || ev.Message.User == b.self {
		return nil
	}
	key := surface.Place(ev.Channel, ev.Message.Timestamp)
	text := said.Strip(ev.Message.Text, b.self)
	var q past
	if !b.memory.Recall(surface.Asked, key, &q) || text == "" || text == q.Text || text == q.Pending {
		return nil // also when Slack only added a preview of a link
	}
	q.Pending = text
	b.memory.Remember(surface.Asked, key, q)
	w := message.WordsOf(b.languages.English(ctx, q.User)).UI
	m := message.Say(w.Edited)
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(message.ReplaceAction, key, w.EditedYes)))
	if _, err := b.post.Send(ctx, webapi.Target{Channel: ev.Channel, Thread: q.Thread, User: q.User}, m); err != nil {
		return fmt.Errorf("offer to answer anew: %w", err)
	}
	return nil
}

// replace answers an edited question in the place of the first answer.
func (b *Bot) replace(ctx context.Context, c surface.Click) error {
	var q past
	key := c.Action.Value
	w := message.WordsOf(b.languages.English(ctx, c.User.ID)).UI
	if !b.memory.Recall(surface.Asked, key, &q) || q.User != c.User.ID || q.Pending == "" {
		return b.post.Whisper(ctx, c, w.Expired)
	}
	again := question{text: q.Pending, channel: c.ChannelID(), user: q.User, thread: q.Thread}
	var reply message.Reply
	_, err := b.post.Answer(ctx, webapi.Target{Channel: c.ChannelID(), Update: q.Answer, Event: c.Event}, func(ctx context.Context) (*message.Message, error) {
		r, _, err := b.reply(ctx, again)
		if err != nil {
			return nil, err
		}
		reply = r
		m := r.Message(message.Buttons{Key: b.keep(again, r)})
		return &m, nil
	})
	if err != nil {
		return err
	}
	b.news.Forget(again.channel, q.Answer)
	b.news.Remember(again.asked(), reply, q.Answer)
	q.Text, q.Pending = q.Pending, ""
	b.memory.Remember(surface.Asked, key, q)
	to := c.Aside()
	to.Replace = true
	_, err = b.post.Send(ctx, to, message.Say(w.Replaced))
	return err
}
