package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// share posts a private answer where it was asked, once.
func (b *Bot) share(ctx context.Context, c surface.Click, key string, k kept) error {
	w := message.WordsOf(b.languages.English(ctx, c.User.ID)).UI
	var shared bool
	if b.memory.Recall(surface.Shared, key, &shared) {
		return b.post.Whisper(ctx, c, w.SharedBefore)
	}
	to := webapi.Target{Channel: cmp.Or(k.Channel, c.ChannelID()), Thread: k.Thread, Event: c.Event}
	_, err := b.post.Send(ctx, to, k.Reply.Shared(c.User.ID, key, k.Question))
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && (refused.Err == "not_in_channel" || refused.Err == "channel_not_found") {
		return b.post.Whisper(ctx, c, w.NotInChannel)
	}
	if err != nil {
		return fmt.Errorf("share: %w", err)
	}
	b.memory.Remember(surface.Shared, key, true)
	return b.post.Whisper(ctx, c, w.Shared)
}

// showChart posts the figures as a chart and a table: in the thread of the
// answer for all to see, once, or to the one person who sees the answer.
func (b *Bot) showChart(ctx context.Context, c surface.Click, key string, k kept) error {
	if k.Reply.Series == nil {
		return nil
	}
	m := k.Reply.Series.Message(k.Reply.English)
	if c.IsPrivate() {
		_, err := b.post.Send(ctx, c.Aside(), m)
		return err
	}
	if !b.memory.First("chart " + key) {
		return b.post.Whisper(ctx, c, message.WordsOf(b.languages.English(ctx, c.User.ID)).UI.ChartShown)
	}
	_, err := b.post.Send(ctx, webapi.Target{Channel: c.ChannelID(), Thread: cmp.Or(c.ThreadTS(), c.Message.Timestamp), Event: c.Event}, m)
	return err
}
