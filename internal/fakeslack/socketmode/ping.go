package socketmode

import (
	"time"

	"github.com/gorilla/websocket"
)

// ping pings a client until the connection ends or goes silent.
func (s *Sockets) ping(k *socket) {
	tick := time.NewTicker(s.opts.PingInterval)
	defer tick.Stop()
	for {
		s.world.Lock()
		silent := k.half || k.gone
		s.world.Unlock()
		if silent || k.conn.WriteControl(websocket.PingMessage, []byte("Ping"), time.Now().Add(time.Second)) != nil {
			return
		}
		select {
		case <-tick.C:
		case <-s.world.Context().Done():
			return
		}
	}
}

// pong answers a client's ping, unless the connection is half-open.
func (s *Sockets) pong(k *socket, data string) error {
	s.world.Lock()
	half := k.half
	s.counts.ClientPings++
	s.world.Unlock()
	if half {
		return nil
	}
	err := k.conn.WriteControl(websocket.PongMessage, []byte(data), time.Now().Add(time.Second))
	if err == websocket.ErrCloseSent {
		return nil
	}
	return err
}

// farewell answers a close frame, unless the connection is half-open.
func (s *Sockets) farewell(k *socket, code int) error {
	s.world.Lock()
	half := k.half
	s.world.Unlock()
	if !half {
		bye := websocket.FormatCloseMessage(code, "")
		_ = k.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second)) // it is over either way
	}
	return nil
}
