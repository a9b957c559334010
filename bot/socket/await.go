package socket

import (
	"context"
	"errors"
	"time"
)

// outage is a time in which Slack cannot be reached. The zero value is none. It belongs
// to the goroutine that calls Await and then Run.
type outage struct {
	since time.Time
	tries int
	known map[Cause]bool // that were logged
}

// Await makes a call until it succeeds, with pauses that grow, and returns nil; it
// returns what the call failed with if that is an OpenError that only a person can
// mend, and the error of ctx if that ends. Run must not be called before it returns.
//
// What keeps the call from Slack is logged once for each cause. The end of it is logged
// when Run has connected: until then nothing is delivered.
func (c *Client) Await(ctx context.Context, call func(context.Context) error) error {
	p := pace{min: c.scaled(minGap, 0), max: c.scaled(maxGap, 0)}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(time.Until(p.next()))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
		p.opened(time.Now())
		asking, cancel := context.WithTimeout(ctx, c.openTime())
		err := call(asking)
		cancel()
		if err == nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		now := time.Now()
		var oe *OpenError
		if errors.As(err, &oe) {
			if oe.RetryAfter > 0 {
				p.wait(now, c.scaled(oe.RetryAfter, 0))
			}
			if oe.Fatal() {
				return err
			}
		}
		c.unreached(err, now, p.next())
	}
}

// unreached logs that a try failed which is repeated at next: the first, and the first
// of each cause, so that it is seen, and all of them at the level debug.
func (c *Client) unreached(err error, now, next time.Time) {
	cause, o := CauseOf(err), &c.outage
	o.tries++
	args := []any{"cause", string(cause), "err", err, "again_in", next.Sub(now)}
	c.log.Debug("try to reach Slack", append(args, "tries", o.tries)...)
	switch {
	case o.since.IsZero():
		o.since, o.known = now, map[Cause]bool{}
		c.log.Warn("Slack cannot be reached; trying until it can", append(args,
			"at_most", max(c.scaled(maxGap, 0), next.Sub(now)), "do", cause.Advice(), "meanwhile", "messages of the last minutes are delivered later, commands and clicks are not")...)
	case !o.known[cause]:
		c.log.Warn("Slack still cannot be reached, for another reason", append(args, "do", cause.Advice(), "took", now.Sub(o.since))...)
	}
	o.known[cause] = true
}

// reached logs the end of an outage, if there was one.
func (c *Client) reached(now time.Time) {
	if o := c.outage; !o.since.IsZero() {
		c.log.Info("Slack is reached again", "took", now.Sub(o.since), "tries", o.tries)
		c.back()
	}
	c.outage = outage{}
}

// openTime bounds each step of a try: to ask for an address, and to dial.
func (c *Client) openTime() time.Duration { return c.scaled(openTime, 2*time.Second) }
