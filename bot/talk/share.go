package talk

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"
)

// share posts a private answer where it was asked, once.
func (d *Desk) share(ctx context.Context, c surface.Click, key string, k kept) error {
	w := message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI
	to := webapi.Target{Channel: cmp.Or(k.Channel, c.ChannelID()), Thread: k.Thread, Event: c.Event}
	ts, fresh, err := d.Post.Publish(ctx, to, "shared "+key, surface.Forever, func(context.Context) (message.Message, error) {
		return k.Reply.Shared(c.User.ID, key, k.Question), nil
	})
	switch {
	case webapi.IsRefused(err, "not_in_channel", "channel_not_found"):
		c.Refuse(d.Log, logs.NotIn)
		return d.Post.Whisper(ctx, c, w.NotInChannel)
	case err != nil && webapi.IsUncertain(err) && ctx.Err() == nil: // who clicks again has it looked for
		return errors.Join(fmt.Errorf("share: %w", err), d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).Delivery.Unsure))
	case err != nil:
		return fmt.Errorf("share: %w", err)
	case !fresh:
		c.Refuse(d.Log, logs.Doubled)
		return d.Post.Whisper(ctx, c, w.SharedBefore)
	}
	d.join(surface.Question{Channel: to.Channel, Thread: cmp.Or(to.Thread, ts)}) // it may be asked about
	if thread := cmp.Or(to.Thread, ts); thread != "" && k.Topic.Text != "" {
		d.talks.begin(to.Channel, thread, k.Topic)
	}
	d.recent.posted(surface.Question{Channel: to.Channel, User: c.User.ID, Thread: k.Thread}, ts, key)
	return d.Post.Whisper(ctx, c, w.Shared)
}

// showChart posts the figures as a chart and a table: in the thread of the
// answer for all to see, once, or to the one person who sees the answer.
func (d *Desk) showChart(ctx context.Context, c surface.Click, key string, k kept) error {
	if k.Reply.Series == nil {
		c.Refuse(d.Log, logs.Gone)
		return nil
	}
	m := k.Reply.Series.Message(k.Reply.English)
	if c.IsPrivate() {
		_, err := d.Post.Send(ctx, c.Aside(), m)
		return err
	}
	to := webapi.Target{Channel: c.ChannelID(), Thread: cmp.Or(c.ThreadTS(), c.Message.Timestamp), Event: c.Event}
	_, fresh, err := d.Post.Publish(ctx, to, "chart "+key, surface.Forever, func(context.Context) (message.Message, error) { return m, nil })
	if err != nil {
		return fmt.Errorf("show chart: %w", err)
	}
	if !fresh {
		c.Refuse(d.Log, logs.Doubled)
		return d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI.ChartShown)
	}
	return nil
}
