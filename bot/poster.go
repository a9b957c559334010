package bot

import (
	"context"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// answerEvent is the type of the metadata that a reply carries; its payload
// names the event that the reply answers.
const answerEvent = "beilun_answer"

// send posts m to t and returns the timestamp of what was posted, empty where
// Slack tells none. It waits for its turn within Slack's limits. Of the forms
// of m it shows the first that Slack takes, and the text alone where it takes
// none.
func (b *Bot) send(ctx context.Context, t target, m message) (string, error) {
	forms := append(append([][]slack.Block(nil), m.forms...), nil)
	for i, form := range forms {
		ts, err := b.sendForm(ctx, t, m.text, form)
		if err == nil {
			return ts, nil
		}
		if !refusedBlocks(err) || i == len(forms)-1 {
			return "", err
		}
		b.log.Warn("Slack refused the blocks; a plainer form follows", "form", i, "event", t.event, "err", redact(err), "why", refusal(err))
	}
	return "", nil // unreachable: the last form returns
}

// sendForm posts one form of a message.
func (b *Bot) sendForm(ctx context.Context, t target, text string, blocks []slack.Block) (string, error) {
	switch {
	case t.responseURL != "":
		return "", b.hook(ctx, t, text, blocks)
	case t.update != "":
		text = cutBytes(text, limitText)
		return b.surely(ctx, "update message", always, func(ctx context.Context) (string, error) {
			_, ts, _, err := b.api.UpdateMessageContext(ctx, t.channel, t.update, b.options(t, text, blocks)...)
			return ts, err
		})
	case t.user != "":
		return b.surely(ctx, "post for one person", never, func(ctx context.Context) (string, error) {
			return b.api.PostEphemeralContext(ctx, t.channel, t.user, b.options(t, text, blocks)...)
		})
	}
	arrived := never
	if t.event != "" {
		arrived = func(ctx context.Context) (string, bool, error) { return b.find(ctx, t) }
	}
	return b.surely(ctx, "post message", arrived, func(ctx context.Context) (string, error) {
		_, ts, err := b.api.PostMessageContext(ctx, t.channel, b.options(t, text, blocks)...)
		return ts, err
	})
}

// options are the parts of a message as the client library takes them.
func (b *Bot) options(t target, text string, blocks []slack.Block) []slack.MsgOption {
	out := []slack.MsgOption{slack.MsgOptionText(text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl()}
	switch {
	case len(blocks) > 0:
		out = append(out, slack.MsgOptionBlocks(blocks...))
	case t.update != "": // else those of before would stay
		out = append(out, slack.MsgOptionBlocks([]slack.Block{}...))
	}
	if t.thread != "" && t.update == "" {
		out = append(out, slack.MsgOptionTS(t.thread))
	}
	if t.event != "" && t.user == "" {
		out = append(out, slack.MsgOptionMetadata(slack.SlackMetadata{EventType: answerEvent, EventPayload: map[string]any{"event_id": t.event}}))
	}
	return out
}

// arrival tells whether a call whose outcome is unknown had its effect.
type arrival func(ctx context.Context) (ts string, done bool, err error)

// always is the arrival of a call that may be repeated without harm: as if it
// never had its effect.
func always(context.Context) (string, bool, error) { return "", false, nil }

// never is the arrival of a call that cannot be looked up.
func never(context.Context) (string, bool, error) { return "", false, errUnknown }

// maxUncertain is how often a call with an unknown outcome is made again.
const maxUncertain = 5

// surely makes a call until its outcome is known, and never so that its effect
// could come twice: after a network error or a failure on Slack's side it first
// looks whether the effect is there.
func (b *Bot) surely(ctx context.Context, step string, arrived arrival, call func(context.Context) (string, error)) (string, error) {
	for try := 1; ; try++ {
		ts, err := call(ctx)
		if err == nil {
			return ts, nil
		}
		if !uncertain(err) {
			return "", fmt.Errorf("%s: %w", step, err)
		}
		if ctx.Err() != nil || try == maxUncertain {
			return "", fmt.Errorf("%s: %w: %w", step, errUncertain, err)
		}
		b.log.Warn("outcome unknown", "step", step, "try", try, "err", redact(err))
		if err := pause(ctx, b.scaled(time.Duration(try)*time.Second)); err != nil {
			return "", fmt.Errorf("%s: %w: %w", step, errUncertain, err)
		}
		ts, done, lookErr := arrived(ctx)
		if lookErr != nil {
			return "", fmt.Errorf("%s: %w: %w", step, errUncertain, lookErr)
		}
		if done {
			return ts, nil
		}
	}
}

// scaled is d in the time that the bot lives in.
func (b *Bot) scaled(d time.Duration) time.Duration {
	return time.Duration(float64(d) / b.opts.Speed)
}
