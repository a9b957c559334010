package bot

import (
	"context"
	"fmt"

	"beilun/bot/message"
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
	key := place(ev.Channel, ev.Message.Timestamp)
	text := b.strip(ev.Message.Text)
	var q past
	if !b.recall(askedKind, key, &q) || text == "" || text == q.Text || text == q.Pending {
		return nil // also when Slack only added a preview of a link
	}
	q.Pending = text
	b.remember(askedKind, key, q)
	w := message.WordsOf(b.english(ctx, q.User)).UI
	m := message.Say(w.Edited)
	m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", message.Button(message.ReplaceAction, key, w.EditedYes)))
	if _, err := b.send(ctx, webapi.Target{Channel: ev.Channel, Thread: q.Thread, User: q.User}, m); err != nil {
		return fmt.Errorf("offer to answer anew: %w", err)
	}
	return nil
}

// replace answers an edited question in the place of the first answer.
func (b *Bot) replace(ctx context.Context, c click) error {
	var q past
	key := c.action.Value
	w := message.WordsOf(b.english(ctx, c.User.ID)).UI
	if !b.recall(askedKind, key, &q) || q.User != c.User.ID || q.Pending == "" {
		return b.whisper(ctx, c, w.Expired)
	}
	again := question{text: q.Pending, channel: c.channel(), user: q.User, thread: q.Thread}
	var said message.Reply
	_, err := b.answerTo(ctx, webapi.Target{Channel: c.channel(), Update: q.Answer, Event: c.event}, func(ctx context.Context) (*message.Message, error) {
		r, _, err := b.reply(ctx, again)
		if err != nil {
			return nil, err
		}
		said = r
		m := r.Message(message.Buttons{Key: b.keep(again, r)})
		return &m, nil
	})
	if err != nil {
		return err
	}
	b.desk.forget(place(again.channel, q.Answer))
	b.rememberAnswer(again, said, q.Answer)
	q.Text, q.Pending = q.Pending, ""
	b.remember(askedKind, key, q)
	to := c.aside()
	to.Replace = true
	_, err = b.send(ctx, to, message.Say(w.Replaced))
	return err
}
