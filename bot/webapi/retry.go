package webapi

import (
	"context"
	"time"
)

// Retry makes a call that may be repeated, at most tries times. The call gets
// the number of the try, from 1, and returns how long to wait before the next
// one; 0 is no next one. Retry returns the error of the last try, or that of ctx
// where it ended meanwhile.
func (c *Client) Retry(ctx context.Context, tries int, call func(try int) (wait time.Duration, err error)) error {
	for try := 1; ; try++ {
		wait, err := call(try)
		if wait <= 0 || try == tries {
			return err
		}
		if err := Pause(ctx, c.scaled(wait)); err != nil {
			return err
		}
	}
}

// backoff returns how long to wait after a failed try.
func backoff(try int) time.Duration { return time.Duration(try) * time.Second }

// Pause waits for d, or until ctx ends.
func Pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
