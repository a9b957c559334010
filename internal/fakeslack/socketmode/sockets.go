package socketmode

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"slices"
	"time"

	"beilun/internal/fakeslack/sim"

	"github.com/gorilla/websocket"
)

// Options are the options of Socket Mode. All but Refuse are required.
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

// Sockets are the connections of the app. They are safe for concurrent use.
type Sockets struct {
	world   *sim.World
	address string
	opts    Options

	// onReady is called with the lock held when a socket can be sent to. What
	// it returns is called without the lock, after hello.
	onReady func() (after func())
	// onFrame is called with what a client has sent, without the lock.
	onFrame func(k *socket, raw []byte)

	// Below, the world's lock.
	sockets  []*socket         // counted as connections, ghosts included
	conns    map[net.Conn]bool // of sockets, also of those that are closing
	tickets  map[string]bool
	refusals []refusal // of apps.connections.open, in order
	disabled bool      // Socket Mode is switched off
	hellos   int
	serial   int
	counts   SocketCounts
	timeline []Moment
}

// SocketCounts are counts of what the client did with its connections.
type SocketCounts struct {
	ClientPings int
	Opens       int // of apps.connections.open
	OpenTimes   []time.Time
	MaxSockets  int // connected at once
	MinSockets  int // live at once, since the first hello
	Sockets     int // counted now, ghosts included
}

func newSockets(w *sim.World, address string, opts Options) *Sockets {
	return &Sockets{world: w, address: address, opts: opts, conns: map[net.Conn]bool{}, tickets: map[string]bool{}, counts: SocketCounts{MinSockets: -1}}
}

// Counts returns the counts so far. The caller holds the lock.
func (s *Sockets) Counts() SocketCounts {
	out := s.counts
	out.OpenTimes = slices.Clone(out.OpenTimes)
	out.Sockets = len(s.sockets)
	out.MinSockets = max(out.MinSockets, 0)
	return out
}

// Accept takes a ticket and turns the request into a Socket Mode connection. It
// returns when the connection ends.
func (s *Sockets) Accept(w http.ResponseWriter, r *http.Request) {
	s.world.Lock()
	ticket := r.URL.Query().Get("ticket")
	ok := s.tickets[ticket]
	delete(s.tickets, ticket)
	s.world.Unlock()
	if status, refused := s.refuseHandshake(); refused {
		http.Error(w, http.StatusText(status), status)
		return
	}
	if !ok {
		http.Error(w, "ticket used or unknown", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // clients send Slack's origin, or none
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	k, n, ok := s.join(conn)
	if !ok {
		_ = conn.Close() // the server is closing
		return
	}
	defer s.forget(conn.NetConn())
	if n > s.opts.MaxSockets {
		s.turnAway(k, n)
		return
	}
	s.greet(k, n)
	s.world.Go(func() { s.ping(k) })
	s.receive(k)
}

// join counts the connections, this one included, and keeps it if there is
// room.
func (s *Sockets) join(conn *websocket.Conn) (k *socket, n int, ok bool) {
	s.world.Lock()
	defer s.world.Unlock()
	if s.world.Closed() {
		return nil, 0, false
	}
	s.serial++
	s.conns[conn.NetConn()] = true
	k = &socket{id: s.serial, conn: conn}
	conn.SetPingHandler(func(data string) error { return s.pong(k, data) })
	conn.SetCloseHandler(func(code int, _ string) error { return s.farewell(k, code) })
	n = len(s.sockets) + 1
	if n <= s.opts.MaxSockets {
		s.sockets = append(s.sockets, k)
	}
	s.note(Moment{Kind: "open", Socket: k.id})
	return k, n, true
}

// turnAway sends the socket over the cap a disconnect instead of hello.
func (s *Sockets) turnAway(k *socket, n int) {
	s.world.Lock()
	k.gone = true
	s.note(Moment{Kind: "disconnect", Socket: k.id, Reason: "too_many_websockets"})
	s.world.Signal()
	s.world.Unlock()
	if k.send(disconnectFrame("too_many_websockets", n-1)) == nil {
		s.receive(k)
	}
}

// greet sends hello and then what waited for a socket. The socket takes
// envelopes before hello is written, and its lock keeps hello the first frame:
// a client that has seen hello can be sent to.
func (s *Sockets) greet(k *socket, n int) {
	hello, err := json.Marshal(map[string]any{
		"type": "hello", "num_connections": n,
		"debug_info":      map[string]any{"host": "applink-1", "started": s.world.Now().Format(time.DateTime), "build_number": 1, "approximate_connection_time": 18060},
		"connection_info": map[string]any{"app_id": sim.AppID},
	})
	if err != nil {
		panic(err) // these can be marshalled
	}
	k.writing.Lock()
	s.world.Lock()
	k.greeted = true
	s.hellos++
	after := s.onReady()
	s.note(Moment{Kind: "hello", Socket: k.id})
	s.world.Unlock()
	_ = k.write(hello) // a dead connection is noticed by its reader
	k.writing.Unlock()
	after()
	s.world.Lock()
	s.world.Signal()
	s.world.Unlock()
}

// receive reads until the connection ends. Slack answers a close frame but
// leaves it to the client to close the TCP connection.
func (s *Sockets) receive(k *socket) {
	for {
		_, raw, err := k.conn.ReadMessage()
		if err != nil {
			closing := websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway, websocket.CloseNoStatusReceived)
			s.leave(k, err)
			if closing {
				linger(s.world.Context(), k.conn.NetConn())
			}
			return
		}
		s.world.Lock()
		half := k.half
		s.world.Unlock()
		if !half {
			s.onFrame(k, raw)
		}
	}
}

// maxLinger bounds how long a connection stays open after its close frames.
const maxLinger = 30 * time.Second

// linger waits for the client to close the TCP connection.
func linger(ctx context.Context, conn net.Conn) {
	if ctx.Err() != nil {
		return
	}
	_ = conn.SetReadDeadline(time.Now().Add(maxLinger)) // Copy reports a dead connection
	_, _ = io.Copy(io.Discard, conn)                    // its end is all that is waited for
}

// leave takes a socket out of the count; a half-open one stays in it, as
// Slack does not know yet that it is dead.
func (s *Sockets) leave(k *socket, err error) {
	s.world.Lock()
	defer s.world.Unlock()
	if !k.half {
		s.uncount(k, err.Error())
	}
}

// uncount takes a socket out of the count. The caller holds the lock.
func (s *Sockets) uncount(k *socket, reason string) {
	i := slices.Index(s.sockets, k)
	if i < 0 {
		return
	}
	k.gone = true
	s.sockets = slices.Delete(slices.Clone(s.sockets), i, i+1)
	s.note(Moment{Kind: "close", Socket: k.id, Reason: reason})
	s.world.Signal()
}

func (s *Sockets) forget(conn net.Conn) {
	_ = conn.Close() // the other side may have closed it
	s.world.Lock()
	defer s.world.Unlock()
	delete(s.conns, conn)
}

// CloseConns closes every connection without a close frame.
func (s *Sockets) CloseConns() {
	s.world.Lock()
	conns := make([]net.Conn, 0, len(s.conns))
	for c := range s.conns {
		conns = append(conns, c)
	}
	s.world.Unlock()
	for _, c := range conns {
		_ = c.Close() // it may be closed already
	}
}

// pick returns a socket to deliver to, as Slack does: any that is connected,
// whether or not anybody is still at its other end. It returns nil if there is
// none. The caller holds the lock.
func (s *Sockets) pick() *socket {
	var ready []*socket
	for _, k := range s.sockets {
		if k.greeted {
			ready = append(ready, k)
		}
	}
	if len(ready) == 0 {
		return nil
	}
	return ready[s.world.IntN(len(ready))]
}
