package fakeslack

import (
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

// note adds a moment. The caller holds s.world.
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
// holds s.world.
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
	s.world.Lock()
	defer s.world.Unlock()
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
