package page

import (
	"context"
	"net/http"
	"net/netip"
	"net/url"
)

// Visitor is what is known of who sent a request.
type Visitor struct {
	Network netip.Prefix // see NetworkOf
	Secure  bool         // the browser used HTTPS
}

type clientKey struct{}

// WithClient returns a context for a request of a visitor.
func WithClient(ctx context.Context, v Visitor) context.Context {
	return context.WithValue(ctx, clientKey{}, v)
}

// NetworkOf returns what a client is known by: its address or, of IPv6, the network of 64
// bits, in which it has as many addresses as it likes. The loopback address is no network.
func NetworkOf(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := a.BitLen()
	if a.Is6() && !a.IsLoopback() {
		bits = 64
	}
	network, _ := a.Prefix(bits) // the zero Prefix for the zero address
	return network
}

// Client returns what the client that sent r is known by: that of WithClient, or else the
// network that the connection is from; the zero Prefix if that is not known.
func Client(r *http.Request) netip.Prefix {
	if v, ok := r.Context().Value(clientKey{}).(Visitor); ok {
		return v.Network
	}
	at, _ := netip.ParseAddrPort(r.RemoteAddr)
	return NetworkOf(at.Addr())
}

// Base returns what is in front of the addresses of the site that leave the browser, as
// those in a file do: the public address or, where none is set, the one that r was sent to.
// It is empty if r has none that is whole.
func (s *Site) Base(r *http.Request) string {
	if s.URL != "" {
		return s.URL
	}
	base := url.URL{Scheme: "http", Host: r.Host}
	if v, _ := r.Context().Value(clientKey{}).(Visitor); v.Secure || r.TLS != nil {
		base.Scheme = "https"
	}
	if u, err := url.Parse(base.String()); err != nil || u.Host != r.Host || u.Hostname() == "" || u.User != nil {
		return ""
	}
	return base.String()
}
