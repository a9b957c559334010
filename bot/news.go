package bot

import (
	"context"
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"
)

// newsClicked does what a button of a digest or a notice is for.
func (b *Bot) newsClicked(ctx context.Context, c surface.Click) error {
	w := message.WordsOf(b.languages.English(ctx, c.User.ID)).News
	channel, thread, ok := strings.Cut(c.Action.Value, " ")
	where, said := surface.Place(channel, thread), w.ThreadQuiet
	switch id := c.Action.ActionID; {
	case strings.HasPrefix(id, newsFiguresAction):
		return b.turnPage(ctx, c)
	case !ok || channel != c.ChannelID(): // not a value of ours
		return nil
	case id == quietChannelAction:
		where, said = surface.Place(channel, ""), w.ChannelQuiet
	case id != quietThreadAction:
		return nil
	}
	if err := b.desk.quiet(where, c.User.ID); err != nil {
		return err
	}
	return b.post.Whisper(ctx, c, said)
}

// rememberAnswer lets the place of an answer have a notice when it changes. ts is
// the answer's.
func (b *Bot) rememberAnswer(q question, r message.Reply, ts string) {
	if ts == "" {
		return // nothing was posted
	}
	b.desk.remember(surface.Place(q.channel, ts), answered{Channel: q.channel, Thread: q.thread, Ask: q.text}, r)
}
