package sites

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// notPublic are the networks that no site of the public is in, besides those that
// netip knows. The last ones carry addresses of IPv4 in IPv6.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// isPublic reports whether an address may belong to a public site. loopback allows
// this machine as well.
func isPublic(ip netip.Addr, loopback bool) bool {
	ip = ip.Unmap().WithZone("")
	if ip.IsLoopback() {
		return loopback
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	for _, p := range notPublic {
		if p.Contains(ip) {
			return false
		}
	}
	return true
}

// guard refuses connections to what is no public address.
type guard struct {
	loopback bool
	proxy    func(*http.Request) (*url.URL, error) // nil: none
	dialer   net.Dialer

	mu    sync.Mutex
	known map[string]checked // hosts that a proxy was asked for
}

// checked is what a look for the addresses of a host gave.
type checked struct {
	err   error
	until time.Time
}

// dial connects to a host. Every address that its name has is checked when the
// connection is made, so that the name cannot lead elsewhere a moment later. The
// connection to the proxy is the only one that is not checked.
func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := g.dialer
	if via, _ := ctx.Value(proxyKey{}).(string); via != address {
		d.ControlContext = func(_ context.Context, _, resolved string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(resolved)
			if err != nil || !isPublic(at.Addr(), g.loopback) {
				return fmt.Errorf("%w: %s", ErrPrivate, resolved)
			}
			return nil
		}
	}
	return d.DialContext(ctx, network, address)
}

// proxyKey is the key of a context's value: host and port of the proxy of its request.
type proxyKey struct{}

// check returns the context for a request to u. It returns an error if a proxy would
// be asked for an address that is not public: then no connection of this process
// shows where it leads. A name that only the proxy can resolve is left to it.
func (g *guard) check(ctx context.Context, r *http.Request) (context.Context, error) {
	if g.proxy == nil {
		return ctx, nil
	}
	via, err := g.proxy(r)
	if err != nil || via == nil {
		return ctx, err
	}
	host := r.URL.Hostname()
	if strings.EqualFold(r.URL.Host, via.Host) || isLocalName(host) && !g.loopback {
		return ctx, fmt.Errorf("%w: %s", ErrPrivate, host)
	}
	if err := g.resolve(ctx, strings.TrimSuffix(host, ".")); err != nil {
		return ctx, err
	}
	port := via.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "socks5": "1080", "socks5h": "1080"}[via.Scheme]
	}
	return context.WithValue(ctx, proxyKey{}, net.JoinHostPort(via.Hostname(), port)), nil
}

// Limits of looking for the addresses of hosts, which a machine behind a proxy often
// cannot do.
const (
	resolveTime = 3 * time.Second
	resolveLife = 10 * time.Minute
)

// resolve returns an error if a host has an address that is not public.
func (g *guard) resolve(ctx context.Context, host string) error {
	g.mu.Lock()
	c, ok := g.known[host]
	g.mu.Unlock()
	if ok && time.Now().Before(c.until) {
		return c.err
	}
	inner, cancel := context.WithTimeout(ctx, resolveTime)
	defer cancel()
	found, _ := net.DefaultResolver.LookupNetIP(inner, "ip", host) // without an answer the proxy decides
	c = checked{until: time.Now().Add(resolveLife)}
	for _, ip := range found {
		if !isPublic(ip, g.loopback) {
			c.err = fmt.Errorf("%w: %s is %s", ErrPrivate, host, ip)
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.known == nil || len(g.known) >= maxHosts {
		g.known = map[string]checked{}
	}
	g.known[host] = c
	return c.err
}

// isLocalName reports whether a name is one of a machine or a network of one's own, or an
// address in a form that only some programs know.
func isLocalName(host string) bool {
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if _, err := netip.ParseAddr(host); err == nil {
		return false // the address decides
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if _, err := strconv.ParseUint(last, 0, 64); err == nil || strings.Trim(last, "0123456789") == "" { // 127.1, 0x7f.1: an address to some programs
		return true
	}
	for _, end := range []string{"localhost", ".local", ".internal", ".lan", ".home.arpa"} {
		if host == end || strings.HasSuffix(host, end) {
			return true
		}
	}
	return !strings.Contains(host, ".")
}
