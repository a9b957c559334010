package health

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"beilun/index/library"
)

// get asks a monitor for a path.
func get(t *testing.T, m *Monitor, path, accept string) *httptest.ResponseRecorder {
	t.Helper()
	mux := http.NewServeMux()
	m.Routes(mux, nil)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, r)
	if w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%s may be kept: %v", path, w.Header())
	}
	return w
}

var noon = time.Date(2024, 9, 29, 12, 0, 0, 5, time.UTC)

var (
	read    = library.Status{Synced: noon, Releases: 58, Passages: 812}
	errSync = errors.New("open /srv/secret/新闻稿: permission denied")
)

// TestReadyz checks what is said of each state, and that no reason is in it.
func TestReadyz(t *testing.T) {
	t.Parallel()
	failing, never := read, library.Status{Err: errSync}
	failing.Err = errSync
	up := &Socket{Connected: true, Since: noon.Add(time.Hour), Reconnects: 3}
	for _, c := range []struct {
		name   string
		status library.Status
		slack  *Socket
		want   string
	}{
		{"web", read, nil, "ready\nindex: ok, 58 releases, 812 passages\nsync: ok, the last one ended at 2024-09-29T12:00:00Z\n"},
		{"serve", read, up, "ready\nindex: ok, 58 releases, 812 passages\nsync: ok, the last one ended at 2024-09-29T12:00:00Z\nslack: ok, connected since 2024-09-29T13:00:00Z\n"},
		{"first sync", library.Status{Syncing: true}, nil, "not ready\nindex: not ok, there are no releases\nsync: not ok, the releases are being read\n"},
		{"opened", library.Status{Syncing: true, Releases: 2, Passages: 3}, nil, "not ready\nindex: ok, 2 releases, 3 passages\nsync: not ok, the releases are being read\n"},
		{"empty folder", library.Status{Synced: noon}, nil, "not ready\nindex: not ok, there are no releases\nsync: ok, the last one ended at 2024-09-29T12:00:00Z\n"},
		{"failing", failing, nil, "not ready\nindex: ok, 58 releases, 812 passages\nsync: not ok, the last one failed, see the log; the last that succeeded ended at 2024-09-29T12:00:00Z\n"},
		{"never", never, nil, "not ready\nindex: not ok, there are no releases\nsync: not ok, none has succeeded, see the log\n"},
		{"no Slack yet", read, &Socket{}, "not ready\nindex: ok, 58 releases, 812 passages\nsync: ok, the last one ended at 2024-09-29T12:00:00Z\nslack: not ok, not connected yet\n"},
		{"Slack away", read, &Socket{Since: noon, Reason: "lookup wss-primary.slack.example"}, "not ready\nindex: ok, 58 releases, 812 passages\nsync: ok, the last one ended at 2024-09-29T12:00:00Z\nslack: not ok, not connected; the last attempt or connection ended at 2024-09-29T12:00:00Z\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			opts := Options{Status: func() library.Status { return c.status }}
			if c.slack != nil {
				opts.Slack = func() Socket { return *c.slack }
			}
			m := New(opts)
			code := http.StatusServiceUnavailable
			if strings.HasPrefix(c.want, "ready") {
				code = http.StatusOK
			}
			w := get(t, m, "/readyz", "")
			if w.Code != code || w.Body.String() != c.want || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
				t.Errorf("%d %s\n%s\nwant %d\n%s", w.Code, w.Header(), w.Body, code, c.want)
			}
			w = get(t, m, "/readyz", "application/json")
			var got readiness
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatal(err)
			}
			if w.Code != code || got.String() != c.want || w.Header().Get("Content-Type") != "application/json" {
				t.Errorf("as JSON: %d %s\n%s", w.Code, w.Header(), w.Body)
			}
			if w := get(t, m, "/healthz", "application/json"); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
				t.Errorf("healthz: %d %s", w.Code, w.Body)
			}
		})
	}
}

// TestWantsJSON checks which form is chosen.
func TestWantsJSON(t *testing.T) {
	t.Parallel()
	for accept, want := range map[string]bool{
		"":    false,
		"*/*": false,
		"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": false,
		"application/json":                   true,
		"Application/JSON; charset=utf-8":    true,
		"application/json, text/plain, */*":  true,
		"application/json;q=0.1, text/plain": false,
		"application/json;q=0":               false,
		"application/json;q=NaN":             false,
		";;;,application/json;;q=1;q=2,\x00": false,
	} {
		if got := wantsJSON(accept); got != want {
			t.Errorf("%q: %v, want %v", accept, got, want)
		}
	}
}
