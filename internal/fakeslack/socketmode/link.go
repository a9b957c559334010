package socketmode

import (
	"time"

	"beilun/internal/fakeslack/sim"
)

// Options are the options of a Link. All are required but Refuse.
type Options struct {
	PingInterval time.Duration // of WebSocket pings, in real time
	MaxSockets   int           // how many connections the app may have
	Notice       time.Duration // on the clock, from warning to refresh_requested
	Grace        time.Duration // on the clock, from refresh_requested to the close
	GhostLife    time.Duration // on the clock: how long a half-open socket is counted
	StrictAcks   bool          // an acknowledgement counts on the delivering socket only

	// Refuse reports whether the next handshake fails, and with what status.
	Refuse func() (status int, refused bool)
}

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
