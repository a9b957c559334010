package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"beilun/bot/delivery"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// dispatch does what a delivery asks for. Each is dispatched once, but for those
// of a process that died in the middle. Of the two events of a mention in a
// channel that the bot is in, it may be either: whichever came first.
func (b *Bot) dispatch(ctx context.Context, d delivery.Job) error {
	switch d.Type {
	case "events_api":
		e, err := slackevents.ParseEvent(d.Payload, slackevents.OptionNoVerifyToken())
		if err != nil {
			e, err = slackevents.ParseEvent(bare(d.Payload), slackevents.OptionNoVerifyToken())
		}
		if err != nil { // of a kind that is not known yet
			b.log.Debug("event", "event", d.ID, "err", err)
			return nil
		}
		return b.event(ctx, d, e.InnerEvent.Data)
	case "slash_commands":
		var c slack.SlashCommand
		if err := json.Unmarshal(d.Payload, &c); err != nil {
			return fmt.Errorf("read command: %w", err)
		}
		return b.slash(ctx, d.ID, c)
	case "interactive":
		var i slack.InteractionCallback
		if json.Unmarshal(d.Payload, &i) != nil {
			i = slack.InteractionCallback{}
			if err := json.Unmarshal(bare(d.Payload), &i); err != nil {
				return fmt.Errorf("read interaction: %w", err)
			}
		}
		return b.interaction(ctx, d.ID, i)
	}
	return nil
}

// bare takes out of a payload how messages and views are drawn, which nothing
// here reads: a block that is new in Slack must not make the bot deaf to what
// was said and clicked.
func bare(payload json.RawMessage) json.RawMessage {
	var fields map[string]json.RawMessage
	if json.Unmarshal(payload, &fields) != nil || fields == nil {
		return payload
	}
	for _, key := range []string{"blocks", "attachments", "files", "metadata"} {
		delete(fields, key)
	}
	for _, key := range []string{"event", "message", "previous_message", "root", "view"} {
		if inner, ok := fields[key]; ok {
			fields[key] = bare(inner)
		}
	}
	data, err := json.Marshal(fields)
	if err != nil { // it was decoded from JSON, and always encodes
		return payload
	}
	return data
}
