package webapi

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"
)

// newTestLimiter makes a limiter whose time the test sets.
func newTestLimiter() (*limiter, *time.Time) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	l := newLimiter()
	l.now = func() time.Time { return now }
	return l, &now
}

func TestLimiter(t *testing.T) {
	t.Parallel()
	l, now := newTestLimiter()
	a, b := turn{"a", Rate{time.Second, 3}}, turn{"b", Rate{100 * time.Millisecond, 100}}
	for i, want := range []time.Duration{0, 0, 0, time.Second, 2 * time.Second} {
		if got := l.reserve(a, b); got != want {
			t.Errorf("turn %d after %v, want %v", i, got, want)
		}
	}
	if l.try(a) || !l.try(b) {
		t.Error("a turn of the one that owes, or none of the other")
	}
	*now = now.Add(3 * time.Second)
	if got := l.reserve(a); got != 0 {
		t.Errorf("after a rest a turn comes after %v", got)
	}
	l.hold("b", 5*time.Second)
	l.hold("b", time.Second) // does not shorten it
	if got := l.reserve(b, a); got != 5*time.Second {
		t.Errorf("while Slack says to wait a turn comes after %v", got)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.wait(ctx, a, b); !errors.Is(err, context.Canceled) {
		t.Errorf("waited beyond the end: %v", err)
	}
}

// TestLimiterDone keeps the distance from a call that was held up on its way.
func TestLimiterDone(t *testing.T) {
	t.Parallel()
	l, now := newTestLimiter()
	a := turn{"a", Rate{time.Second, 1}}
	for range 3 {
		l.reserve(a)
		*now = now.Add(800 * time.Millisecond)
		l.done(a)
		if got := l.reserve(a); got != time.Second {
			t.Errorf("the next turn comes after %v", got)
		}
		*now = now.Add(5 * time.Second)
	}
	l.done(a)
	*now = now.Add(time.Second)
	if got := l.reserve(a); got != 0 {
		t.Errorf("a second later the next turn comes after %v", got)
	}
}

// TestLimiterForgets keeps what a limiter remembers small.
func TestLimiterForgets(t *testing.T) {
	t.Parallel()
	l, now := newTestLimiter()
	for i := range 1000 {
		l.reserve(turn{fmt.Sprint(i), Rate{time.Second, 1}})
		l.hold(fmt.Sprint(i), time.Second)
	}
	*now = now.Add(2 * time.Minute)
	l.reserve(turn{"new", Rate{time.Second, 1}})
	if len(l.due) != 1 || len(l.holds) != 0 {
		t.Errorf("%d and %d keys remembered", len(l.due), len(l.holds))
	}
}

// TestTiers holds the rates against Slack's: in no minute more calls than a
// tier takes.
func TestTiers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		rate Rate
		most int
	}{{"tier 2", tier2, 20}, {"tier 3", tier3, 50}, {"tier 4", tier4, 100}, {"a channel", perChannel, 60}} {
		if n := tt.rate.Burst + int(time.Minute/tt.rate.Every); n > tt.most {
			t.Errorf("%s: %d in a minute, Slack takes %d", tt.name, n, tt.most)
		}
	}
}

// TestReserve takes turns as far as they come in time, and no others.
func TestReserve(t *testing.T) {
	t.Parallel()
	c := New("", "", Options{})
	now := time.Now()
	c.limits.now = func() time.Time { return now }
	r := Rate{Every: 10 * time.Second, Burst: 2}
	for i, want := range []time.Duration{0, 0, 10 * time.Second, 20 * time.Second, -1, -1} {
		wait, ok := c.Reserve("k", r, 25*time.Second)
		if !ok {
			wait = -1
		}
		if wait != want {
			t.Errorf("turn %d comes in %v, want %v", i, wait, want)
		}
	}
	now = now.Add(10 * time.Second)
	if wait, ok := c.Reserve("k", r, 25*time.Second); !ok || wait != 20*time.Second {
		t.Errorf("later the next turn comes in %v, %t", wait, ok)
	}
}
