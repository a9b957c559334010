package fakeslack

import (
	"encoding/json"
	"errors"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// maxAck is the size from which Slack drops an acknowledgement in silence.
const maxAck = 20_480

type socket struct {
	conn    *websocket.Conn
	writing sync.Mutex
}

func (k *socket) send(v any) error {
	k.writing.Lock()
	defer k.writing.Unlock()
	return k.conn.WriteJSON(v)
}

// link takes a ticket and becomes a Socket Mode connection.
func (s *Server) link(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	ticket := r.URL.Query().Get("ticket")
	ok := s.tickets[ticket]
	delete(s.tickets, ticket)
	s.mu.Unlock()
	if !ok {
		http.Error(w, "ticket used or unknown", http.StatusForbidden)
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // clients send Slack's origin
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // Upgrade has answered
	}
	k := &socket{conn: conn}
	s.mu.Lock()
	s.sockets = append(s.sockets, k)
	n := len(s.sockets)
	s.mu.Unlock()
	defer s.drop(k)
	hello := map[string]any{
		"type": "hello", "num_connections": n,
		"debug_info":      map[string]any{"host": "applink-1", "started": time.Now().Format(time.DateTime), "build_number": 1, "approximate_connection_time": 18060},
		"connection_info": map[string]any{"app_id": "A1"},
	}
	if k.send(hello) != nil {
		return
	}
	s.mu.Lock()
	select {
	case <-s.connected:
	default:
		close(s.connected)
	}
	s.mu.Unlock()
	s.served.Go(func() { s.ping(k) })
	for {
		_, raw, err := conn.ReadMessage()
		if err != nil {
			return
		}
		s.acknowledge(raw)
	}
}

func (s *Server) drop(k *socket) {
	_ = k.conn.Close() // the other side may have closed it
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, x := range s.sockets {
		if x == k {
			s.sockets = append(s.sockets[:i:i], s.sockets[i+1:]...)
			break
		}
	}
	s.signal()
}

func (s *Server) ping(k *socket) {
	tick := time.NewTicker(s.opts.PingInterval)
	defer tick.Stop()
	for {
		if err := k.conn.WriteControl(websocket.PingMessage, []byte("Ping"), time.Now().Add(time.Second)); err != nil {
			return
		}
		select {
		case <-tick.C:
		case <-s.ctx.Done():
			return
		}
	}
}

func (s *Server) acknowledge(raw []byte) {
	var ack struct {
		EnvelopeID string `json:"envelope_id"`
	}
	if len(raw) >= maxAck || json.Unmarshal(raw, &ack) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at, known := s.sent[ack.EnvelopeID]
	if _, again := s.acks[ack.EnvelopeID]; !known || again {
		return
	}
	s.acks[ack.EnvelopeID] = time.Since(at)
	s.signal()
}

var errNoSocket = errors.New("no socket is connected")

// deliver sends an envelope to one of the sockets and returns its ID.
func (s *Server) deliver(kind string, payload map[string]any, accepts bool, attempt int) (string, error) {
	s.mu.Lock()
	if len(s.sockets) == 0 {
		s.mu.Unlock()
		return "", errNoSocket
	}
	id := s.next("envelope-")
	k := s.sockets[s.serial%len(s.sockets)]
	s.sent[id] = time.Now()
	s.mu.Unlock()
	envelope := map[string]any{"envelope_id": id, "type": kind, "payload": payload, "accepts_response_payload": accepts}
	if kind == "events_api" {
		envelope["retry_attempt"], envelope["retry_reason"] = attempt, ""
		if attempt > 0 {
			envelope["retry_reason"] = "timeout"
		}
	}
	return id, k.send(envelope)
}

// Disconnect sends a disconnect frame with a reason to every socket.
func (s *Server) Disconnect(reason string) {
	s.mu.Lock()
	sockets := append([]*socket(nil), s.sockets...)
	s.mu.Unlock()
	for _, k := range sockets {
		_ = k.send(map[string]any{"type": "disconnect", "reason": reason, "debug_info": map[string]any{"host": "applink-1"}})
	}
}
