package fakeslack

import (
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/sim"

	"github.com/gorilla/websocket"
)

func TestHello(t *testing.T) {
	t.Parallel()
	s := start(t, Options{MaxSockets: 2})
	for n := 1; n <= 2; n++ {
		f := join(t, s).read()
		if f.Type != "hello" || f.NumConnections != n || f.Debug.Host == "" || f.Debug.Time == 0 {
			t.Errorf("socket %d was greeted with %+v", n, f)
		}
	}
	if f := join(t, s).read(); f.Type != "disconnect" || f.Reason != "too_many_websockets" || f.NumConnections != 2 {
		t.Errorf("the socket over the cap got %+v", f)
	}
	if n := s.Stats(); n.Sockets != 2 || n.MaxSockets != 2 || n.Opens != 3 || len(n.OpenTimes) != 3 {
		t.Errorf("stats %+v", n)
	}
	if d := (Options{}).withDefaults(); d.MaxSockets != 10 || d.PingInterval > 10*time.Second {
		t.Errorf("defaults %+v", d)
	}
}

func TestPings(t *testing.T) {
	t.Parallel()
	s := start(t, Options{PingInterval: 10 * time.Millisecond})
	p := connect(t, s)
	pinged, ponged := make(chan struct{}, 100), make(chan string, 1)
	p.conn.SetPingHandler(func(string) error {
		select {
		case pinged <- struct{}{}:
		default:
		}
		return nil
	})
	p.conn.SetPongHandler(func(data string) error { ponged <- data; return nil })
	if err := p.conn.WriteControl(websocket.PingMessage, []byte("are you there"), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	p.answerAll()
	for range 3 {
		select {
		case <-pinged:
		case <-within(t).Done():
			t.Fatal("no ping")
		}
	}
	if data := <-ponged; data != "are you there" {
		t.Errorf("answered with %q", data)
	}
}

// TestSpread sees each envelope go to one socket, whichever.
func TestSpread(t *testing.T) {
	t.Parallel()
	deal := func(seed uint64) string {
		s := start(t, Options{Seed: seed})
		peers := []*peer{connect(t, s), connect(t, s), connect(t, s)}
		var dealt strings.Builder
		for range 20 {
			must[Sent](t)(s.People.Mention(say("x")))
		}
		for _, m := range s.Sockets.Timeline() {
			if m.Kind == "deliver" {
				dealt.WriteByte("?012"[m.Socket])
			}
		}
		for i, p := range peers {
			for range strings.Count(dealt.String(), string("012"[i])) {
				p.ack(p.read().ID)
			}
		}
		eventually(t, s, "all acknowledged", func() bool { return s.Stats().Acks == 20 })
		if n := s.Stats(); n.AcksElsewhere != 0 {
			t.Errorf("stats %+v", n)
		}
		return dealt.String()
	}
	first, same, other := deal(1), deal(1), deal(2)
	if first != same || first == other || !strings.ContainsRune(first, '0') || !strings.ContainsRune(first, '1') || !strings.ContainsRune(first, '2') {
		t.Errorf("dealt %s, then %s, then %s", first, same, other)
	}
}

// TestWarning goes through the end of a connection as Slack announces it.
func TestWarning(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	s.Sockets.Disconnect("warning")
	if f := p.read(); f.Type != "disconnect" || f.Reason != "warning" || f.Debug.Host == "" {
		t.Errorf("got %+v", f)
	}
	next := connect(t, s)
	clock.Advance(10*time.Second - 1)
	clock.Advance(1)
	if f := p.read(); f.Reason != "refresh_requested" {
		t.Errorf("got %+v", f)
	}
	if n := s.Stats().Sockets; n != 2 {
		t.Errorf("%d sockets before the close", n)
	}
	clock.Advance(2 * time.Second)
	if code := p.ended(); code != websocket.CloseNormalClosure {
		t.Errorf("closed with %d", code)
	}
	must[Sent](t)(s.People.Mention(say("x")))
	if f := next.read(); f.Type != "events_api" {
		t.Errorf("the new socket got %+v", f)
	}
	if s.Sockets.Gap() != 0 || s.Stats().MinSockets != 1 {
		t.Errorf("gap %v, stats %+v", s.Sockets.Gap(), s.Stats())
	}
}

// TestGap sees a moment without a socket.
func TestGap(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	connect(t, s)
	s.Sockets.DropAll()
	connect(t, s)
	if s.Sockets.Gap() <= 0 || s.Stats().MinSockets != 0 {
		t.Errorf("gap %v, stats %+v", s.Sockets.Gap(), s.Stats())
	}
	var kinds []string
	for _, m := range s.Sockets.Timeline() {
		kinds = append(kinds, m.Kind)
	}
	if got := strings.Join(kinds, " "); got != "open hello close open hello" {
		t.Errorf("timeline %s", got)
	}
}

func TestLinkDisabled(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	s.Sockets.Disconnect("link_disabled")
	if f := p.read(); f.Reason != "link_disabled" {
		t.Errorf("got %+v", f)
	}
	p.ended()
	if got := call(t, s, "apps.connections.open", AppToken, nil)["error"]; got != "link_disabled" {
		t.Errorf("opened with %v", got)
	}
	s.Sockets.EnableLink()
	connect(t, s)
	s.Sockets.RefuseOpen("token_revoked", 2)
	for _, want := range []any{"token_revoked", "token_revoked", nil} {
		if got := call(t, s, "apps.connections.open", AppToken, nil)["error"]; got != want {
			t.Errorf("opened with %v, want %v", got, want)
		}
	}
}

// TestHalfOpen sees a ghost: counted, delivered to, and mute.
func TestHalfOpen(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock, PingInterval: 10 * time.Millisecond})
	p := connect(t, s)
	s.Sockets.HalfOpen()
	must[Sent](t)(s.People.Mention(say("into the void")))
	p.quiet()
	p.conn.Close()
	alive := join(t, s)
	if f := alive.read(); f.NumConnections != 2 {
		t.Errorf("hello after a ghost: %+v", f)
	}
	clock.Advance(3 * time.Second) // a retry: to the ghost or to the living
	clock.Advance(2 * time.Minute) // the ghost is gone
	clock.Advance(5 * time.Minute) // the last retry
	if n := s.Stats(); n.Sockets != 1 {
		t.Errorf("the ghost lives: %+v", n)
	}
	if f := alive.read(); f.Type != "events_api" || f.Attempt == 0 {
		t.Errorf("got %+v", f)
	}
}

// TestLinger sees that the server answers a close frame and leaves the TCP
// connection open.
func TestLinger(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	if err := p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseNormalClosure, ""), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if code := p.ended(); code != websocket.CloseNormalClosure {
		t.Errorf("closed with %d", code)
	}
	tcp := p.conn.NetConn()
	_ = tcp.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	_, err := tcp.Read(make([]byte, 1))
	if timeout, ok := err.(interface{ Timeout() bool }); !ok || !timeout.Timeout() {
		t.Errorf("the TCP connection ended: %v", err)
	}
	eventually(t, s, "not counted", func() bool { return s.Stats().Sockets == 0 })
}

func TestHandshake(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	s.Fail("websocket", Failure{Status: 409})
	conn, res, err := websocket.DefaultDialer.DialContext(t.Context(), openURL(t, s), nil)
	if err == nil {
		conn.Close()
		t.Fatal("connected")
	}
	if res == nil || res.StatusCode != 409 {
		t.Errorf("refused with %v", res)
	}
	if res != nil {
		res.Body.Close()
	}
}

// TestNoLeaks closes a server in the midst of everything. It runs by itself,
// as it counts goroutines.
func TestNoLeaks(t *testing.T) {
	before := runtime.NumGoroutine()
	s, err := Start(Options{})
	if err != nil {
		t.Fatal(err)
	}
	peers := []*peer{connect(t, s), connect(t, s), connect(t, s)}
	_ = peers[0].conn.WriteControl(websocket.CloseMessage, nil, time.Now().Add(time.Second)) // it lingers
	s.Sockets.HalfOpen()
	peers = append(peers, connect(t, s))
	must[Sent](t)(s.People.Mention(say("x")))
	s.Sockets.Disconnect("warning")
	s.Fail("auth.test", Failure{Delay: time.Minute})
	ended := make(chan error, 2)
	go func() { ended <- s.Wait(t.Context(), func() bool { return false }) }()
	go func() {
		res, err := http.PostForm(s.URL()+"auth.test", nil)
		if err == nil {
			res.Body.Close()
		}
		ended <- err
	}()
	eventually(t, s, "called", func() bool { return s.Stats().Calls["auth.test"] > 0 })
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	<-ended
	<-ended
	for _, p := range peers {
		p.conn.Close()
	}
	http.DefaultClient.CloseIdleConnections()
	for range 500 {
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond) // connections of the test's own end in their time
	}
	stacks := make([]byte, 1<<20)
	t.Errorf("%d goroutines before, now:\n%s", before, stacks[:runtime.Stack(stacks, true)])
}
