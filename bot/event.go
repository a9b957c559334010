package bot

import (
	"cmp"
	"context"
	"strings"

	"beilun/bot/delivery"
	"beilun/bot/intake"
	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/talk"
	"beilun/internal/courtesy"

	"github.com/slack-go/slack/slackevents"
)

// event does what an inner event of the Events API asks for. It came with job d.
func (b *Bot) event(ctx context.Context, d delivery.Job, data any) error {
	switch ev := data.(type) {
	case *slackevents.AppMentionEvent:
		if ev.BotID != "" || ev.User == "" || ev.User == b.self {
			return nil
		}
		if ev.Edited != nil && b.talk.HasAnswered(ev.Channel, ev.TimeStamp) { // message_changed comes, too
			return nil
		}
		return b.heard(ctx, d, surface.Question{
			Text: b.asked(ev.Text, d.Payload), Channel: ev.Channel, User: ev.User, TS: ev.TimeStamp,
			Thread: cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp), Event: d.ID,
		}, false)
	case *slackevents.MessageEvent:
		return b.message(ctx, d, ev)
	case *slackevents.AppHomeOpenedEvent:
		return b.opened(ctx, ev)
	case *slackevents.MemberJoinedChannelEvent:
		if ev.User != b.self {
			return nil
		}
		return b.host.greetChannel(ctx, ev.Channel, ev.Inviter)
	}
	return nil
}

// message does what a message asks for. In a direct message everything is said to the
// bot; in a channel, what names it or follows up in a thread that it is in.
func (b *Bot) message(ctx context.Context, d delivery.Job, ev *slackevents.MessageEvent) error {
	if ev.SubType == "message_changed" {
		if m := ev.Message; m != nil && m.BotID == "" && m.User != "" && m.User != b.self {
			return b.talk.Edited(ctx, talk.Edit{Channel: ev.Channel, TS: m.Timestamp, At: ev.EventTimeStamp, Text: said.Question(m.Text, b.self)})
		}
		return nil
	}
	if ev.BotID != "" || ev.User == "" || ev.User == b.self || !delivery.IsSaid(ev.SubType) {
		return nil
	}
	q := surface.Question{Text: b.asked(ev.Text, d.Payload), Channel: ev.Channel, User: ev.User, TS: ev.TimeStamp, Thread: ev.ThreadTimeStamp, Event: d.ID}
	switch {
	case ev.ChannelType == "im":
		return b.heard(ctx, d, q, true)
	case said.Mentions(ev.Text, b.self): // Slack sends a mention as a message, too; either may come first
		q.Thread = cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp)
		return b.heard(ctx, d, q, false)
	case ev.ThreadTimeStamp == "":
		return nil
	}
	q.Untagged = true
	if said.IsChatter(q.Text) || !b.followsUp(ev) {
		b.talk.Overheard(q)
		return nil
	}
	return b.talk.Ask(ctx, q)
}

// followsUp reports whether a message that does not name the bot is a question to it:
// in a thread where it has answered, and to nobody else.
func (b *Bot) followsUp(ev *slackevents.MessageEvent) bool {
	if said.MentionsAnybody(ev.Text) {
		return false
	}
	text := said.Question(ev.Text, b.self)
	return b.talk.IsIn(ev.Channel, ev.ThreadTimeStamp) && (said.MayAsk(text) || said.AboutAnswer(text).About != said.AboutNothing)
}

// heard handles a message to the bot: first the files that came with it, then the
// question, if there is one.
func (b *Bot) heard(ctx context.Context, d delivery.Job, q surface.Question, direct bool) error {
	ids, more := intake.FilesIn(d.Payload)
	if len(ids) > 0 && (direct || b.isAdmin(q.User)) {
		if err := b.intake.Hand(ctx, intake.Message{Target: q.Target(), User: q.User, Event: q.Event, Files: ids, More: more}); err != nil {
			return err
		}
		if !said.MayAsk(q.Text) {
			return nil
		}
		q.Untagged = !said.Asks(q.Text) // it may be a word about the file
	}
	isNod := courtesy.Of(q.Text) == courtesy.Nod
	switch {
	case isNod && strings.ContainsAny(q.Text, "?？") && said.AboutAnswer(q.Text).About != said.AboutNothing: // right?
		return b.talk.Ask(ctx, q)
	case isNod, direct && q.Text == "":
		return nil
	case q.Text == "":
		return b.reply(ctx, q, func(ctx context.Context) (message.Message, error) {
			return b.host.helpFor(ctx, q.User, b.languages.English(ctx, q.User)), nil
		})
	}
	if done, err := b.typed(ctx, q); done || err != nil {
		return err
	}
	return b.talk.Ask(ctx, q)
}
