package surface

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"sync"

	"beilun/bot/message"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// Poster sends messages. It is safe for concurrent use.
type Poster struct {
	API    PosterAPI    // required
	Memory *Memory      // required
	Log    *slog.Logger // required
	busy   sync.Map     // of a channel that is closed, by key: what is being posted
}

// PosterAPI is the part of the Web API that a Poster needs.
type PosterAPI interface {
	Send(ctx context.Context, t webapi.Target, text string, forms [][]slack.Block) (ts string, err error)
	Find(ctx context.Context, t webapi.Target) (ts string, found bool, err error)
	OpenConversationContext(ctx context.Context, p *slack.OpenConversationParameters) (c *slack.Channel, noOp, open bool, err error)
}

// Send posts m to t and returns the timestamp of what was posted.
func (p *Poster) Send(ctx context.Context, t webapi.Target, m message.Message) (string, error) {
	return p.API.Send(ctx, t, m.Text, m.Forms)
}

// Answer sends what do returns to t and returns its timestamp. It posts nothing if
// do returns nil. The caller reports failures to the user.
func (p *Poster) Answer(ctx context.Context, t webapi.Target, do func(context.Context) (*message.Message, error)) (ts string, err error) {
	m, err := do(ctx)
	if err != nil || m == nil {
		return "", err
	}
	ts, err = p.Send(ctx, t, *m)
	if err != nil {
		return "", fmt.Errorf("send: %w", err)
	}
	return ts, nil
}

// Whisper posts a sentence for the clicker alone.
func (p *Poster) Whisper(ctx context.Context, c Click, text string) error {
	_, err := p.Send(ctx, c.Aside(), message.Say(text))
	return err
}

// Once posts what make returns, unless it was posted under the key before, by an
// earlier process, too.
func (p *Poster) Once(ctx context.Context, t webapi.Target, key string, make func(context.Context) (message.Message, error)) error {
	t.Event = key
	_, _, err := p.Publish(ctx, t, key, Forever, make)
	return err
}

// InPlace replaces the message that was clicked. If that is out of reach, the
// clicker gets the message directly, once. event is the ID that the message
// carries from then on.
func (p *Poster) InPlace(ctx context.Context, c Click, event string, m message.Message) error {
	var err error
	switch ts := cmp.Or(c.Container.MessageTs, c.Message.Timestamp); {
	case !c.IsPrivate() && ts != "":
		_, err = p.Send(ctx, webapi.Target{Channel: c.ChannelID(), Update: ts, Event: event}, m)
	case c.ResponseURL != "":
		_, err = p.Send(ctx, webapi.Target{ResponseURL: c.ResponseURL, Replace: true, Event: event}, m)
	default:
		err = webapi.ErrRefused
	}
	if err == nil || webapi.IsUncertain(err) || ctx.Err() != nil {
		return err
	}
	p.Log.Info("a message cannot be changed; it is posted anew", "event", c.Event, "err", webapi.Redact(err))
	return p.Once(ctx, webapi.Target{Channel: p.Direct(ctx, c.User.ID)}, c.Event, func(context.Context) (message.Message, error) { return m, nil })
}

// Direct returns the channel of the direct message with a person. If it cannot be
// opened, it returns the person's own ID, which Slack takes, too.
func (p *Poster) Direct(ctx context.Context, user string) string {
	c, _, _, err := p.API.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
	if err != nil || c == nil {
		p.Log.Debug("cannot open a direct message", "user", user, "err", webapi.Redact(err))
		return user
	}
	return c.ID
}
