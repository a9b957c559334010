package socketmode

import "beilun/internal/fakeslack/sim"

// New returns Socket Mode for one app, without connections. address is the URL that
// sockets connect to, which leads to [Sockets.Accept].
func New(w *sim.World, address string, opts Options) (*Sockets, *Deliveries) {
	s := newSockets(w, address, opts)
	q := newDeliveries(w, s, opts.StrictAcks)
	s.onReady, s.onFrame = q.ready, q.acknowledge
	return s, q
}
