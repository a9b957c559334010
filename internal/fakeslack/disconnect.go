package fakeslack

import (
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/gorilla/websocket"

	"beilun/internal/fakeslack/sim"
)

// refusal is an answer of apps.connections.open other than a ticket.
type refusal struct {
	code  string
	times int
}

func disconnectFrame(reason string, n int) map[string]any {
	f := map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-1"}}
	if reason == "too_many_websockets" {
		f["num_connections"] = n
		f["connection_info"] = map[string]any{"app_id": sim.AppID}
	}
	return f
}

// Disconnect tells every socket to go, as Slack does. After warning comes
// refresh_requested (Options.Notice), and after that the close
// (Options.Grace). link_disabled closes at once and refuses new connections
// until EnableLink. After any other reason the socket stays open.
func (s *Server) Disconnect(reason string) {
	s.world.Lock()
	sockets, n := slices.Clone(s.link.sockets), len(s.link.sockets)
	if reason == "link_disabled" {
		s.link.disabled = true
	}
	s.world.Unlock()
	for _, k := range sockets {
		s.disconnect(k, reason, n)
	}
}

func (s *Server) disconnect(k *socket, reason string, n int) {
	s.world.Lock()
	if k.gone || k.half {
		s.world.Unlock()
		return
	}
	s.note(Moment{Kind: "disconnect", Socket: k.id, Reason: reason})
	s.world.Signal()
	s.world.Unlock()
	_ = k.send(disconnectFrame(reason, n)) // a dead connection is noticed by its reader
	switch reason {
	case "warning":
		s.world.After(s.opts.Notice, func() { s.disconnect(k, "refresh_requested", n) })
	case "refresh_requested":
		s.world.After(s.opts.Grace, func() { s.closeSocket(k, reason) })
	case "link_disabled":
		s.closeSocket(k, reason)
	}
}

// closeSocket sends a close frame; the socket gets nothing more.
func (s *Server) closeSocket(k *socket, reason string) {
	s.world.Lock()
	if k.gone {
		s.world.Unlock()
		return
	}
	s.uncount(k, reason)
	s.world.Unlock()
	bye := websocket.FormatCloseMessage(websocket.CloseNormalClosure, reason)
	_ = k.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second)) // it may be dead
}

// EnableLink switches Socket Mode on again after link_disabled.
func (s *Server) EnableLink() {
	s.world.Lock()
	defer s.world.Unlock()
	s.link.disabled = false
}

// DropAll resets the TCP connection of every socket, as a failing network
// does: no close frame.
func (s *Server) DropAll() {
	s.world.Lock()
	sockets := slices.Clone(s.link.sockets)
	for _, k := range sockets {
		s.uncount(k, "reset")
	}
	s.world.Unlock()
	for _, k := range sockets {
		if tcp, ok := k.conn.NetConn().(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // makes the close a reset
		}
		_ = k.conn.NetConn().Close() // it may be closed already
	}
}

// HalfOpen makes every socket a ghost: the server neither pings nor answers,
// what it delivers goes nowhere, and it counts the socket as a connection
// until Options.GhostLife has passed.
func (s *Server) HalfOpen() {
	s.world.Lock()
	defer s.world.Unlock()
	for _, k := range s.link.sockets {
		if k.half {
			continue
		}
		k.half = true
		s.note(Moment{Kind: "half-open", Socket: k.id})
		s.world.AfterLocked(s.opts.GhostLife, func() { s.bury(k) })
	}
	s.world.Signal()
}

func (s *Server) bury(k *socket) {
	s.world.Lock()
	s.uncount(k, "ghost")
	s.world.Unlock()
	_ = k.conn.NetConn().Close() // the client may have closed it long ago
}

// RefuseOpen makes the next calls of apps.connections.open fail with code.
func (s *Server) RefuseOpen(code string, times int) {
	s.world.Lock()
	defer s.world.Unlock()
	s.link.refusals = append(s.link.refusals, refusal{code, times})
}

// refuseOpen returns the error that apps.connections.open fails with, if any.
// The caller holds s.world.
func (s *Server) refuseOpen() string {
	if len(s.link.refusals) > 0 {
		r := &s.link.refusals[0]
		code := r.code
		if r.times--; r.times <= 0 {
			s.link.refusals = s.link.refusals[1:]
		}
		return code
	}
	if s.link.disabled {
		return "link_disabled"
	}
	return ""
}

// handshake is the name under which Fail makes the WebSocket handshake fail.
const handshake = "websocket"

func (s *Server) handshakeFailure() (int, bool) {
	f, ok := s.failure(handshake)
	if !ok {
		return 0, false
	}
	if f.Status == 0 {
		return http.StatusConflict, true
	}
	return f.Status, true
}

// SendRaw writes a frame as it is to every socket: malformed JSON, a type
// that no client knows.
func (s *Server) SendRaw(frame []byte) {
	s.world.Lock()
	sockets := slices.Clone(s.link.sockets)
	s.world.Unlock()
	for _, k := range sockets {
		s.world.Lock()
		half := k.half
		s.world.Unlock()
		if !half {
			_ = k.sendRaw(frame) // a dead connection is noticed by its reader
		}
	}
}
