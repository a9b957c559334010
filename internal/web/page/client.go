package page

import (
	"context"
	"net"
	"net/http"
)

type clientKey struct{}

// WithClient returns a context for a request of a client, by whose address it is known.
func WithClient(ctx context.Context, address string) context.Context {
	return context.WithValue(ctx, clientKey{}, address)
}

// Client returns the address of the client that sent r: that of WithClient, or else the one
// that the connection is from.
func Client(r *http.Request) string {
	if c, ok := r.Context().Value(clientKey{}).(string); ok {
		return c
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
