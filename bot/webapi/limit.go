package webapi

import (
	"context"
	"sync"
	"time"
)

// Rate is how often something may be done: once in a while, and a few times at
// once after a rest.
type Rate struct {
	Every time.Duration
	Burst int
}

// limiter spaces the actions under each key. It is safe for concurrent use.
type limiter struct {
	mu    sync.Mutex
	now   func() time.Time
	due   map[string]time.Time // when the key's debt is paid
	holds map[string]time.Time // not before, because Slack said so
	swept time.Time
}

func newLimiter() *limiter {
	return &limiter{now: time.Now, due: map[string]time.Time{}, holds: map[string]time.Time{}}
}

// turn is one limit that an action is under.
type turn struct {
	key string
	Rate
}

// reserve takes a turn under all limits at once and returns how long to wait
// for it.
func (l *limiter) reserve(turns ...turn) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.take(turns...)
}

// take is reserve for a caller that holds l.mu.
func (l *limiter) take(turns ...turn) time.Duration {
	now := l.now()
	l.sweep(now)
	at := now
	for _, t := range turns {
		if free := l.due[t.key].Add(-time.Duration(t.Burst-1) * t.Every); free.After(at) {
			at = free
		}
		if hold := l.holds[t.key]; hold.After(at) {
			at = hold
		}
	}
	for _, t := range turns {
		due := l.due[t.key]
		if due.Before(at) {
			due = at
		}
		l.due[t.key] = due.Add(t.Every)
	}
	return at.Sub(now)
}

// try takes a turn if it is there at once.
func (l *limiter) try(t turn) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	if l.due[t.key].Add(-time.Duration(t.Burst-1)*t.Every).After(now) || l.holds[t.key].After(now) {
		return false
	}
	l.take(t)
	return true
}

// within takes a turn if it comes in at most that time, and returns how long to wait
// for it.
func (l *limiter) within(most time.Duration, t turn) (wait time.Duration, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.due[t.key].Add(-time.Duration(t.Burst-1)*t.Every).Sub(l.now()) > most {
		return 0, false
	}
	return l.take(t), true
}

// wait waits for a turn under all limits.
func (l *limiter) wait(ctx context.Context, turns ...turn) error {
	return Pause(ctx, l.reserve(turns...))
}

// done records the end of an action. It may have been delayed on its way and have
// taken effect only now, so that the distance to the next one starts now.
func (l *limiter) done(turns ...turn) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	for _, t := range turns {
		if due := now.Add(t.Every); due.After(l.due[t.key]) {
			l.due[t.key] = due
		}
	}
}

// hold lets nothing pass under key for d.
func (l *limiter) hold(key string, d time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if until := l.now().Add(d); until.After(l.holds[key]) {
		l.holds[key] = until
	}
}

// sweep forgets the keys that owe nothing. The caller holds l.mu.
func (l *limiter) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute && len(l.due) < 10_000 {
		return
	}
	l.swept = now
	for _, m := range []map[string]time.Time{l.due, l.holds} {
		for key, at := range m {
			if at.Before(now) {
				delete(m, key)
			}
		}
	}
}
