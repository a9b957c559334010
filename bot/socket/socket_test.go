package socket

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/fakeslack"
)

// log collects what is logged.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) count(s string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return strings.Count(l.text.String(), s)
}

// stage is a client that runs against a fake Slack.
type stage struct {
	*fakeslack.Server
	client *Client
	log    *log
	stop   func() error

	mu    sync.Mutex
	taken []Envelope
}

const testSpeed = 20

// opener asks a fake Slack for an address, as package bot does for the client.
func opener(srv *fakeslack.Server) Open {
	return func(ctx context.Context) (string, error) {
		req, err := http.NewRequestWithContext(ctx, http.MethodPost, srv.URL()+"apps.connections.open", nil)
		if err != nil {
			return "", err
		}
		req.Header.Set("Authorization", "Bearer "+fakeslack.AppToken)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return "", err
		}
		defer res.Body.Close()
		var out struct {
			OK         bool
			URL, Error string
		}
		if err := json.NewDecoder(res.Body).Decode(&out); err != nil {
			return "", err
		}
		if !out.OK {
			return "", &OpenError{Code: out.Error}
		}
		return out.URL, nil
	}
}

// start runs a client; handle may be nil.
func start(t *testing.T, opts fakeslack.Options, handle func(Envelope) (json.RawMessage, error)) *stage {
	t.Helper()
	return startWith(t, opts, Options{}, handle)
}

// startWith is start with options of the client.
func startWith(t *testing.T, opts fakeslack.Options, of Options, handle func(Envelope) (json.RawMessage, error)) *stage {
	t.Helper()
	if opts.Speed == 0 {
		opts.Speed = testSpeed
	}
	opts.PingInterval = 200 * time.Millisecond
	srv, err := fakeslack.Start(opts)
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{Server: srv, log: &log{}}
	of.Logger, of.Speed = slog.New(slog.NewTextHandler(s.log, nil)), opts.Speed
	s.client = New(opener(srv), of)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() {
		ended <- s.client.Run(ctx, func(_ context.Context, e Envelope) (json.RawMessage, error) {
			s.mu.Lock()
			s.taken = append(s.taken, e)
			s.mu.Unlock()
			if handle != nil {
				return handle(e)
			}
			return nil, nil
		})
	}()
	s.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := errors.Join(s.stop(), srv.Close()); err != nil {
			t.Error(err)
		}
	})
	if err := srv.Sockets.WaitHellos(within(t), 1); err != nil {
		t.Fatal("not connected:", err)
	}
	return s
}

func within(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// until waits until ok.
func (s *stage) until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for ctx := within(t); !ok(); time.Sleep(2 * time.Millisecond) {
		if ctx.Err() != nil {
			s.log.mu.Lock()
			defer s.log.mu.Unlock()
			t.Fatalf("never: %s; log:\n%s", what, &s.log.text)
		}
	}
}

func (s *stage) envelopes() []Envelope {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Envelope(nil), s.taken...)
}

// TestAcknowledge takes what Slack may send: it is acknowledged whatever its
// type, but not where the handler fails.
func TestAcknowledge(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{}, func(e Envelope) (json.RawMessage, error) {
		switch {
		case strings.Contains(string(e.Payload), "fails") && e.Attempt == 0:
			return nil, errors.New("as asked")
		case strings.Contains(string(e.Payload), "panics") && e.Attempt == 0:
			panic("as asked")
		case strings.Contains(string(e.Payload), "too large"):
			return json.RawMessage(`{"text":"` + strings.Repeat("x", 30_000) + `"}`), nil
		}
		return json.RawMessage(`{"text":"done"}`), nil
	})
	s.Sockets.SendRaw([]byte("{malformed"))
	s.Sockets.SendRaw([]byte(`{"type":"news"}`))
	slash, err := s.People.Slash("C1", "U1", "x")
	if err != nil {
		t.Fatal(err)
	}
	large, err := s.People.Slash("C1", "U1", "too large")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.People.Unknown(); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"fine", "fails", "panics"} {
		if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	s.until(t, "six acknowledged, two of them when they came again", func() bool { return s.Stats().Acks == 6 && s.Stats().Retries == 2 })
	if got := string(s.Deliveries.AckPayload(slash.EnvelopeID)); got != `{"text":"done"}` {
		t.Errorf("slash command acknowledged with %s", got)
	}
	if got := string(s.Deliveries.AckPayload(large.EnvelopeID)); got != "" {
		t.Errorf("what is too large is sent: %.40s…", got)
	}
	if n := s.Stats().AcksUnknown + s.Stats().AcksDropped + s.Stats().AcksElsewhere; n > 0 {
		t.Errorf("%d acknowledgements that Slack cannot use", n)
	}
}

// TestHandover asks for a new connection in every way: there is never a moment
// without one, and what arrives meanwhile is acknowledged where it came, the
// first time; but where Slack never closes the first socket and we have to, what
// it sends in that very moment may come again.
func TestHandover(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{"warning", "refresh_requested", "something_new"} {
		t.Run(reason, func(t *testing.T) {
			t.Parallel()
			s := start(t, fakeslack.Options{Speed: 4}, nil) // a busy machine acknowledges within its 3 s
			s.Sockets.Disconnect(reason)
			sent := 0
			s.until(t, "the second hello, and the first socket gone", func() bool {
				if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "x"}); err == nil {
					sent++
				}
				time.Sleep(5 * time.Millisecond)
				st := s.Stats()
				return st.MaxSockets == 2 && st.Sockets == 1
			})
			s.until(t, "all acknowledged", func() bool { return s.Stats().Acks >= sent })
			closes := reason != "something_new" // of the three, Slack closes after two
			if st := s.Stats(); s.Sockets.Gap() > 0 || closes && st.Retries > 0 || st.AcksElsewhere > 0 || st.MinSockets < 1 {
				t.Errorf("gap %v, %+v", s.Sockets.Gap(), st)
			}
			s.until(t, "one socket left", func() bool { return s.client.Health().Sockets == 1 })
			last := "disconnect: " + reason
			if reason == "warning" {
				last = "disconnect: refresh_requested" // comes after it
			}
			if h := s.client.Health(); !h.Connected || h.LastReason != last || h.Connections == 0 || h.LastFrame.IsZero() {
				t.Errorf("health %+v", h)
			}
		})
	}
}

// TestLoss comes back after the network failed.
func TestLoss(t *testing.T) {
	t.Parallel()
	for name, lose := range map[string]func(*stage){
		"reset":     func(s *stage) { s.Sockets.DropAll() },
		"half-open": func(s *stage) { s.Sockets.HalfOpen() },
		"refused":   func(s *stage) { s.Sockets.RefuseOpen("internal_error", 3); s.Sockets.DropAll() },
		"handshake": func(s *stage) { s.Fail("websocket", fakeslack.Failure{Status: 409}); s.Sockets.DropAll() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, fakeslack.Options{}, nil)
			lose(s)
			start := time.Now()
			if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > 6*time.Second {
				t.Errorf("back after %v", took)
			}
			s.until(t, "health", func() bool { return s.client.Health().Connected })
		})
	}
}

// TestCrowd closes the socket that is one too many before it opens another.
func TestCrowd(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{}, nil)
	s.Sockets.Disconnect("too_many_websockets")
	s.until(t, "closed", func() bool { return s.Stats().Sockets == 0 })
	if n := s.Sockets.Opens(); n != 1 {
		t.Errorf("opened another first: %d", n)
	}
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Error(err)
	}
	gaps := s.Stats().OpenTimes
	if gap := gaps[1].Sub(gaps[0]); gap < crowded/testSpeed {
		t.Errorf("opened again after %v", gap)
	}
}

// TestOthers notices connections that are not ours.
func TestOthers(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{}, nil)
	s.Sockets.HalfOpen() // Slack counts it on
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Fatal(err)
	}
	s.until(t, "the log tells", func() bool { return s.log.count("another process uses this app token") == 1 })
}

// TestSwitchedOff tells once that Socket Mode is off, tries slowly, and is back
// when it is on.
func TestSwitchedOff(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{}, nil)
	s.Sockets.Disconnect("link_disabled")
	s.until(t, "another try", func() bool { return s.Sockets.Opens() == 2 })
	times := s.Stats().OpenTimes
	if gap := times[1].Sub(times[0]); gap < slowRetry/testSpeed {
		t.Errorf("tried again after %v", gap)
	}
	s.Sockets.EnableLink()
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Error(err)
	}
	if n := s.log.count("switch it on"); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestRefused ends where the first connection is refused for good, and says
// what to do; later it only slows down.
func TestRefused(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"invalid_auth": "connections:write", "not_authed": "connections:write", "account_inactive": "no longer good", "token_revoked": "no longer good",
		"token_expired": "no longer good", "not_allowed_token_type": "xapp-", "user_removed_from_team": "no longer good", "team_disabled": "administrator",
		"access_denied": "administrator", "org_login_required": "administrator", "missing_scope": "lacks connections:write", "link_disabled": "switch it on",
	} {
		c := New(func(context.Context) (string, error) { return "", &OpenError{Code: code} }, Options{})
		err := c.Run(within(t), nil)
		var oe *OpenError
		if !errors.As(err, &oe) || !strings.Contains(err.Error(), code) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", code, err, want)
		}
	}
	s := start(t, fakeslack.Options{}, nil)
	s.Sockets.RefuseOpen("token_revoked", 1)
	s.Sockets.DropAll()
	if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
		t.Error(err)
	}
	if s.log.count("no longer good") != 1 {
		t.Error("the log does not tell")
	}
}

// TestSlowHandler holds up every handler: pings are answered all the same, and
// what waits is acknowledged at the end, the end of the client among it.
func TestSlowHandler(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	s := start(t, fakeslack.Options{Speed: 1}, func(Envelope) (json.RawMessage, error) { <-release; return nil, nil })
	const n = handlers + 50
	for range n {
		if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "x"}); err != nil {
			t.Fatal(err)
		}
	}
	s.until(t, "all handlers busy", func() bool { return len(s.envelopes()) == handlers })
	time.Sleep(2 * time.Second) // longer than a socket may be quiet
	if s.Sockets.Opens() != 1 {
		t.Error("the connection was given up")
	}
	time.AfterFunc(50*time.Millisecond, func() { close(release) })
	if err := s.stop(); err != nil {
		t.Error(err)
	}
	s.until(t, "all acknowledged", func() bool { return s.Stats().Acks == n })
}

// TestEnd leaves no goroutine behind. It counts all there are, and therefore
// runs alone.
func TestEnd(t *testing.T) {
	before := runtime.NumGoroutine()
	func() {
		s := start(t, fakeslack.Options{}, nil)
		s.Sockets.Disconnect("warning")
		if err := s.Sockets.WaitHellos(within(t), 2); err != nil {
			t.Error(err)
		}
		if err := errors.Join(s.stop(), s.Close()); err != nil {
			t.Error(err)
		}
	}()
	http.DefaultClient.CloseIdleConnections()
	var after int
	for range 200 {
		if after = runtime.NumGoroutine(); after <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	buf := make([]byte, 1<<16)
	t.Errorf("%d goroutines before, %d after:\n%s", before, after, buf[:runtime.Stack(buf, true)])
}

// TestLastWords acknowledges what came just before the close.
func TestLastWords(t *testing.T) {
	t.Parallel()
	s := start(t, fakeslack.Options{Notice: time.Millisecond, Grace: time.Millisecond}, func(Envelope) (json.RawMessage, error) {
		time.Sleep(20 * time.Millisecond) // the close frame comes meanwhile
		return nil, nil
	})
	if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "x"}); err != nil {
		t.Fatal(err)
	}
	s.Sockets.Disconnect("refresh_requested")
	s.until(t, "acknowledged", func() bool { return s.Stats().Acks == 1 })
	if n := s.Stats().Retries; n > 0 {
		t.Errorf("delivered %d times again", n)
	}
}
