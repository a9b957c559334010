package socketmode

import (
	"net"
	"slices"
	"time"

	"beilun/internal/fakeslack/sim"

	"github.com/gorilla/websocket"
)

func disconnectFrame(reason string, n int) map[string]any {
	f := map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-1"}}
	if reason == "too_many_websockets" {
		f["num_connections"] = n
		f["connection_info"] = map[string]any{"app_id": sim.AppID}
	}
	return f
}

// Disconnect asks every client to go, as Slack does. After warning comes
// refresh_requested (Options.Notice), and after that the close
// (Options.Grace). link_disabled closes at once and refuses new connections
// until EnableLink. After any other reason the socket stays open.
func (s *Sockets) Disconnect(reason string) {
	s.world.Lock()
	sockets, n := slices.Clone(s.sockets), len(s.sockets)
	if reason == "link_disabled" {
		s.disabled = true
	}
	s.world.Unlock()
	for _, k := range sockets {
		s.disconnect(k, reason, n)
	}
}

func (s *Sockets) disconnect(k *socket, reason string, n int) {
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
func (s *Sockets) closeSocket(k *socket, reason string) {
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

// DropAll resets the TCP connection of every socket, as a failing network
// does: no close frame.
func (s *Sockets) DropAll() {
	s.world.Lock()
	sockets := slices.Clone(s.sockets)
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
func (s *Sockets) HalfOpen() {
	s.world.Lock()
	defer s.world.Unlock()
	for _, k := range s.sockets {
		if k.half {
			continue
		}
		k.half = true
		s.note(Moment{Kind: "half-open", Socket: k.id})
		s.world.AfterLocked(s.opts.GhostLife, func() { s.bury(k) })
	}
	s.world.Signal()
}

func (s *Sockets) bury(k *socket) {
	s.world.Lock()
	s.uncount(k, "ghost")
	s.world.Unlock()
	_ = k.conn.NetConn().Close() // the client may have closed it long ago
}

// refuseHandshake reports whether a handshake fails, and with what status.
func (s *Sockets) refuseHandshake() (status int, refused bool) {
	if s.opts.Refuse == nil {
		return 0, false
	}
	return s.opts.Refuse()
}

// SendRaw writes a frame as it is to every socket: malformed JSON, a type
// that no client knows.
func (s *Sockets) SendRaw(frame []byte) {
	s.world.Lock()
	sockets := slices.Clone(s.sockets)
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
