package socketmode

import "beilun/internal/fakeslack/sim"

// Link is Socket Mode for one app. It is safe for concurrent use.
type Link struct {
	*Sockets
	*Deliveries
}

// New returns a link without connections. address is the URL that sockets
// connect to, which leads to [Sockets.Accept].
func New(w *sim.World, address string, opts Options) *Link {
	s := newSockets(w, address, opts)
	q := newDeliveries(w, s, opts.StrictAcks)
	s.onReady, s.onFrame = q.ready, q.acknowledge
	return &Link{s, q}
}
