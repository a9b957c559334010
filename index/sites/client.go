package sites

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Limits of a request.
const (
	maxRedirects = 5
	maxPage      = 8 << 20 // bytes, unpacked
	pageTime     = time.Minute
	fileTime     = 3 * time.Minute
	mostWait     = 24 * time.Hour // whatever Retry-After says
	agent        = "beilun"       // in robots.txt
	userAgent    = "beilun/1"
)

// Client makes the requests: one at a time for each host, with a pause between, as
// robots.txt allows. It is safe for concurrent use.
type Client struct {
	http  *http.Client
	guard *guard
	pace  pace

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]*rules // by scheme and host
}

// pace is how fast and how long sites are asked.
type pace struct {
	pause time.Duration // between two requests to a host
	time  time.Duration // for a page; a file has three times that
	now   func() time.Time
}

// host is a host with the turn to ask it.
type host struct {
	turn chan struct{} // holds one value, which the goroutine that asks takes out
	last time.Time     // end of the last request; of who holds the turn
}

func newClient(g *guard, p pace) *Client {
	transport := &http.Transport{
		Proxy: g.proxy, DialContext: g.dial, ForceAttemptHTTP2: true,
		DisableKeepAlives:   true, // what is behind an answer of a wrong length must not be taken for the next one
		TLSHandshakeTimeout: 15 * time.Second, ResponseHeaderTimeout: 30 * time.Second,
		MaxConnsPerHost: 2, MaxResponseHeaderBytes: 64 << 10,
	}
	return &Client{
		http: &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		guard: g, pace: p, hosts: map[string]*host{}, robots: map[string]*rules{},
	}
}

// request is what is asked for.
type request struct {
	url      *url.URL
	etag     string // of the version that is known; "" if none is
	modified string // Last-Modified of that version
	most     int64  // bytes
	time     time.Duration
	robots   bool           // it is robots.txt itself
	head     bool           // of a body that is larger than most its beginning is enough
	jar      *cookiejar.Jar // of this request and where it leads
}

// response is what a site answered, in full.
type response struct {
	url       *url.URL // where it was, after all redirects
	moved     bool     // for good
	unchanged bool     // since the version that is known; there is no body then
	etag      string
	modified  string
	kind      string // media type, in lower case
	charset   string // as the header declares it
	name      string // of a file to be saved, as the header gives it
	body      []byte
	cut       bool // body is the beginning only, as the request asked for
}

// page asks for a page. etag and modified are of the version that is known.
func (c *Client) page(ctx context.Context, u *url.URL, etag, modified string) (*response, error) {
	return c.get(ctx, request{url: u, etag: etag, modified: modified, most: maxPage, time: c.pace.time})
}

// get asks for r and follows where it leads. The error wraps one of errors.go, or is
// that of ctx.
func (c *Client) get(ctx context.Context, r request) (*response, error) {
	seen := map[string]bool{} // with the cookies: some sites set one and lead back
	moved := true
	var err error
	if r.jar, err = cookiejar.New(nil); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrReach, err)
	}
	for range maxRedirects + 1 {
		seen[r.key()] = true
		if !r.robots {
			if err := c.allowed(ctx, r.url); err != nil {
				return nil, err
			}
		}
		res, next, err := c.once(ctx, r)
		if err != nil {
			return nil, err
		}
		if next == nil {
			res.moved = moved && len(seen) > 1
			return res, nil
		}
		moved = moved && next.forGood
		if r.url = next.url; seen[r.key()] {
			return nil, fmt.Errorf("%w: back to %s", ErrRedirect, next.url)
		}
	}
	return nil, fmt.Errorf("%w: more than %d times", ErrRedirect, maxRedirects)
}

// key returns the address with the cookies that are sent to it.
func (r *request) key() string {
	return fmt.Sprint(r.url, r.jar.Cookies(r.url))
}

// redirect is where an answer leads on.
type redirect struct {
	url     *url.URL
	forGood bool
}

// once makes one request when it is the turn of its host, in bounded time.
func (c *Client) once(ctx context.Context, r request) (*response, *redirect, error) {
	free, err := c.acquire(ctx, r.url)
	if err != nil {
		return nil, nil, err
	}
	defer free()
	inner, cancel := context.WithTimeout(ctx, r.time)
	defer cancel()
	res, next, err := c.exchange(inner, r)
	switch {
	case err == nil:
		return res, next, nil
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case inner.Err() != nil:
		return nil, nil, fmt.Errorf("%w: more than %v", ErrSlow, r.time)
	}
	return nil, nil, err
}

func (c *Client) exchange(ctx context.Context, r request) (*response, *redirect, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url.String(), nil)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	req.Header.Set("User-Agent", userAgent)
	req.Header.Set("Accept-Language", "zh-CN,zh")
	if r.etag != "" {
		req.Header.Set("If-None-Match", r.etag)
	}
	if r.modified != "" {
		req.Header.Set("If-Modified-Since", r.modified)
	}
	for _, cookie := range r.jar.Cookies(r.url) {
		req.AddCookie(cookie)
	}
	if ctx, err = c.guard.check(ctx, req); err != nil {
		return nil, nil, err
	}
	res, err := c.http.Do(req.WithContext(ctx))
	if err != nil {
		return nil, nil, reachError(err)
	}
	defer res.Body.Close() // what matters was read
	switch {
	case res.StatusCode == http.StatusNotModified && (r.etag != "" || r.modified != ""):
		return &response{url: r.url, unchanged: true, etag: r.etag, modified: r.modified}, nil, nil
	case res.StatusCode >= 300 && res.StatusCode < 400:
		next, err := webURL(r.url, res.Header.Get("Location"))
		if err != nil || res.Header.Get("Location") == "" {
			return nil, nil, fmt.Errorf("%w: %d to %.200q", ErrScheme, res.StatusCode, res.Header.Get("Location"))
		}
		r.jar.SetCookies(r.url, res.Cookies())
		forGood := res.StatusCode == http.StatusMovedPermanently || res.StatusCode == http.StatusPermanentRedirect
		return nil, &redirect{next, forGood}, nil
	case res.StatusCode != http.StatusOK:
		return nil, nil, &statusError{res.StatusCode, c.retryAfter(res)}
	}
	out, err := receive(res, r)
	return out, nil, err
}

// reachError returns why a request had no answer.
func reachError(err error) error {
	var u *url.Error
	if errors.As(err, &u) { // it quotes the address, which others name
		err = u.Err
	}
	var slow net.Error
	var distrusted *tls.CertificateVerificationError
	switch {
	case errors.As(err, &distrusted):
		return fmt.Errorf("%w: %w", ErrTrust, distrusted.Err)
	case errors.Is(err, ErrPrivate):
		return fmt.Errorf("%w: the connection was not made", ErrPrivate)
	case errors.As(err, &slow) && slow.Timeout():
		return fmt.Errorf("%w: %w", ErrSlow, err)
	}
	return fmt.Errorf("%w: %w", ErrReach, err)
}

// receive reads the body of an answer.
func receive(res *http.Response, r request) (*response, error) {
	if e := res.Header.Get("Content-Encoding"); e != "" && !strings.EqualFold(e, "identity") { // gzip is unpacked already
		return nil, fmt.Errorf("%w: %.40q", ErrEncoded, e)
	}
	if res.ContentLength > r.most && !r.robots && !r.head {
		return nil, fmt.Errorf("%w: %d bytes, at most %d are read", ErrTooLarge, res.ContentLength, r.most)
	}
	body, err := io.ReadAll(io.LimitReader(res.Body, r.most+1))
	cut := false
	switch {
	case int64(len(body)) > r.most && r.robots: // section 2.5 of RFC 9309
		body = body[:bytes.LastIndexByte(body[:r.most], '\n')+1]
	case int64(len(body)) > r.most && r.head:
		body, cut = body[:r.most], true
	case int64(len(body)) > r.most:
		return nil, fmt.Errorf("%w: at most %d bytes are read", ErrTooLarge, r.most)
	case err != nil:
		return nil, fmt.Errorf("%w: after %d bytes: %w", ErrCut, len(body), err)
	}
	out := &response{
		url: r.url, etag: short(res.Header.Get("ETag")), modified: short(res.Header.Get("Last-Modified")), body: body, cut: cut,
	}
	kind, params, err := mime.ParseMediaType(res.Header.Get("Content-Type"))
	if err == nil {
		out.kind, out.charset = strings.ToLower(kind), params["charset"]
	}
	if _, params, err := mime.ParseMediaType(res.Header.Get("Content-Disposition")); err == nil {
		out.name = params["filename"]
	}
	if isPage(out) && !cut && isTorn(body) {
		return nil, fmt.Errorf("%w: it has no end", ErrCut)
	}
	return out, nil
}

// isPage reports whether an answer is a page of the web.
func isPage(res *response) bool {
	switch res.kind {
	case "text/html", "application/xhtml+xml":
		return true
	}
	head := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(res.body[:min(len(res.body), 512)], []byte("\xEF\xBB\xBF")), " \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// isTorn reports whether a page begins with <html> and does not end: the length in
// the header was too small, or the connection was closed too early in a way that looks
// like the end.
func isTorn(body []byte) bool {
	head, tail := bytes.ToLower(body[:min(len(body), 4096)]), bytes.ToLower(body[max(0, len(body)-64<<10):])
	return bytes.Contains(head, []byte("<html")) && !bytes.Contains(tail, []byte("</html")) && !bytes.Contains(tail, []byte("</body"))
}

// short returns a header's value, "" if it is too long to be kept.
func short(s string) string {
	if len(s) > 200 {
		return ""
	}
	return s
}

// retryAfter returns how long an answer asks to wait, 0 if it does not say.
func (c *Client) retryAfter(res *http.Response) time.Duration {
	v := res.Header.Get("Retry-After")
	d := time.Duration(0)
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		d = time.Duration(min(n, int(mostWait/time.Second))) * time.Second
	} else if at, err := http.ParseTime(v); err == nil {
		d = at.Sub(c.pace.now())
	}
	return min(max(d, 0), mostWait)
}

// maxHosts bounds the hosts that are remembered: redirects may name any.
const maxHosts = 1000

// acquire waits for the turn to ask the host of u, and for the pause after the request
// before. The caller calls free.
func (c *Client) acquire(ctx context.Context, u *url.URL) (free func(), err error) {
	c.mu.Lock()
	h := c.hosts[u.Host]
	if h == nil {
		if len(c.hosts) >= maxHosts {
			clear(c.hosts) // the pause to some of them is lost, once
		}
		h = &host{turn: make(chan struct{}, 1)}
		h.turn <- struct{}{}
		c.hosts[u.Host] = h
	}
	pause := c.pace.pause
	if r := c.robots[siteOf(u)]; r != nil {
		pause = max(pause, r.delay())
	}
	c.mu.Unlock()
	select {
	case <-h.turn:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	free = func() { h.last = time.Now(); h.turn <- struct{}{} }
	if err := sleep(ctx, time.Until(h.last.Add(pause))); err != nil {
		h.turn <- struct{}{}
		return nil, err
	}
	return free, nil
}

// siteOf returns scheme and host of an address.
func siteOf(u *url.URL) string { return u.Scheme + "://" + u.Host }

// sleep waits for d, or until ctx ends, whose error it returns.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
