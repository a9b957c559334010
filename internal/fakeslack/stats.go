package fakeslack

import (
	"context"
	"maps"
	"slices"
	"time"
)

// Stats are counts of what the client did.
type Stats struct {
	Envelopes      int // sent, retries included
	Acks           int
	Retries        int // sent again
	Lost           int // interactive and slash payloads that nobody acknowledged
	Failed         int // events that no delivery was acknowledged of
	AcksElsewhere  int // on another socket than the delivering one
	AcksDropped    int // for their size
	AcksLost       int // by LoseAcks
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
	s.world.Lock()
	defer s.world.Unlock()
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
	return s.world.Until(ctx, func() bool { return s.link.hellos >= n })
}

// WaitSockets waits until exactly n sockets are live.
func (s *Server) WaitSockets(ctx context.Context, n int) error {
	return s.world.Until(ctx, func() bool { return s.live() == n })
}

// Opens returns how often apps.connections.open was called.
func (s *Server) Opens() int { return s.Stats().Opens }
