package fakeslack

import (
	"context"
	"maps"
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

// note adds a moment. The caller holds s.mu.
func (s *Server) note(m Moment) {
	m.At, m.Live = time.Now(), s.live()
	if len(s.timeline) >= maxMoments {
		s.timeline = slices.Delete(s.timeline, 0, maxMoments/10)
	}
	s.timeline = append(s.timeline, m)
	if n := len(s.link.sockets); n > s.stats.MaxSockets {
		s.stats.MaxSockets = n
	}
	if s.link.hellos > 0 && (m.Live < s.stats.MinSockets || s.stats.MinSockets < 0) {
		s.stats.MinSockets = m.Live
	}
}

// live counts the sockets that an envelope can reach somebody by. The caller
// holds s.mu.
func (s *Server) live() int {
	n := 0
	for _, k := range s.link.sockets {
		if k.greeted && !k.half {
			n++
		}
	}
	return n
}

// Timeline returns what happened to the connections, in order.
func (s *Server) Timeline() []Moment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.timeline)
}

// Gap returns how long, in all, no live socket was connected after the first
// hello: zero for a client that hands over without a moment without one.
func (s *Server) Gap() time.Duration {
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

// Stats are counts of what the client did.
type Stats struct {
	Envelopes      int // sent, retries included
	Acks           int
	Retries        int // sent again
	Lost           int // interactive and slash payloads that nobody acknowledged
	Failed         int // events that no delivery was acknowledged of
	AcksElsewhere  int // on another socket than the delivering one
	AcksDropped    int // for their size
	AcksUnknown    int // of no envelope, or not JSON
	ClientPings    int
	Opens          int // of apps.connections.open
	OpenTimes      []time.Time
	Calls          map[string]int // by method
	TierViolations map[string]int // by method; calls over its rate
	MaxSockets     int            // connected at once
	MinSockets     int            // live at once, since the first hello
	Sockets        int            // counted now, ghosts included
	Waiting        int            // events that wait for a socket
}

// Stats returns the counts so far.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := s.stats
	out.OpenTimes = slices.Clone(out.OpenTimes)
	out.Calls, out.TierViolations = maps.Clone(out.Calls), maps.Clone(out.TierViolations)
	out.Sockets, out.Waiting = len(s.link.sockets), len(s.deliverer.waiting)
	out.MinSockets = max(out.MinSockets, 0)
	return out
}

// WaitConnected waits for the first hello.
func (s *Server) WaitConnected(ctx context.Context) error { return s.WaitHellos(ctx, 1) }

// WaitHellos waits until hello was sent n times.
func (s *Server) WaitHellos(ctx context.Context, n int) error {
	return s.wait(ctx, func() bool { return s.link.hellos >= n })
}

// WaitSockets waits until exactly n sockets are live.
func (s *Server) WaitSockets(ctx context.Context, n int) error {
	return s.wait(ctx, func() bool { return s.live() == n })
}

// Opens returns how often apps.connections.open was called.
func (s *Server) Opens() int { return s.Stats().Opens }
