package bot

import (
	"cmp"
	"context"
	"html"
	"regexp"
	"strings"

	"beilun/bot/delivery"

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
			text: b.strip(ev.Text), channel: ev.Channel, user: ev.User, ts: ev.TimeStamp,
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
	q := question{text: b.strip(ev.Text), channel: ev.Channel, user: ev.User, ts: ev.TimeStamp, thread: ev.ThreadTimeStamp, event: d.ID}
	switch {
	case ev.ChannelType == "im":
		return b.heard(ctx, d, q, true)
	case b.mentioned(ev.Text): // Slack sends a mention as a message, too; either may come first
		q.thread = cmp.Or(ev.ThreadTimeStamp, ev.TimeStamp)
		return b.heard(ctx, d, q, false)
	case isChatter(q.text), ev.ThreadTimeStamp == "" || !b.followsUp(ev):
		return nil
	}
	q.untagged = true
	return b.ask(ctx, q)
}

// mentioned reports whether a text mentions the bot.
func (b *Bot) mentioned(text string) bool { return b.self != "" && strings.Contains(text, "<@"+b.self) }

// followsUp reports whether a message that does not name the bot is a question
// to it all the same: in a thread where it has answered, to nobody else.
func (b *Bot) followsUp(ev *slackevents.MessageEvent) bool {
	for _, m := range markup.FindAllStringSubmatch(ev.Text, -1) {
		if m[1] == "@" || m[1] == "!" {
			return false
		}
	}
	var in bool
	return b.recall(threadKind, ev.Channel+" "+ev.ThreadTimeStamp, &in) && mayAsk(b.strip(ev.Text))
}

// markup is Slack's form of mentions, channels and links in a message:
// <@U1|name>, <#C1|name>, <!here>, <https://x|label>.
var markup = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)

// strip turns the text of a message into what the person typed, without the
// mention of the bot.
func (b *Bot) strip(text string) string {
	text = markup.ReplaceAllStringFunc(text, func(m string) string {
		part := markup.FindStringSubmatch(m)
		switch {
		case part[1] == "@" && (b.self == "" || part[2] == b.self), part[1] == "!":
			return " "
		case part[3] != "":
			return part[3]
		case part[1] == "":
			return part[2]
		}
		return " "
	})
	return strings.TrimSpace(html.UnescapeString(text))
}
