package socketmode

import (
	"context"
	"slices"
	"time"
)

// Moment is something that happened to a connection.
type Moment struct {
	At     time.Time // real time
	Kind   string    // open, hello, disconnect, half-open, close, deliver, ack
	Socket int       // numbered from 1
	Reason string    // of a disconnect or a close
	Live   int       // sockets that have had hello and answer, afterwards
}

// maxMoments bounds the timeline; the oldest are forgotten first.
const maxMoments = 20_000

// note adds a moment. The caller holds the lock.
func (s *Sockets) note(m Moment) {
	m.At, m.Live = time.Now(), s.live()
	if len(s.timeline) >= maxMoments {
		s.timeline = slices.Delete(s.timeline, 0, maxMoments/10)
	}
	s.timeline = append(s.timeline, m)
	if n := len(s.sockets); n > s.counts.MaxSockets {
		s.counts.MaxSockets = n
	}
	if s.hellos > 0 && (m.Live < s.counts.MinSockets || s.counts.MinSockets < 0) {
		s.counts.MinSockets = m.Live
	}
}

// live counts the sockets that an envelope can reach somebody by. The caller
// holds the lock.
func (s *Sockets) live() int {
	n := 0
	for _, k := range s.sockets {
		if k.greeted && !k.half {
			n++
		}
	}
	return n
}

// Timeline returns what happened to the connections, in order.
func (s *Sockets) Timeline() []Moment {
	s.world.Lock()
	defer s.world.Unlock()
	return slices.Clone(s.timeline)
}

// Gap returns how long, in all, no live socket was connected after the first
// hello. It is zero for a client that opens its next socket before the last one
// ends.
func (s *Sockets) Gap() time.Duration {
	var gap time.Duration
	var since time.Time
	up := false
	for _, m := range s.Timeline() {
		switch {
		case m.Live > 0 && !since.IsZero():
			gap, since = gap+m.At.Sub(since), time.Time{}
		case m.Live == 0 && up && since.IsZero():
			since = m.At
		}
		up = up || m.Live > 0
	}
	if !since.IsZero() {
		gap += time.Since(since)
	}
	return gap
}

// WaitConnected waits for the first hello.
func (s *Sockets) WaitConnected(ctx context.Context) error { return s.WaitHellos(ctx, 1) }

// WaitHellos waits until hello was sent n times.
func (s *Sockets) WaitHellos(ctx context.Context, n int) error {
	return s.world.Until(ctx, func() bool { return s.hellos >= n })
}
