package web

import (
	"cmp"
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"

	"beilun/internal/web/page"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// client is who sent a request, as far as that is known.
type client struct {
	addr   netip.Addr // of the client, not of a proxy that is named
	direct bool       // it came through no proxy that is named
	secure bool       // the browser used HTTPS
}

type clientKey struct{}

// clientOf returns who sent r, which has come through guarded.
func clientOf(r *http.Request) client {
	c, _ := r.Context().Value(clientKey{}).(client)
	return c
}

// identified returns r with its client and with the host that the browser asked for.
func identified(r *http.Request, proxies []netip.Prefix) *http.Request {
	c := client{direct: true, secure: r.TLS != nil}
	if at, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		c.addr = at.Addr().Unmap().WithZone("")
	}
	known := func(a netip.Addr) bool {
		return slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(a) })
	}
	host := r.Host
	if known(c.addr) {
		c.direct = false
		c.addr = forwardedFor(r.Header.Values("X-Forwarded-For"), c.addr, known)
		c.secure = r.Header.Get("X-Forwarded-Proto") == "https"
		host = cmp.Or(r.Header.Get("X-Forwarded-Host"), host)
	}
	ctx := page.WithClient(context.WithValue(r.Context(), clientKey{}, c), page.Visitor{Network: page.NetworkOf(c.addr), Secure: c.secure})
	r = r.WithContext(ctx) // another request, of which the host may be set
	r.Host = host
	return r
}

// forwardedFor returns the last address of X-Forwarded-For that is not of a known proxy:
// what is before it anybody may have written. It is last where there is none.
func forwardedFor(values []string, last netip.Addr, known func(netip.Addr) bool) netip.Addr {
	hops := strings.Split(strings.Join(values, ","), ",")
	for _, hop := range slices.Backward(hops) {
		a, ok := hopOf(strings.TrimSpace(hop))
		if !ok {
			return last
		}
		if last = a.Unmap().WithZone(""); !known(last) {
			return last
		}
	}
	return last
}

// hopOf reads an address of X-Forwarded-For; some proxies add the port.
func hopOf(hop string) (netip.Addr, bool) {
	if a, err := netip.ParseAddr(strings.Trim(hop, "[]")); err == nil {
		return a, true
	}
	at, err := netip.ParseAddrPort(hop)
	return at.Addr(), err == nil
}

// Bounds of what a client may ask for.
const (
	perSecond  = 10 // requests
	burst      = 60
	triesEvery = 12.0 // seconds for a try of the token
	maxTries   = 5    // at once
	maxClients = 4096 // that are remembered; whoever is forgotten begins anew
	maxAtOnce  = 24   // requests under way: an office behind one address has several people
)

// limits holds each client to a rate. It is safe for concurrent use.
type limits struct {
	limit rate.Limit
	burst int
	kept  *lru.Cache[netip.Prefix, *rate.Limiter]
}

func newLimits(limit rate.Limit, burst int) *limits {
	kept, err := lru.New[netip.Prefix, *rate.Limiter](maxClients)
	if err != nil { // the size is positive
		panic(err)
	}
	return &limits{limit, burst, kept}
}

// of returns the limiter of a client. Those of one network of IPv6 are one client: it has
// as many addresses as it likes.
func (l *limits) of(c client) *rate.Limiter {
	network := page.NetworkOf(c.addr)
	fresh := rate.NewLimiter(l.limit, l.burst)
	if old, ok, _ := l.kept.PeekOrAdd(network, fresh); ok {
		l.kept.Get(network) // is the latest
		return old
	}
	return fresh
}

// places counts the requests that each client has under way. It holds as many clients as
// have one. It is safe for concurrent use.
type places struct {
	mu    sync.Mutex
	taken map[netip.Prefix]int
}

func newPlaces() *places { return &places{taken: map[netip.Prefix]int{}} }

// take takes one of the places of a network, most at a time; the caller calls leave when it
// is done. ok is false if all are taken.
func (p *places) take(network netip.Prefix, most int) (leave func(), ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.taken[network] >= most {
		return nil, false
	}
	p.taken[network]++
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		if p.taken[network]--; p.taken[network] == 0 {
			delete(p.taken, network)
		}
	}, true
}
