package network

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestStates asks a server through a network in each state, and once more when it is up
// again.
func TestStates(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "served") }))
	t.Cleanup(srv.Close)
	for name, tt := range map[string]struct {
		state State
		want  func(body string, err error) bool
	}{
		"up":      {Up, func(body string, _ error) bool { return body == "served" }},
		"refused": {Refused, func(_ string, err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }},
		"reset": {Reset, func(_ string, err error) bool {
			return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) || errors.Is(err, syscall.EPIPE)
		}},
		"hole":    {Hole, func(_ string, err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		"stalled": {Stalled, func(_ string, err error) bool { return errors.Is(err, context.DeadlineExceeded) }},
		"portal":  {Portal, func(body string, err error) bool { return err == nil && strings.Contains(body, "Welcome") }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n, err := Start(tt.state)
			if err != nil {
				t.Fatal(err)
			}
			defer n.Close()
			n.To(strings.TrimPrefix(srv.URL, "http://"))
			client := &http.Client{Transport: &http.Transport{}}
			defer client.CloseIdleConnections()
			get := func(limit time.Duration) (string, error) {
				ctx, cancel := context.WithTimeout(t.Context(), limit)
				defer cancel()
				req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+n.Address(), strings.NewReader("x"))
				if err != nil {
					return "", err
				}
				res, err := client.Do(req)
				if err != nil {
					return "", err
				}
				defer res.Body.Close()
				body, err := io.ReadAll(res.Body)
				return string(body), err
			}
			if body, err := get(500 * time.Millisecond); !tt.want(body, err) {
				t.Errorf("%q, %v", body, err)
			}
			if err := n.Set(Up); err != nil {
				t.Fatal(err)
			}
			client.CloseIdleConnections()
			if body, err := get(10 * time.Second); err != nil || body != "served" {
				t.Errorf("up again: %q, %v", body, err)
			}
		})
	}
}

// TestProxy is reached as an HTTP proxy, for http and by CONNECT.
func TestProxy(t *testing.T) {
	t.Parallel()
	handle := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Host+r.URL.Path) })
	n, err := Start(Up)
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	for scheme, srv := range map[string]*httptest.Server{"http": httptest.NewServer(handle), "https": httptest.NewTLSServer(handle)} {
		n.To(strings.SplitN(srv.URL, "://", 2)[1])
		transport := srv.Client().Transport.(*http.Transport)
		transport.Proxy = http.ProxyURL(&url.URL{Scheme: "http", Host: n.Address()})
		res, err := (&http.Client{Transport: transport}).Get(scheme + "://example.com/a")
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if err != nil || string(body) != "example.com/a" {
			t.Errorf("%s: %q, %v", scheme, body, err)
		}
		transport.CloseIdleConnections()
		srv.Close()
	}
	if n.Connects() != 1 {
		t.Errorf("%d connects", n.Connects())
	}
}
