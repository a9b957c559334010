package bot

import (
	"cmp"
	"context"

	"beilun/bot/delivery"
	"beilun/bot/said"
	"beilun/bot/surface"

	"github.com/slack-go/slack/slackevents"
)

// event does what an inner event of the Events API asks for; it came as d.
func (b *Bot) event(ctx context.Context, d delivery.Job, data any) error {
	switch ev := data.(type) {
	case *slackevents.AppMentionEvent:
		if ev.BotID != "" || ev.User == "" || ev.User == b.self {
			return nil
		}
		return b.heard(ctx, d, question{
			text: said.Strip(ev.Text, b.self), channel: ev.Channel, user: ev.User, ts: ev.TimeStamp,
			thread: cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp), event: d.ID,
		}, false)
	case *slackevents.MessageEvent:
		return b.message(ctx, d, ev)
	case *slackevents.AppHomeOpenedEvent:
		return b.opened(ctx, ev)
	case *slackevents.MemberJoinedChannelEvent:
		if ev.User != b.self {
			return nil
		}
		return b.greetChannel(ctx, ev.Channel, ev.Inviter)
	}
	return nil
}

// message does what a message asks for: in a direct message everything is said
// to the bot; in a channel what names it, and what goes on in a thread that it
// is in.
func (b *Bot) message(ctx context.Context, d delivery.Job, ev *slackevents.MessageEvent) error {
	if ev.SubType == "message_changed" {
		return b.edited(ctx, ev)
	}
	if ev.BotID != "" || ev.User == "" || ev.User == b.self || !delivery.IsSaid(ev.SubType) {
		return nil
	}
	q := question{text: said.Strip(ev.Text, b.self), channel: ev.Channel, user: ev.User, ts: ev.TimeStamp, thread: ev.ThreadTimeStamp, event: d.ID}
	switch {
	case ev.ChannelType == "im":
		return b.heard(ctx, d, q, true)
	case said.Mentions(ev.Text, b.self): // Slack sends a mention as a message, too; either may come first
		q.thread = cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp)
		return b.heard(ctx, d, q, false)
	case said.IsChatter(q.text), ev.ThreadTimeStamp == "" || !b.followsUp(ev):
		return nil
	}
	q.untagged = true
	return b.ask(ctx, q)
}

// followsUp reports whether a message that does not name the bot is a question
// to it all the same: in a thread where it has answered, to nobody else.
func (b *Bot) followsUp(ev *slackevents.MessageEvent) bool {
	if said.MentionsAnybody(ev.Text) {
		return false
	}
	var in bool
	return b.memory.Recall(surface.Thread, ev.Channel+" "+ev.ThreadTimeStamp, &in) && said.MayAsk(said.Strip(ev.Text, b.self))
}
