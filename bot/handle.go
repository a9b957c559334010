package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
)

// apologyTime is for telling a person that something went wrong.
const apologyTime = 5 * time.Second

// dispatch does what a delivery asks for. The error is for the log: the person
// has been told by then, unless it was the telling that failed.
func (b *Bot) dispatch(ctx context.Context, d delivery) error {
	switch d.Type {
	case "events_api":
		e, err := slackevents.ParseEvent(d.Payload, slackevents.OptionNoVerifyToken())
		if err != nil { // of a kind that is not known yet
			b.log.Debug("event", "event", d.ID, "err", err)
			return nil
		}
		return b.event(ctx, d.ID, e.InnerEvent.Data)
	case "slash_commands":
		var c slack.SlashCommand
		if err := json.Unmarshal(d.Payload, &c); err != nil {
			return fmt.Errorf("read command: %w", err)
		}
		return b.slash(ctx, d.ID, c)
	case "interactive":
		var i slack.InteractionCallback
		if err := json.Unmarshal(d.Payload, &i); err != nil {
			return fmt.Errorf("read interaction: %w", err)
		}
		return b.interaction(ctx, d.ID, i)
	}
	return nil
}

// answerTo runs do, which makes what is to be said, and sends it to t. When do
// fails, or panics, the person is told; when sending fails they cannot be, and
// a second message might come beside a first one that did arrive.
func (b *Bot) answerTo(ctx context.Context, t target, user string, do func(context.Context) (*message, error)) (ts string, err error) {
	m, err := sheltered(ctx, do)
	if errors.Is(err, context.Canceled) {
		return "", err // stopped by the person, or shutting down: nothing is to be said
	}
	if err != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), apologyTime)
		defer cancel()
		sorry := uiOf(b.english(ctx, user)).failed
		if _, sendErr := b.send(ctx, t, uiChinese.say(sorry)); sendErr != nil {
			err = errors.Join(err, fmt.Errorf("apologise: %w", sendErr))
		}
		return "", err
	}
	if m == nil { // nothing to say
		return "", nil
	}
	ts, err = b.send(ctx, t, *m)
	if err != nil {
		return "", fmt.Errorf("send: %w", err)
	}
	return ts, nil
}

// sheltered turns a panic into an error like any other.
func sheltered(ctx context.Context, do func(context.Context) (*message, error)) (m *message, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	return do(ctx)
}
