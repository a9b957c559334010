package talk

import (
	"context"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// openPassages opens the further passages of a reply, or the paragraph of its
// claim in its place. A modal can be opened for three seconds after the click;
// later the same is sent as a message.
func (d *Desk) openPassages(ctx context.Context, c surface.Click, _ string, k kept) error {
	english := d.Languages.English(ctx, c.User.ID)
	title, blocks := message.WordsOf(english).UI.More, k.Reply.PassageBlocks()
	if c.Action.ActionID == message.ContextAction {
		around, err := d.Library.Around(ctx, k.Reply.Passage)
		if err != nil {
			return fmt.Errorf("read passage %q: %w", k.Reply.Passage, err)
		}
		title, blocks = message.WordsOf(english).UI.ContextTitle, message.ContextBlocks(k.Reply, around, english)
	}
	if len(blocks) == 0 {
		c.Refuse(d.Log, logs.Gone)
		return d.Post.Whisper(ctx, c, message.WordsOf(english).UI.Expired)
	}
	_, err := d.API.OpenViewContext(ctx, c.TriggerID, message.Modal(title, english, blocks))
	if err == nil {
		return nil
	}
	if !webapi.IsRefused(err, "expired_trigger_id", "exchanged_trigger_id", "invalid_trigger_id") {
		return fmt.Errorf("open modal: %w", webapi.Redact(err))
	}
	_, err = d.Post.Send(ctx, c.Aside(), message.Message{Text: message.Escape(title), Forms: [][]slack.Block{message.Fit(blocks)}})
	return err
}
