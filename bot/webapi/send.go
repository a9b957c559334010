package webapi

import (
	"context"

	"github.com/slack-go/slack"
)

// AnswerEvent is the type of the metadata that a message with an event carries.
// Its payload names the event.
const AnswerEvent = "beilun_answer"

// maxText bounds the text of a message, in bytes: chat.update takes no more.
const maxText = 4_000

// Target says where a message goes. At most one of User, ResponseURL and Update
// is set.
type Target struct {
	Channel     string
	Thread      string // timestamp of the thread's first message; empty: none
	User        string // only this person sees it
	ResponseURL string // only the person who asked sees it, through this address
	Replace     bool   // with ResponseURL: it replaces the message that was clicked
	Update      string // timestamp of the message that it replaces
	Event       string // ID of the event that it answers, posted with it, so that none is answered twice
}

// Send posts a message to t and returns its timestamp, empty where Slack gives
// none. It waits for its turn within Slack's limits. It posts the first of forms
// that Slack accepts, and the text alone where it accepts none.
func (c *Client) Send(ctx context.Context, t Target, text string, forms [][]slack.Block) (string, error) {
	forms = append(append([][]slack.Block(nil), forms...), nil)
	for i, form := range forms {
		ts, err := c.sendForm(ctx, t, text, form)
		if err == nil {
			return ts, nil
		}
		if !refusesBlocks(err) || i == len(forms)-1 {
			return "", err
		}
		c.log.Warn("Slack refused the blocks; a plainer form follows", "form", i, "event", t.Event, "err", Redact(err), "complaints", complaints(err))
	}
	return "", nil // unreachable: the last form returns
}

// sendForm posts one form of a message.
func (c *Client) sendForm(ctx context.Context, t Target, text string, blocks []slack.Block) (string, error) {
	switch {
	case t.ResponseURL != "":
		return "", c.hook(ctx, t, text, blocks)
	case t.Update != "":
		text = cutBytes(text, maxText)
		return c.callOnce(ctx, "update message", repeatable, func(ctx context.Context) (string, error) {
			_, ts, _, err := c.UpdateMessageContext(ctx, t.Channel, t.Update, options(t, text, blocks)...)
			return ts, err
		})
	case t.User != "":
		return c.callOnce(ctx, "post for one person", unknowable, func(ctx context.Context) (string, error) {
			return c.PostEphemeralContext(ctx, t.Channel, t.User, options(t, text, blocks)...)
		})
	}
	look := unknowable
	if t.Event != "" {
		look = func(ctx context.Context) (string, bool, error) { return c.Find(ctx, t) }
	}
	ctx = c.announce(ctx, t.Event)
	return c.callOnce(ctx, "post message", look, func(ctx context.Context) (string, error) {
		_, ts, err := c.PostMessageContext(ctx, t.Channel, options(t, text, blocks)...)
		return ts, err
	})
}

// leaving is the key under which the context of a call has what is called once its turn
// has come, before it leaves.
type leaving struct{}

// announce returns a context in which a call is announced as a post with an event.
func (c *Client) announce(ctx context.Context, event string) context.Context {
	if event == "" || c.onPost == nil {
		return ctx
	}
	return context.WithValue(ctx, leaving{}, func() error { return c.onPost(event) })
}

// options returns the parts of a message as slack-go takes them.
func options(t Target, text string, blocks []slack.Block) []slack.MsgOption {
	out := []slack.MsgOption{slack.MsgOptionText(text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	switch {
	case len(blocks) > 0:
		out = append(out, slack.MsgOptionBlocks(blocks...))
	case t.Update != "": // else the old blocks would stay
		out = append(out, slack.MsgOptionBlocks([]slack.Block{}...))
	}
	if t.Thread != "" && t.Update == "" {
		out = append(out, slack.MsgOptionTS(t.Thread))
	}
	if t.Event != "" && t.User == "" {
		out = append(out, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: AnswerEvent, EventPayload: map[string]any{"event_id": t.Event}}))
	}
	return out
}
