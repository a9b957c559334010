package bot

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// share posts a private answer where it was asked, once.
func (b *Bot) share(ctx context.Context, c click, key string, k kept) error {
	w := message.WordsOf(b.english(ctx, c.User.ID)).UI
	var shared bool
	if b.recall(sharedKind, key, &shared) {
		return b.whisper(ctx, c, w.SharedBefore)
	}
	to := webapi.Target{Channel: cmp.Or(k.Channel, c.channel()), Thread: k.Thread, Event: c.event}
	_, err := b.send(ctx, to, k.Reply.Shared(c.User.ID, key, k.Question))
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && (refused.Err == "not_in_channel" || refused.Err == "channel_not_found") {
		return b.whisper(ctx, c, w.NotInChannel)
	}
	if err != nil {
		return fmt.Errorf("share: %w", err)
	}
	b.remember(sharedKind, key, true)
	return b.whisper(ctx, c, w.Shared)
}

// showChart posts the figures as a chart and a table: in the thread of the
// answer for all to see, once, or to the one person who sees the answer.
func (b *Bot) showChart(ctx context.Context, c click, key string, k kept) error {
	if k.Reply.Series == nil {
		return nil
	}
	m := k.Reply.Series.Message(k.Reply.English)
	if c.private() {
		_, err := b.send(ctx, c.aside(), m)
		return err
	}
	if !b.first("chart " + key) {
		return b.whisper(ctx, c, message.WordsOf(b.english(ctx, c.User.ID)).UI.ChartShown)
	}
	_, err := b.send(ctx, webapi.Target{Channel: c.channel(), Thread: cmp.Or(c.thread(), c.Message.Timestamp), Event: c.event}, m)
	return err
}
