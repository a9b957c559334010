package talk

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
func (d *Desk) share(ctx context.Context, c surface.Click, key string, k kept) error {
	w := message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI
	var shared bool
	if d.Memory.Recall(surface.Shared, key, &shared) {
		return d.Post.Whisper(ctx, c, w.SharedBefore)
	}
	to := webapi.Target{Channel: cmp.Or(k.Channel, c.ChannelID()), Thread: k.Thread, Event: c.Event}
	ts, err := d.Post.Send(ctx, to, k.Reply.Shared(c.User.ID, key, k.Question))
	var refused slack.SlackErrorResponse
	if errors.As(err, &refused) && (refused.Err == "not_in_channel" || refused.Err == "channel_not_found") {
		return d.Post.Whisper(ctx, c, w.NotInChannel)
	}
	if err != nil {
		return fmt.Errorf("share: %w", err)
	}
	d.Memory.Remember(surface.Shared, key, true)
	d.recent.posted(surface.Question{Channel: to.Channel, User: c.User.ID, Thread: k.Thread}, ts, key)
	return d.Post.Whisper(ctx, c, w.Shared)
}

// showChart posts the figures as a chart and a table: in the thread of the
// answer for all to see, once, or to the one person who sees the answer.
func (d *Desk) showChart(ctx context.Context, c surface.Click, key string, k kept) error {
	if k.Reply.Series == nil {
		return nil
	}
	m := k.Reply.Series.Message(k.Reply.English)
	if c.IsPrivate() {
		_, err := d.Post.Send(ctx, c.Aside(), m)
		return err
	}
	if !d.Memory.First("chart " + key) {
		return d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI.ChartShown)
	}
	_, err := d.Post.Send(ctx, webapi.Target{Channel: c.ChannelID(), Thread: cmp.Or(c.ThreadTS(), c.Message.Timestamp), Event: c.Event}, m)
	return err
}
