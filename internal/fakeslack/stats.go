package fakeslack

import (
	"maps"

	"beilun/internal/fakeslack/socketmode"
)

// Stats are counts of what the client did.
type Stats struct {
	socketmode.SocketCounts
	socketmode.DeliveryCounts
	Calls          map[string]int // by method
	TierViolations map[string]int // by method; calls over its rate
}

// Stats returns the counts so far.
func (s *Server) Stats() Stats {
	s.world.Lock()
	defer s.world.Unlock()
	return Stats{s.Sockets.Counts(), s.Deliveries.Counts(), maps.Clone(s.meter.calls), maps.Clone(s.meter.over)}
}
