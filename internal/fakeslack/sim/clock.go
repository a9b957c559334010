package sim

import (
	"slices"
	"sync"
	"time"
)

// Time is the time that deadlines, retries and limits go by. Pings and the life
// of TCP connections go by the real one.
type Time interface {
	Now() time.Time
	// AfterFunc calls f when d has passed, unless it is stopped before.
	AfterFunc(d time.Duration, f func()) (stop func())
}

// Clock is a time that moves only by [Clock.Advance]. It is safe for concurrent
// use.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	timers []*alarm
}

type alarm struct {
	at time.Time
	f  func()
}

// NewClock returns a clock that shows a fixed time.
func NewClock() *Clock { return &Clock{now: time.Unix(1_700_000_000, 0)} }

// Now returns the time that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// AfterFunc calls f from the Advance that reaches d from now; with d of 0 or
// less, from the next one.
func (c *Clock) AfterFunc(d time.Duration, f func()) (stop func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := &alarm{c.now.Add(d), f}
	c.timers = append(c.timers, a)
	return func() { c.remove(a) }
}

// Advance moves the clock and does what falls due on the way, in order. What
// a due step itself schedules within the way is done, too: a test needs no
// waiting between the steps of a schedule.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	end := c.now.Add(d)
	for {
		next := c.due(end)
		if next == nil {
			break
		}
		if next.at.After(c.now) {
			c.now = next.at
		}
		c.mu.Unlock()
		next.f()
		c.mu.Lock()
	}
	c.now = end
	c.mu.Unlock()
}

// due takes out the first timer that is due at end. The caller holds c.mu.
func (c *Clock) due(end time.Time) *alarm {
	first := -1
	for i, a := range c.timers {
		if !a.at.After(end) && (first < 0 || a.at.Before(c.timers[first].at)) {
			first = i
		}
	}
	if first < 0 {
		return nil
	}
	a := c.timers[first]
	c.timers = slices.Delete(c.timers, first, first+1)
	return a
}

func (c *Clock) remove(a *alarm) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.timers, a); i >= 0 {
		c.timers = slices.Delete(c.timers, i, i+1)
	}
}

// fast is the real time, passing speed times as fast.
type fast struct {
	start time.Time
	speed float64
}

// Real returns the real time, passing speed times as fast from now on.
func Real(speed float64) Time { return fast{time.Now(), speed} }

func (f fast) Now() time.Time {
	return f.start.Add(time.Duration(float64(time.Since(f.start)) * f.speed))
}

func (f fast) AfterFunc(d time.Duration, fn func()) (stop func()) {
	t := time.AfterFunc(time.Duration(float64(d)/f.speed), fn)
	return func() { t.Stop() }
}
