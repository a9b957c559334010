package fakeslack

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/socketmode"

	"github.com/gorilla/websocket"
)

func start(t *testing.T, opts Options) *Server {
	t.Helper()
	s, err := Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// call calls a method of the Web API and returns its reply.
func call(t *testing.T, s *Server, method, token string, form url.Values) map[string]any {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL()+method, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var out map[string]any
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

func dial(t *testing.T, address string) (*websocket.Conn, error) {
	t.Helper()
	conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), address, nil)
	if res != nil && res.Body != nil {
		res.Body.Close()
	}
	if err == nil {
		t.Cleanup(func() { conn.Close() })
	}
	return conn, err
}

func TestErrors(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	blocks := func(text string) url.Values {
		b, err := json.Marshal([]any{map[string]any{"type": "section", "text": map[string]any{"type": "plain_text", "text": text}}})
		if err != nil {
			t.Fatal(err)
		}
		return url.Values{"channel": {"C1"}, "blocks": {string(b)}}
	}
	for _, tt := range []struct {
		method, token string
		form          url.Values
		want          any
	}{
		{"auth.test", "", nil, "not_authed"},
		{"auth.test", "xoxb-wrong", nil, "invalid_auth"},
		{"auth.test", AppToken, nil, "not_allowed_token_type"},
		{"auth.test", BotToken, nil, nil},
		{"apps.connections.open", BotToken, nil, "not_allowed_token_type"},
		{"apps.connections.open", "", url.Values{"token": {AppToken}}, "not_authed"}, // the header only
		{"apps.connections.open", AppToken, nil, nil},
		{"chat.postMessage", BotToken, url.Values{"channel": {"C1"}}, "no_text"},
		{"chat.postMessage", BotToken, url.Values{"text": {"x"}}, "channel_not_found"},
		{"chat.postMessage", BotToken, blocks(strings.Repeat("字", 3000)), nil},
		{"chat.postMessage", BotToken, blocks(strings.Repeat("字", 3001)), "invalid_blocks"},
		{"chat.update", BotToken, url.Values{"channel": {"C1"}, "ts": {"1.1"}, "text": {strings.Repeat("字", 1334)}}, "msg_too_long"},
		{"no.such", BotToken, nil, "unknown_method"},
	} {
		if got := call(t, s, tt.method, tt.token, tt.form)["error"]; got != tt.want {
			t.Errorf("%s with %q: %v, want %v", tt.method, tt.token, got, tt.want)
		}
	}
}

// TestSocket goes through a connection as a client sees it: one use of a
// ticket, hello, an event that is delivered again until it is acknowledged.
func TestSocket(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Speed: 60})
	address, _ := call(t, s, "apps.connections.open", AppToken, nil)["url"].(string)
	conn, err := dial(t, address)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dial(t, address); err == nil {
		t.Error("a ticket is good for two connections")
	}
	type envelope struct {
		Type           string `json:"type"`
		NumConnections int    `json:"num_connections"`
		ID             string `json:"envelope_id"`
		Attempt        int    `json:"retry_attempt"`
		Reason         string `json:"retry_reason"`
		Payload        struct {
			EventID string `json:"event_id"`
		} `json:"payload"`
	}
	read := func() (e envelope) {
		t.Helper()
		if err := conn.SetReadDeadline(time.Now().Add(10 * time.Second)); err != nil {
			t.Fatal(err)
		}
		if err := conn.ReadJSON(&e); err != nil {
			t.Fatal(err)
		}
		return e
	}
	if e := read(); e.Type != "hello" || e.NumConnections != 1 {
		t.Errorf("first %+v", e)
	}
	sent, err := s.People.Mention(Message{Channel: "C1", User: "U1", Text: "x"})
	if err != nil {
		t.Fatal(err)
	}
	first, second := read(), read()
	if first.ID != sent.EnvelopeID || first.Attempt != 0 || second.Attempt != 1 || second.Reason != "timeout" ||
		second.Payload.EventID != first.Payload.EventID || second.ID == first.ID {
		t.Errorf("delivered as %+v and then as %+v", first, second)
	}
	for _, ack := range []string{`{"envelope_id":"unknown"}`, `not JSON`, `{"envelope_id":"` + second.ID + `","payload":"` + strings.Repeat("x", socketmode.MaxAck) + `"}`, `{"envelope_id":"` + second.ID + `"}`} {
		if err := conn.WriteMessage(websocket.TextMessage, []byte(ack)); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := s.Deliveries.WaitAcks(ctx, 1); err != nil || len(s.Deliveries.Acks()) != 1 {
		t.Errorf("acknowledged %v, %v", s.Deliveries.Acks(), err)
	}
	s.Sockets.Disconnect("warning")
	for e := read(); e.Type != "disconnect"; e = read() {
		if e.Attempt == 0 {
			t.Errorf("unexpected %+v", e)
		}
	}
}

func TestResponseURL(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	must[Sent](t)(s.People.Slash("C1", "U1", "x"))
	address := p.read().Payload.Response
	post := func() int {
		res, err := http.Post(address, "application/json", strings.NewReader(`{"text":"x"}`))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		return res.StatusCode
	}
	const uses = 5
	for range uses {
		if code := post(); code != http.StatusOK {
			t.Errorf("status %d", code)
		}
	}
	if code := post(); code == http.StatusOK {
		t.Error("a response URL works more than five times")
	}
	if posts := s.Channels.Posts(); len(posts) != uses || !posts[0].Ephemeral || posts[0].User != "U1" {
		t.Errorf("posted %+v", posts)
	}
}
