package socket

import (
	"math/rand/v2"
	"time"
)

// Slack takes some fifty calls of apps.connections.open a minute. A gap of at
// least minGap keeps below it whatever happens.
const (
	minGap = 1300 * time.Millisecond
	maxGap = 45 * time.Second
)

// pace says when a connection may be opened next: a gap after the one before,
// which grows while no hello follows. It belongs to the supervisor.
type pace struct {
	min, max time.Duration // of the gap
	last     time.Time     // when one was opened last
	gap      time.Duration
	hold     time.Time // not before
}

// next returns when the next may be opened.
func (p *pace) next() time.Time {
	if p.last.IsZero() {
		return p.hold
	}
	at := p.last.Add(max(p.gap, p.min))
	if at.Before(p.hold) {
		return p.hold
	}
	return at
}

// opened notes that one is opened. The gap is jittered upwards, so that bots
// that lost their connections together do not come back together.
func (p *pace) opened(now time.Time) {
	p.last = now
	if p.gap == 0 {
		p.gap = p.min
		return
	}
	p.gap = min(p.gap*3/2+time.Duration(rand.Int64N(int64(p.gap)/4+1)), p.max)
}

// greeted notes a hello.
func (p *pace) greeted() { p.gap, p.hold = 0, time.Time{} }

// wait holds the next one back for at least d.
func (p *pace) wait(now time.Time, d time.Duration) {
	if at := now.Add(d); at.After(p.hold) {
		p.hold = at
	}
}
