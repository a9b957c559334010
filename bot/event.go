package bot

import (
	"cmp"
	"context"
	"log/slog"
	"strings"

	"beilun/bot/delivery"
	"beilun/bot/intake"
	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/talk"
	"beilun/internal/courtesy"
	"beilun/internal/logs"

	"github.com/slack-go/slack/slackevents"
)

// event does what an inner event of the Events API asks for. It came with job d.
func (b *Bot) event(ctx context.Context, d delivery.Job, data any) error {
	switch ev := data.(type) {
	case *slackevents.AppMentionEvent:
		if why := unsaid(b.self, ev.BotID, ev.User); why != "" {
			return refuse(b.log, d, logs.Message, why)
		}
		if ev.Edited != nil && b.talk.HasAnswered(ev.Channel, ev.TimeStamp) { // message_changed comes, too
			return refuse(b.log, d, logs.Message, logs.Edited)
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
			return refuse(b.log, d, logs.Event, logs.NotAddressed)
		}
		return b.host.greetChannel(ctx, ev.Channel, ev.Inviter)
	}
	return refuse(b.log, d, logs.Event, logs.UnknownKind)
}

// unsaid returns why what somebody said is not for the bot, empty if it may be.
func unsaid(self, bot, user string) logs.Why {
	switch {
	case user == self && user != "":
		return logs.OwnMessage
	case bot != "":
		return logs.OtherBot
	case user == "":
		return logs.NoAuthor
	}
	return ""
}

// refuse logs why a delivery is not acted on, and returns nil.
func refuse(log *slog.Logger, d delivery.Job, what logs.What, why logs.Why, args ...any) error {
	logs.Refuse(log, slog.LevelDebug, what, why, append([]any{"event", d.ID}, args...)...)
	return nil
}

// message does what a message asks for. In a direct message everything is said to the
// bot; in a channel, what names it or follows up in a thread that it is in.
func (b *Bot) message(ctx context.Context, d delivery.Job, ev *slackevents.MessageEvent) error {
	if ev.SubType == "message_changed" {
		m := ev.Message
		if m == nil {
			return refuse(b.log, d, logs.Message, logs.Unreadable)
		}
		if why := unsaid(b.self, m.BotID, m.User); why != "" {
			return refuse(b.log, d, logs.Message, why)
		}
		return b.talk.Edited(ctx, talk.Edit{Channel: ev.Channel, TS: m.Timestamp, At: ev.EventTimeStamp, Text: said.Question(m.Text, b.self), Event: d.ID})
	}
	if !delivery.IsSaid(ev.SubType) {
		return refuse(b.log, d, logs.Message, logs.NotSaid, "type", ev.SubType)
	}
	if why := unsaid(b.self, ev.BotID, ev.User); why != "" {
		return refuse(b.log, d, logs.Message, why)
	}
	q := surface.Question{Text: b.asked(ev.Text, d.Payload), Channel: ev.Channel, User: ev.User, TS: ev.TimeStamp, Thread: ev.ThreadTimeStamp, Event: d.ID}
	switch {
	case ev.ChannelType == "im":
		return b.heard(ctx, d, q, true)
	case said.Mentions(ev.Text, b.self): // Slack sends a mention as a message, too; either may come first
		q.Thread = cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp)
		return b.heard(ctx, d, q, false)
	case ev.ThreadTimeStamp == "":
		return refuse(b.log, d, logs.Message, logs.NotAddressed)
	}
	q.Untagged = true
	if said.IsChatter(q.Text) || !b.followsUp(ev) {
		b.talk.Overheard(q)
		return refuse(b.log, d, logs.Message, logs.NotAsked, "channel", q.Channel, "thread", q.Thread)
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
	if len(ids) > 0 && (direct || b.opts.isAdmin(q.User)) {
		if err := b.intake.Hand(ctx, intake.Message{Target: q.Target(), User: q.User, Event: q.Event, Files: ids, More: more}); err != nil {
			return err
		}
		if !said.MayAsk(q.Text) {
			return nil
		}
		q.Untagged = !said.Asks(q.Text) // it may be a word about the file
	} else if len(ids) > 0 {
		_ = refuse(b.log, d, logs.File, logs.NoAdmin, "user", q.User, "count", len(ids)) // what was said is answered
	}
	isNod := courtesy.Of(q.Text) == courtesy.Nod
	switch {
	case isNod && strings.ContainsAny(q.Text, "?？") && said.AboutAnswer(q.Text).About != said.AboutNothing: // right?
		return b.talk.Ask(ctx, q)
	case isNod, direct && q.Text == "":
		return refuse(b.log, d, logs.Message, logs.NothingSaid)
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
