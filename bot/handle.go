package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// dispatch answers a delivery. Each is dispatched once, but for those of a
// process that died in the middle. Of the two events of a mention in a channel
// that the bot is in, it may be either: whichever came first.
func (b *Bot) dispatch(ctx context.Context, d delivery) error {
	switch d.Type {
	case "slash_commands":
		var c slack.SlashCommand
		if err := json.Unmarshal(d.Payload, &c); err != nil {
			return fmt.Errorf("read command: %w", err)
		}
		return b.slash(ctx, c)
	case "interactive":
		var i slack.InteractionCallback
		if err := json.Unmarshal(d.Payload, &i); err != nil {
			return fmt.Errorf("read interaction: %w", err)
		}
		return b.interaction(ctx, i)
	}
	e, err := slackevents.ParseEvent(d.Payload, slackevents.OptionNoVerifyToken())
	if err != nil {
		return fmt.Errorf("read event: %w", err)
	}
	if q, ok := b.asked(e, d.ID); ok {
		return b.answer(ctx, q)
	}
	return nil
}

// asked returns the question in an event, if there is one.
func (b *Bot) asked(e slackevents.EventsAPIEvent, id string) (question, bool) {
	switch ev := e.InnerEvent.Data.(type) {
	case *slackevents.AppMentionEvent:
		return question{b.strip(ev.Text), ev.Channel, ev.User, ev.TimeStamp, firstOf(ev.ThreadTimeStamp, ev.TimeStamp), id}, true
	case *slackevents.MessageEvent:
		switch {
		case !isSaid(ev.SubType) || ev.User == "":
		case ev.ChannelType == "im":
			return question{b.strip(ev.Text), ev.Channel, ev.User, ev.TimeStamp, ev.ThreadTimeStamp, id}, true
		case b.mentioned(ev.Text):
			return question{b.strip(ev.Text), ev.Channel, ev.User, ev.TimeStamp, firstOf(ev.ThreadTimeStamp, ev.TimeStamp), id}, true
		}
	}
	return question{}, false
}
