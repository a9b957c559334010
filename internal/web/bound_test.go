package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/index/answer"
	"beilun/internal/web/page"
)

// endless is an Answerer that finds nothing before its context ends, and says when it begins.
type endless struct{ begun chan struct{} }

func (e endless) Follow(ctx context.Context, _ string, _ *answer.Answer) (*answer.Answer, error) {
	e.begun <- struct{}{}
	<-ctx.Done()
	return nil, fmt.Errorf("search: %w", ctx.Err())
}

// siteOfEndless returns a site whose questions take as long as they may.
func siteOfEndless(t *testing.T, opts Options) (*guard, endless) {
	t.Helper()
	e := endless{make(chan struct{}, 2000)}
	site := newSite(t)
	site.Answerer = e
	site.Polite = func(context.Context, string) (string, error) { return "", nil }
	return New(site, opts).(*guard), e
}

// TestWorkTime has questions that would take for ever end in time, with a page, a problem or
// a result that says so.
func TestWorkTime(t *testing.T) {
	t.Parallel()
	g, _ := siteOfEndless(t, Options{})
	g.work = 50 * time.Millisecond
	for _, c := range []struct{ target, kind, want string }{
		{"/?q=x", "text/html", page.WordsOf(false).SlowText},
		{"/api/ask?q=x", "application/problem+json", `"status":503`},
	} {
		res := serve(g, request("GET", c.target, local))
		body, _ := io.ReadAll(res.Body)
		if res.StatusCode != http.StatusServiceUnavailable || !strings.HasPrefix(res.Header.Get("Content-Type"), c.kind) || !strings.Contains(string(body), c.want) {
			t.Errorf("%s: %d %s\n%s", c.target, res.StatusCode, res.Header, body)
		}
	}
}

// TestAtOnce has one client ask more at once than it may: the others are served.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	g, e := siteOfEndless(t, Options{Public: true, Proxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}})
	from := func(client string) *http.Request {
		return request("GET", "/check", "10.0.0.1:1", "X-Forwarded-For", client)
	}
	ctx, stop := context.WithCancel(t.Context())
	var going sync.WaitGroup
	for i := range maxAtOnce {
		going.Go(func() {
			r := request("GET", "/?q=x", "10.0.0.1:1", "X-Forwarded-For", fmt.Sprintf("2001:db8::%x", i+1)).WithContext(ctx)
			g.ServeHTTP(httptest.NewRecorder(), r)
		})
	}
	for range 4 { // as many as are answered at once
		<-e.begun
	}
	for len(held(g)) == 0 || held(g)[netip.MustParsePrefix("2001:db8::/64")] < maxAtOnce {
		runtime.Gosched()
	}
	res := serve(g, from("2001:db8::ffff"))
	if res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") == "" {
		t.Errorf("one more of the same network: %d", res.StatusCode)
	}
	if res := serve(g, from("2001:db8:0:1::1")); res.StatusCode != http.StatusOK {
		t.Errorf("another network: %d", res.StatusCode)
	}
	stop()
	going.Wait()
	if n := len(held(g)); n != 0 {
		t.Errorf("%d clients are remembered that have nothing under way", n)
	}
}

// held returns who has how many requests under way.
func held(g *guard) map[netip.Prefix]int {
	g.places.mu.Lock()
	defer g.places.mu.Unlock()
	out := map[netip.Prefix]int{}
	for network, n := range g.places.taken {
		out[network] = n
	}
	return out
}

// TestManyClients has more clients come than are remembered.
func TestManyClients(t *testing.T) {
	t.Parallel()
	g, _ := siteOfEndless(t, Options{Token: "the right token", Public: true})
	for i := range 10_000 {
		serve(g, request("GET", "/robots.txt", fmt.Sprintf("[2001:db8:%x:%x::1]:1", i>>8, i&255)))
	}
	if n := g.rates.kept.Len(); n != maxClients {
		t.Errorf("%d clients are remembered, want %d", n, maxClients)
	}
	if n := len(held(g)); n != 0 {
		t.Errorf("%d clients have places", n)
	}
}

// from is a connection that comes from an address.
type from struct {
	net.Conn
	addr net.Addr
}

func (f from) RemoteAddr() net.Addr { return f.addr }

// queue is a listener of connections that are given to it.
type queue struct {
	net.Listener
	conns chan net.Conn
}

func (q queue) Accept() (net.Conn, error) { return <-q.conns, nil }

// TestConnections has clients open more connections than they may.
func TestConnections(t *testing.T) {
	t.Parallel()
	q := queue{conns: make(chan net.Conn, 1)}
	l := eachFew(q, []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")})
	// dial connects from an address, and returns the connection or nil if it is closed at once.
	dial := func(addr string) net.Conn {
		client, server := net.Pipe()
		t.Cleanup(func() { _ = client.Close() })
		q.conns <- from{server, net.TCPAddrFromAddrPort(netip.MustParseAddrPort(addr))}
		ours, theirs := net.Pipe()
		t.Cleanup(func() { _ = ours.Close() })
		accepted := make(chan net.Conn, 1)
		go func() {
			c, _ := l.Accept()
			accepted <- c
		}()
		ended := make(chan struct{})
		go func() {
			_, _ = client.Read(make([]byte, 1))
			close(ended)
		}()
		select {
		case c := <-accepted:
			return c
		case <-ended: // let the listener, which waits for another one, end
			q.conns <- from{theirs, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
			<-accepted
			return nil
		}
	}
	var first net.Conn
	for i := range maxOfClient {
		c := dial(fmt.Sprintf("[2001:db8::%x]:1", i))
		if c == nil {
			t.Fatalf("connection %d is refused", i)
		}
		if first == nil {
			first = c
		}
	}
	if dial("[2001:db8::ffff]:1") != nil {
		t.Error("one more of the same network is let in")
	}
	for _, other := range []string{"192.0.2.1:1", "10.1.1.1:1", "127.0.0.1:1"} {
		for range 2 {
			if dial(other) == nil {
				t.Errorf("%s is refused", other)
			}
		}
	}
	for range 2 {
		_ = first.Close()
	}
	if dial("[2001:db8::ffff]:1") == nil {
		t.Error("a place that was left is not taken again")
	}
	if dial("[2001:db8::fffe]:1") != nil {
		t.Error("a connection that was closed twice left two places")
	}
}
