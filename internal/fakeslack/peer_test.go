package fakeslack

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// peer is a Socket Mode client that a test drives.
type peer struct {
	t    *testing.T
	conn *websocket.Conn
}

// frame is anything that a server sends.
type frame struct {
	Type           string `json:"type"`
	Reason         string `json:"reason"`
	NumConnections int    `json:"num_connections"`
	ID             string `json:"envelope_id"`
	Attempt        int    `json:"retry_attempt"`
	RetryReason    string `json:"retry_reason"`
	Accepts        bool   `json:"accepts_response_payload"`
	Debug          struct {
		Host string `json:"host"`
		Time int    `json:"approximate_connection_time"`
	} `json:"debug_info"`
	Payload struct {
		Type      string         `json:"type"`
		EventID   string         `json:"event_id"`
		Foreign   bool           `json:"is_ext_shared_channel"`
		TriggerID string         `json:"trigger_id"`
		Event     map[string]any `json:"event"`
		Container map[string]any `json:"container"`
		Message   map[string]any `json:"message"`
		Actions   []map[string]any
		Response  string `json:"response_url"`
	} `json:"payload"`
}

// openURL asks for an address to connect to.
func openURL(t *testing.T, s *Server) string {
	t.Helper()
	r := call(t, s, "apps.connections.open", AppToken, nil)
	address, _ := r["url"].(string)
	if address == "" {
		t.Fatalf("apps.connections.open answered %v", r)
	}
	return address
}

// join connects without waiting for hello.
func join(t *testing.T, s *Server) *peer {
	t.Helper()
	conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), openURL(t, s), http.Header{"Origin": {"https://api.slack.com"}})
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	t.Cleanup(func() { conn.Close() })
	return &peer{t, conn}
}

// connect connects and takes hello.
func connect(t *testing.T, s *Server) *peer {
	t.Helper()
	p := join(t, s)
	if f := p.read(); f.Type != "hello" {
		t.Fatalf("first came %+v", f)
	}
	return p
}

// read waits for the next frame.
func (p *peer) read() (f frame) {
	p.t.Helper()
	_ = p.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	if err := p.conn.ReadJSON(&f); err != nil {
		p.t.Fatal("read: ", err)
	}
	return f
}

// quiet checks that nothing comes for a moment. The connection cannot be read
// from afterwards.
func (p *peer) quiet() {
	p.t.Helper()
	_ = p.conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if _, raw, err := p.conn.ReadMessage(); err == nil {
		p.t.Errorf("unexpected %s", raw)
	}
}

// ended reads until the connection ends and returns the close code, or 0.
func (p *peer) ended() int {
	_ = p.conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	for {
		_, _, err := p.conn.ReadMessage()
		if err == nil {
			continue
		}
		if e, ok := err.(*websocket.CloseError); ok {
			return e.Code
		}
		return 0
	}
}

func (p *peer) write(text string) {
	p.t.Helper()
	if err := p.conn.WriteMessage(websocket.TextMessage, []byte(text)); err != nil {
		p.t.Fatal(err)
	}
}

func (p *peer) ack(id string) { p.t.Helper(); p.write(`{"envelope_id":"` + id + `"}`) }

func (p *peer) ackWith(id string, payload any) {
	p.t.Helper()
	raw, err := json.Marshal(map[string]any{"envelope_id": id, "payload": payload})
	if err != nil {
		p.t.Fatal(err)
	}
	p.write(string(raw))
}

// answerAll acknowledges every envelope, until the connection ends.
func (p *peer) answerAll() {
	go func() {
		for {
			var f frame
			if p.conn.ReadJSON(&f) != nil {
				return
			}
			if f.ID != "" && p.conn.WriteMessage(websocket.TextMessage, []byte(`{"envelope_id":"`+f.ID+`"}`)) != nil {
				return
			}
		}
	}()
}

// eventually waits until ok.
func eventually(t *testing.T, s *Server, what string, ok func() bool) {
	t.Helper()
	if err := s.Wait(within(t), ok); err != nil {
		t.Fatalf("%s: %v; %+v", what, err, s.Stats())
	}
}

func say(text string) Message { return Message{Channel: "C1", User: "U1", Text: text} }

func long(n int) string { return strings.Repeat("x", n) }
