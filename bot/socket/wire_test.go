package socket

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/internal/fakeslack"

	"github.com/gorilla/websocket"
)

// TestBadPeers meets servers that do what Slack should not: the client leaves
// them and comes back, to one that behaves.
func TestBadPeers(t *testing.T) {
	t.Parallel()
	say := func(ws *websocket.Conn, text string) { _ = ws.WriteMessage(websocket.TextMessage, []byte(text)) } // the client may be gone
	for name, bad := range map[string]func(*websocket.Conn){
		"never says hello": func(*websocket.Conn) {},
		"pings and never says hello": func(ws *websocket.Conn) {
			for ws.WriteControl(websocket.PingMessage, nil, time.Now().Add(time.Second)) == nil {
				time.Sleep(100 * time.Millisecond)
			}
		},
		"frame without bound":   func(ws *websocket.Conn) { say(ws, `{"type":"hello"}`); say(ws, strings.Repeat("x", maxFrame+1)) },
		"disconnects at once":   func(ws *websocket.Conn) { say(ws, `{"type":"disconnect","reason":"refresh_requested"}`) },
		"closes without a word": func(ws *websocket.Conn) { _ = ws.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var dials atomic.Int32
			good := make(chan struct{})
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				ws, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
				if err != nil {
					return
				}
				defer ws.Close()
				if dials.Add(1) > 1 {
					say(ws, `{"type":"hello","num_connections":1}`)
					close(good)
				} else {
					go bad(ws)
				}
				for {
					if _, _, err := ws.ReadMessage(); err != nil {
						return
					}
				}
			}))
			defer srv.Close()
			c := New(func(context.Context) (string, error) { return "ws" + strings.TrimPrefix(srv.URL, "http"), nil }, Options{Speed: testSpeed})
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error)
			go func() {
				ended <- c.Run(ctx, func(context.Context, Envelope) (json.RawMessage, error) { return nil, nil })
			}()
			select {
			case <-good:
			case <-time.After(15 * time.Second):
				t.Error("not back")
			}
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		})
	}
}

// TestGhostHoldsPlace is refused a connection for as long as a dead one counts,
// and comes back when it does not.
func TestGhostHoldsPlace(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{MaxSockets: 1, GhostLife: time.Minute}, nil)
	s.Sockets.HalfOpen()
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Fatal(err)
	}
	if s.log.count("too many connections") == 0 {
		t.Error("the log does not tell why it had to wait")
	}
}
