package talk

import (
	"context"
	"strings"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"
)

// IsAction reports whether an element is one of an answer, or asks a question.
func IsAction(id string) bool {
	switch id {
	case message.MoreAction, message.ContextAction, message.ChartAction, message.ShareAction, message.ReplaceAction,
		message.FeedbackAction, message.UsefulAction, message.UselessAction:
		return true
	}
	return isAsk(id)
}

// isAsk reports whether an element asks a question.
func isAsk(id string) bool { return strings.HasPrefix(id, message.AskAction) }

// Click does what an element of an answer is for.
func (d *Desk) Click(ctx context.Context, c surface.Click) error {
	if postsAloud(c) {
		if ok, err := d.MayPost(ctx, c); !ok {
			return err
		}
	}
	value := c.Action.Value
	switch c.Action.ActionID {
	case message.MoreAction, message.ContextAction:
		return d.withReply(ctx, c, value, d.openPassages)
	case message.ChartAction:
		return d.withReply(ctx, c, value, d.showChart)
	case message.ShareAction:
		return d.withReply(ctx, c, value, d.share)
	case message.FeedbackAction, message.UsefulAction, message.UselessAction:
		verdict, key, _ := strings.Cut(value, " ")
		return d.withReply(ctx, c, key, func(ctx context.Context, c surface.Click, key string, k kept) error {
			return d.judged(ctx, c, verdict, key, k)
		})
	case message.ReplaceAction:
		return d.replace(ctx, c)
	}
	return d.askClicked(ctx, c)
}

// withReply calls do with the reply under a key, or says that it is gone.
func (d *Desk) withReply(ctx context.Context, c surface.Click, key string, do func(context.Context, surface.Click, string, kept) error) error {
	var k kept
	if !d.Memory.Recall(surface.Reply, key, &k) {
		c.Refuse(d.Log, logs.Gone)
		return d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).UI.Expired)
	}
	return do(ctx, c, key, k)
}

// askClicked asks the question on a button: in the thread of the button's message, which
// that message opens where it is in none, beside it in a direct message, in place of a
// message that only one person sees, and in the direct message for a button in Home.
func (d *Desk) askClicked(ctx context.Context, c surface.Click) error {
	text := c.Action.Value
	if c.IsPrivate() && c.ResponseURL != "" {
		to := webapi.Target{ResponseURL: c.ResponseURL, Replace: true, Event: c.Event}
		_, err := d.Post.Answer(ctx, to, func(ctx context.Context) (*message.Message, error) {
			m, err := d.Privately(ctx, surface.Question{Text: text, Channel: c.ChannelID(), User: c.User.ID})
			return &m, err
		})
		return err
	}
	q := surface.Question{Text: text, Channel: c.ChannelID(), User: c.User.ID, TS: c.Event, Thread: c.ThreadTS(), Event: c.Event}
	switch {
	case q.Channel == "":
		q.Channel = d.Post.Direct(ctx, c.User.ID)
	case q.Thread == "" && !surface.IsDirect(q.Channel):
		q.Thread = c.Message.Timestamp
	}
	fresh, err := d.askAloud(ctx, q)
	if err != nil || fresh {
		return err
	}
	c.Refuse(d.Log, logs.Doubled)
	return d.Post.Whisper(ctx, c, message.WordsOf(d.Languages.English(ctx, c.User.ID)).Delivery.AskedBefore)
}
