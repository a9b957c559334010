package web

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/web/page"
	"beilun/knowledge"
)

// newSite returns a site without releases.
func newSite(t *testing.T) *page.Site {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	return &page.Site{
		Index: x, Answerer: answer.New(x, answer.Options{}), Log: slog.New(slog.DiscardHandler),
		Today:  func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 30} },
		Synced: func() time.Time { return time.Time{} },
	}
}

// request returns a request of a browser at an address, with some headers: name, value…
func request(method, target, from string, headers ...string) *http.Request {
	r := httptest.NewRequest(method, target, nil)
	r.RemoteAddr, r.Host = from, "127.0.0.1:8790"
	r.Header.Set("Accept", "text/html")
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

func serve(h http.Handler, r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

const (
	local = "127.0.0.1:40000"
	away  = "203.0.113.7:40000"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for _, c := range []struct {
		addr string
		opts Options
		want error
	}{
		{"127.0.0.1", Options{}, nil},
		{"::1", Options{}, nil},
		{"0.0.0.0", Options{}, ErrOpen},
		{"::", Options{}, ErrOpen},
		{"192.0.2.1", Options{}, ErrOpen},
		{"0.0.0.0", Options{Token: "0123456789abcdef"}, nil},
		{"0.0.0.0", Options{Proxies: proxy}, nil},
	} {
		if err := c.opts.Check(&net.TCPAddr{IP: net.ParseIP(c.addr)}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.addr, err, c.want)
		}
	}
}

func TestReach(t *testing.T) {
	t.Parallel()
	all := newSite(t)
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for name, c := range map[string]struct {
		opts    Options
		url     string
		from    string
		headers []string
		want    int
	}{
		"this machine":               {from: local, want: 200},
		"by name":                    {from: local, headers: []string{"Host", "localhost:8790"}, want: 200},
		"by IPv6":                    {from: "[::1]:4", headers: []string{"Host", "[::1]:8790"}, want: 200},
		"a name that points here":    {from: local, headers: []string{"Host", "evil.example:8790"}, want: 403},
		"a name that begins alike":   {from: local, headers: []string{"Host", "127.0.0.1.evil.example"}, want: 403},
		"another address":            {from: local, headers: []string{"Host", "192.0.2.1"}, want: 403},
		"no name":                    {from: local, headers: []string{"Host", ""}, want: 403},
		"forwarded by nobody":        {from: local, headers: []string{"Host", "evil.example", "X-Forwarded-Host", "localhost"}, want: 403},
		"public address":             {url: "https://figures.example", from: local, headers: []string{"Host", "figures.example"}, want: 200},
		"not the public address":     {url: "https://figures.example", from: local, headers: []string{"Host", "evil.example"}, want: 403},
		"past the proxy":             {opts: Options{Proxies: proxy, Public: true}, from: away, want: 403},
		"by the proxy":               {opts: Options{Proxies: proxy, Public: true}, from: "10.1.2.3:5", headers: []string{"Host", "figures.example"}, want: 200},
		"by the proxy, another name": {opts: Options{Proxies: proxy, Public: true}, url: "https://figures.example", from: "10.1.2.3:5", headers: []string{"X-Forwarded-Host", "evil.example"}, want: 403},
		"open without Check":         {opts: Options{Public: true}, from: away, want: 403},
	} {
		site := *all
		site.URL = c.url
		res := serve(New(&site, c.opts), request("GET", "/", c.from, c.headers...))
		if res.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, c.want)
		}
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{})
	for _, target := range []string{"/", "/nothing", "/?q=%E6%B2%A1%E6%9C%89", "/login"} {
		res := serve(h, request("GET", target, local))
		csp := res.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy lacks %s: %s", target, want, csp)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: the policy is weak: %s", target, csp)
		}
		for _, name := range []string{"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Cache-Control"} {
			if res.Header.Get(name) == "" {
				t.Errorf("%s: no header %s", target, name)
			}
		}
		body, _ := io.ReadAll(res.Body)
		for _, bad := range []string{" style=", "<style", " onclick=", "<script>", "javascript:"} {
			if strings.Contains(string(body), bad) {
				t.Errorf("%s: the page has %q, which the policy forbids", target, bad)
			}
		}
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{})
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND"} {
		if res := serve(h, request(method, "/", local)); res.StatusCode != http.StatusMethodNotAllowed || res.Header.Get("Allow") == "" {
			t.Errorf("%s: status %d", method, res.StatusCode)
		}
	}
	if res := serve(h, request("HEAD", "/", local)); res.StatusCode != http.StatusOK {
		t.Errorf("HEAD: status %d", res.StatusCode)
	}
}

func TestCrossSite(t *testing.T) {
	t.Parallel()
	site := newSite(t)
	site.URL = "https://figures.example"
	posted := false
	h := guarded(site, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { posted = true }), Options{})
	for name, c := range map[string]struct {
		headers []string
		want    bool
	}{
		"same origin":        {[]string{"Sec-Fetch-Site", "same-origin"}, true},
		"a program":          {nil, true},
		"another site":       {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"}, false},
		"the same site":      {[]string{"Sec-Fetch-Site", "same-site", "Origin", "https://evil.figures.example"}, false},
		"an old browser":     {[]string{"Origin", "https://evil.example"}, false},
		"an old browser, ok": {[]string{"Origin", "http://127.0.0.1:8790"}, true},
		"the public address": {[]string{"Origin", "https://figures.example"}, true},
		"a sandbox":          {[]string{"Origin", "null"}, false},
	} {
		posted = false
		res := serve(h, request("POST", "/check", local, c.headers...))
		if posted != c.want || !c.want && res.StatusCode != http.StatusForbidden {
			t.Errorf("%s: status %d, posted %t", name, res.StatusCode, posted)
		}
	}
}

func TestPanic(t *testing.T) {
	t.Parallel()
	h := guarded(newSite(t), http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("the secret of the pages") }), Options{})
	res := serve(h, request("GET", "/", local, "Accept-Language", "en"))
	body, _ := io.ReadAll(res.Body)
	if res.StatusCode != http.StatusInternalServerError || strings.Contains(string(body), "secret") || !strings.Contains(string(body), "went wrong") {
		t.Errorf("status %d: %s", res.StatusCode, body)
	}
}

func TestPanicInHalf(t *testing.T) {
	t.Parallel()
	h := guarded(newSite(t), http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("half"))
		panic("oh")
	}), Options{})
	defer func() {
		if v := recover(); v != http.ErrAbortHandler {
			t.Errorf("panic %v, want that the connection ends", v)
		}
	}()
	serve(h, request("GET", "/", local))
}

func TestFlood(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{Token: "the right token", Public: true})
	flood := func(from string, n int) (refused int) {
		for range n {
			res := serve(h, request("GET", "/robots.txt", from))
			if res.StatusCode == http.StatusTooManyRequests {
				refused++
				if res.Header.Get("Retry-After") == "" {
					t.Error("no Retry-After")
				}
			}
		}
		return refused
	}
	if flood(away, burst+20) == 0 {
		t.Error("a flood is let through")
	}
	if res := serve(h, request("GET", "/robots.txt", "203.0.113.8:1")); res.StatusCode != http.StatusOK {
		t.Errorf("somebody else is refused: %d", res.StatusCode)
	}
	if res := serve(h, request("GET", "/assets/none", away)); res.StatusCode != http.StatusNotFound {
		t.Errorf("the style is refused: %d", res.StatusCode)
	}
	if n := flood(local, burst+20); n != 0 {
		t.Errorf("this machine is refused %d times", n)
	}
	if flood("[2001:db8::1]:1", burst+20) == 0 {
		t.Error("a flood of IPv6 is let through")
	}
	if flood("[2001:db8::2]:1", burst) == 0 { // on a slow machine the first of them are let through again
		t.Error("an address of the same network has a rate of its own")
	}
}

func TestClient(t *testing.T) {
	t.Parallel()
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	for name, c := range map[string]struct {
		from, forwarded, want string
		direct                bool
	}{
		"direct":                  {from: away, want: "203.0.113.7", direct: true},
		"direct, and lies":        {from: away, forwarded: "127.0.0.1", want: "203.0.113.7", direct: true},
		"by a proxy":              {from: "10.0.0.1:1", forwarded: "198.51.100.2", want: "198.51.100.2"},
		"by a proxy, and lies":    {from: "10.0.0.1:1", forwarded: "127.0.0.1, 198.51.100.2", want: "198.51.100.2"},
		"by two proxies":          {from: "[::1]:1", forwarded: "198.51.100.2, 10.9.9.9", want: "198.51.100.2"},
		"by a proxy, no word":     {from: "10.0.0.1:1", want: "10.0.0.1"},
		"by a proxy, no address":  {from: "10.0.0.1:1", forwarded: "198.51.100.2, <script>", want: "10.0.0.1"},
		"by a proxy, with a port": {from: "10.0.0.1:1", forwarded: "198.51.100.2:4711", want: "198.51.100.2"},
		"by a proxy, IPv6":        {from: "10.0.0.1:1", forwarded: "[2001:db8::1]:4711", want: "2001:db8::1"},
		"by a proxy, in brackets": {from: "10.0.0.1:1", forwarded: "[2001:db8::1]", want: "2001:db8::1"},
		"IPv4 in IPv6, by a zone": {from: "[::ffff:10.0.0.1]:1", forwarded: "fe80::1%eth0", want: "fe80::1"},
	} {
		got := clientOf(identified(request("GET", "/", c.from, "X-Forwarded-For", c.forwarded), proxies))
		if got.addr.String() != c.want || got.direct != c.direct {
			t.Errorf("%s: %v, direct %t", name, got.addr, got.direct)
		}
	}
}

// listen serves a site on an address of this machine until the test ends.
func listen(t *testing.T, h http.Handler) net.Addr {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, h, slog.New(slog.DiscardHandler)) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return l.Addr()
}

func TestLongAddress(t *testing.T) {
	t.Parallel()
	addr := listen(t, New(newSite(t), Options{}))
	for n, want := range map[int]int{100: 200, 40_000: http.StatusRequestURITooLong, 1_000_000: http.StatusRequestHeaderFieldsTooLarge} {
		res, err := http.Get("http://" + addr.String() + "/?q=" + strings.Repeat("a", n))
		if err != nil {
			t.Errorf("%d: %v", n, err)
			continue
		}
		body, _ := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if res.StatusCode != want || len(body) > 10_000 {
			t.Errorf("%d: status %d with %d bytes, want %d", n, res.StatusCode, len(body), want)
		}
	}
}

// TestSlow has clients that begin a request and never end it: others are served meanwhile,
// and the site ends without them.
func TestSlow(t *testing.T) {
	t.Parallel()
	addr := listen(t, New(newSite(t), Options{}))
	for range 50 {
		c, err := net.Dial("tcp", addr.String())
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = c.Close() }()
		if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: "); err != nil {
			t.Fatal(err)
		}
	}
	res, err := http.Get("http://" + addr.String() + "/")
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Errorf("status %d", res.StatusCode)
	}
}

// TestHeadTime holds the server to its bound on a request that trickles in.
func TestHeadTime(t *testing.T) {
	t.Parallel()
	client, server := net.Pipe()
	ctx, stop := context.WithCancel(t.Context())
	deadlines, writes := make(chan time.Time, 10), make(chan time.Time, 10)
	l := &oneConn{conn: deadlined{server, deadlines, writes}, closed: make(chan struct{})}
	ended := make(chan error, 1)
	go func() { ended <- Serve(ctx, l, http.NotFoundHandler(), slog.New(slog.DiscardHandler)) }()
	if at := <-deadlines; time.Until(at) > headTime || at.IsZero() {
		t.Errorf("a head may take %v", time.Until(at))
	}
	if _, err := io.WriteString(client, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	if at := <-writes; time.Until(at) > writeTime || at.IsZero() {
		t.Errorf("an answer that nobody reads may take %v", time.Until(at))
	}
	_ = client.Close()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// deadlined notes the deadlines of reading and of writing.
type deadlined struct {
	net.Conn
	deadlines, writes chan time.Time
}

func (d deadlined) SetWriteDeadline(t time.Time) error {
	select {
	case d.writes <- t:
	default:
	}
	return d.Conn.SetWriteDeadline(t)
}

func (d deadlined) SetReadDeadline(t time.Time) error {
	select {
	case d.deadlines <- t:
	default:
	}
	return d.Conn.SetReadDeadline(t)
}

// oneConn is a listener with one connection.
type oneConn struct {
	conn   net.Conn
	closed chan struct{}
}

func (l *oneConn) Accept() (net.Conn, error) {
	if c := l.conn; c != nil {
		l.conn = nil
		return c, nil
	}
	<-l.closed
	return nil, net.ErrClosed
}

func (l *oneConn) Close() error {
	select {
	case <-l.closed:
	default:
		close(l.closed)
	}
	return nil
}

func (l *oneConn) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// TestHostile has what people type who are no friends: it is shown as text.
func TestHostile(t *testing.T) {
	t.Parallel()
	h := New(newSite(t), Options{})
	for _, q := range []string{
		`"><script>alert(1)</script>`, `' onfocus=alert(1) autofocus='`, "\x00\x1b[2J\xff\xfe", "{{.}}", "javascript:alert(1)",
		strings.Repeat("<", 5_000), "\u202e\u2066资料", "%s%n%x", "../../etc/passwd",
	} {
		for _, name := range []string{"q", "about"} {
			target := "/?" + url.Values{"q": {"x"}, name: {q}}.Encode()
			res := serve(h, request("GET", target, local))
			body, _ := io.ReadAll(res.Body)
			if res.StatusCode != http.StatusOK {
				t.Errorf("%q: status %d", q, res.StatusCode)
			}
			for _, bad := range []string{"<script>alert", `" onfocus=`, `' onfocus=`, `href="javascript:`} {
				if strings.Contains(string(body), bad) {
					t.Errorf("%q: the page has %s", q, bad)
				}
			}
		}
	}
}
