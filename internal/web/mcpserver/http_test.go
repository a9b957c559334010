package mcpserver

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"beilun/index/answer"
	"beilun/index/answer/plain"
	"beilun/internal/web/page"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// over returns a client of s over HTTP.
func over(t testing.TB, s *Server) *mcp.ClientSession {
	t.Helper()
	site := httptest.NewServer(s.Handler())
	t.Cleanup(site.Close)
	web := &http.Client{Transport: &http.Transport{}}
	c, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: site.URL, HTTPClient: web, DisableStandaloneSSE: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(); web.CloseIdleConnections() })
	return c
}

// TestHTTP asks over HTTP, as a client of the SDK does.
func TestHTTP(t *testing.T) {
	t.Parallel()
	c := over(t, newServer(t, nil))
	res, text := call(t, c, "ask", args{"question": "吉利新能源汽车总部总投资多少？"})
	if a := as[plain.Answer](t, res); a.Claim == nil || a.Claim.Text != "4.4亿元" || !strings.HasPrefix(a.Claim.Page, "http://127.0.0.1:") || !strings.Contains(text, "宁波发布，2024-09-29") {
		t.Errorf("answered with %s", text)
	}
	if _, text := call(t, c, "ask", args{"question": "火星基地总投资多少？"}); !strings.HasPrefix(text, "不知道") {
		t.Errorf("answered with %s", text)
	}
}

// TestHTTPRefuses sends what is no call: each is refused, and none gets an answer.
func TestHTTPRefuses(t *testing.T) {
	t.Parallel()
	h := newServer(t, nil).Handler()
	good := `{"jsonrpc":"2.0","id":1,"method":"tools/list"}`
	for _, tt := range []struct {
		name, method, body string
		head               map[string]string
		want               int
	}{
		{"a call", "POST", good, nil, 200},
		{"a page that is opened", "GET", "", nil, 405},
		{"a form", "POST", good, map[string]string{"Content-Type": "text/plain"}, 415},
		{"no JSON", "POST", "吉利", nil, 400},
		{"a large body", "POST", strings.Repeat(" ", maxBody) + good, nil, 413},
		{"an open end", "POST", `{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}}}`, map[string]string{"MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "subscriptions/listen"}, 404},
	} {
		r := httptest.NewRequestWithContext(t.Context(), tt.method, "/mcp", strings.NewReader(tt.body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/json, text/event-stream")
		for k, v := range tt.head {
			r.Header.Set(k, v)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got := w.Body.String(); w.Code != tt.want || strings.Contains(got, "inputSchema") != (tt.name == "a call") {
			t.Errorf("%s: status %d, want %d, %.200s", tt.name, w.Code, tt.want, got)
		}
	}
}

// serve posts a message to h.
func serve(ctx context.Context, h http.Handler, message string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/mcp", strings.NewReader(message))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/json, text/event-stream")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// TestBatch has one request with very many calls, as an earlier protocol allows: those for
// which there is no room in the line are refused, and all are answered.
func TestBatch(t *testing.T) {
	t.Parallel()
	s := newServer(t, func(site *page.Site) {
		site.Answerer = answering(func(_ context.Context, q string) (*answer.Answer, error) {
			return &answer.Answer{Question: q, Reason: answer.NotStated}, nil
		})
	})
	var batch []string
	for i := range most + 500 {
		batch = append(batch, fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"ask","arguments":{"question":"人口？"}}}`, i))
	}
	w := serve(t.Context(), s.Handler(), "["+strings.Join(batch, ",")+"]")
	var got []json.RawMessage
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got) != len(batch) {
		t.Errorf("status %d, %d answers to %d calls: %v %.300s", w.Code, len(got), len(batch), err, w.Body.String())
	}
}
