package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"

	"beilun/bot/delivery"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// dispatch does what a delivery asks for. Each delivery is dispatched once, except for
// one that a dead process left. Slack sends a mention in a channel as two events, of
// which dispatch gets the one that came first.
func (b *Bot) dispatch(ctx context.Context, d delivery.Job) error {
	switch d.Type {
	case "events_api":
		e, err := slackevents.ParseEvent(d.Payload, slackevents.OptionNoVerifyToken())
		if err != nil {
			e, err = slackevents.ParseEvent(bare(d.Payload), slackevents.OptionNoVerifyToken())
		}
		if err != nil { // of a kind that is not known yet
			logs.Refuse(b.log, slog.LevelDebug, logs.Event, logs.UnknownKind, "event", d.ID, "err", err)
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

// bare returns a payload without blocks, files and metadata, which nothing here reads:
// a new kind of block must not keep the bot from reading the rest.
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
