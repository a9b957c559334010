package fakeslack

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"beilun/internal/fakeslack/sim"
)

// linkState is what Socket Mode keeps of its connections.
type linkState struct {
	sockets  []*socket         // counted as connections, ghosts included
	conns    map[net.Conn]bool // of sockets, also of those that are closing
	tickets  map[string]bool
	refusals []refusal // of apps.connections.open, in order
	disabled bool      // Socket Mode is switched off
	hellos   int
	serial   int
}

func newLinkState() linkState {
	return linkState{conns: map[net.Conn]bool{}, tickets: map[string]bool{}}
}

// socket is one connection of the app.
type socket struct {
	id      int
	conn    *websocket.Conn
	writing sync.Mutex

	// Below, the server's mu.
	greeted bool // hello was sent
	half    bool // nobody is at the other end any more
	gone    bool // no longer counted
}

// writeTimeout bounds a write to a client that does not read.
const writeTimeout = 5 * time.Second

func (k *socket) send(v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return fmt.Errorf("write envelope: %w", err)
	}
	return k.sendRaw(raw)
}

func (k *socket) sendRaw(raw []byte) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.write(raw)
}

// write writes a frame. The caller holds k.writing.
func (k *socket) write(raw []byte) error {
	_ = k.conn.SetWriteDeadline(time.Now().Add(writeTimeout)) // WriteMessage reports a dead connection
	return k.conn.WriteMessage(websocket.TextMessage, raw)
}

// serveLink takes a ticket and becomes a Socket Mode connection.
func (s *Server) serveLink(w http.ResponseWriter, r *http.Request) {
	s.world.Lock()
	ticket := r.URL.Query().Get("ticket")
	ok := s.link.tickets[ticket]
	delete(s.link.tickets, ticket)
	s.world.Unlock()
	if status, refused := s.handshakeFailure(); refused {
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

// join counts a connection, its own included, and keeps it where there is room.
func (s *Server) join(conn *websocket.Conn) (k *socket, n int, ok bool) {
	s.world.Lock()
	defer s.world.Unlock()
	if s.world.Closed() {
		return nil, 0, false
	}
	s.link.serial++
	s.link.conns[conn.NetConn()] = true
	k = &socket{id: s.link.serial, conn: conn}
	conn.SetPingHandler(func(data string) error { return s.pong(k, data) })
	conn.SetCloseHandler(func(code int, _ string) error { return s.farewell(k, code) })
	n = len(s.link.sockets) + 1
	if n <= s.opts.MaxSockets {
		s.link.sockets = append(s.link.sockets, k)
	}
	s.note(Moment{Kind: "open", Socket: k.id})
	return k, n, true
}

// turnAway is what the socket over the cap gets instead of hello.
func (s *Server) turnAway(k *socket, n int) {
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
// envelopes from before hello is written, and its lock keeps hello the first:
// who has seen hello can be sent to.
func (s *Server) greet(k *socket, n int) {
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
	s.link.hellos++
	waiting := s.deliverer.waiting
	s.deliverer.waiting = nil
	s.note(Moment{Kind: "hello", Socket: k.id})
	s.world.Unlock()
	_ = k.write(hello) // a dead connection is noticed by its reader
	k.writing.Unlock()
	for _, d := range waiting {
		_ = s.attempt(d) // it waits again where the socket is gone
	}
	s.world.Lock()
	s.world.Signal()
	s.world.Unlock()
}

// receive reads until the connection ends. Slack answers a close frame but
// leaves it to the client to close the TCP connection.
func (s *Server) receive(k *socket) {
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
			s.acknowledge(k, raw)
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
func (s *Server) leave(k *socket, err error) {
	s.world.Lock()
	defer s.world.Unlock()
	if !k.half {
		s.uncount(k, err.Error())
	}
}

// uncount takes a socket out of the count. The caller holds s.world.
func (s *Server) uncount(k *socket, reason string) {
	i := slices.Index(s.link.sockets, k)
	if i < 0 {
		return
	}
	k.gone = true
	s.link.sockets = slices.Delete(slices.Clone(s.link.sockets), i, i+1)
	s.note(Moment{Kind: "close", Socket: k.id, Reason: reason})
	s.world.Signal()
}

func (s *Server) forget(conn net.Conn) {
	_ = conn.Close() // the other side may have closed it
	s.world.Lock()
	defer s.world.Unlock()
	delete(s.link.conns, conn)
}

func (s *Server) closeConns() {
	s.world.Lock()
	conns := make([]net.Conn, 0, len(s.link.conns))
	for c := range s.link.conns {
		conns = append(conns, c)
	}
	s.world.Unlock()
	for _, c := range conns {
		_ = c.Close() // it may be closed already
	}
}
