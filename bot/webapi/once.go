package webapi

import (
	"context"
	"fmt"
)

// lookup finds out whether a call whose outcome is unknown had its effect.
type lookup func(ctx context.Context) (ts string, done bool, err error)

// repeatable is the lookup of a call that may be repeated without harm: it
// reports no effect.
func repeatable(context.Context) (string, bool, error) { return "", false, nil }

// unknowable is the lookup of a call whose effect cannot be looked up.
func unknowable(context.Context) (string, bool, error) { return "", false, ErrUnknown }

// maxUncertain is how often a call with an unknown outcome is made.
const maxUncertain = 5

// callOnce retries a call until its outcome is known. It never repeats a call
// that may have taken effect: after a network error or a failure of Slack's it
// looks first.
func (c *Client) callOnce(ctx context.Context, step string, look lookup, call func(context.Context) (string, error)) (string, error) {
	for try := 1; ; try++ {
		ts, err := call(ctx)
		if err == nil {
			return ts, nil
		}
		if !IsUncertain(err) {
			return "", fmt.Errorf("%s: %w", step, err)
		}
		if ctx.Err() != nil || try == maxUncertain {
			return "", fmt.Errorf("%s: %w: %w", step, ErrUncertain, err)
		}
		c.log.Warn("it is unknown whether a call had its effect", "step", step, "tries", try, "err", Redact(err))
		if err := Pause(ctx, c.scaled(backoff(try))); err != nil {
			return "", fmt.Errorf("%s: %w: %w", step, ErrUncertain, err)
		}
		ts, done, lookErr := look(ctx)
		if lookErr != nil {
			return "", fmt.Errorf("%s: %w: %w", step, ErrUncertain, lookErr)
		}
		if done {
			return ts, nil
		}
	}
}
