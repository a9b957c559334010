package web

import (
	"net/netip"
	"testing"

	"beilun/index/library"
	"beilun/internal/web/health"
)

// TestHealthIsForWhom asks for the health of sites as anybody and as who may know more.
func TestHealthIsForWhom(t *testing.T) {
	t.Parallel()
	const token = "0123456789abcdef"
	bearer := []string{"Authorization", "Bearer " + token, "Accept", ""}
	proxy := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")}
	for name, c := range map[string]struct {
		opts                    Options
		from                    string
		headers                 []string
		healthz, readyz, metric int
	}{
		"on this machine":    {from: local, healthz: 200, readyz: 503, metric: 200},
		"with the token":     {opts: Options{Token: token, Public: true}, from: away, headers: bearer, healthz: 200, readyz: 503, metric: 200},
		"without the token":  {opts: Options{Token: token, Public: true}, from: away, headers: []string{"Accept", ""}, healthz: 200, readyz: 503, metric: 401},
		"local, no token":    {opts: Options{Token: token}, from: local, headers: []string{"Accept", ""}, healthz: 200, readyz: 503, metric: 401},
		"through a proxy":    {opts: Options{Proxies: proxy, Public: true}, from: "10.1.2.3:5", headers: []string{"X-Forwarded-For", "203.0.113.7"}, healthz: 200, readyz: 503, metric: 404},
		"as the own machine": {opts: Options{Proxies: proxy, Public: true}, from: "10.1.2.3:5", headers: []string{"X-Forwarded-For", "127.0.0.1"}, healthz: 200, readyz: 503, metric: 404},
		"past the proxy":     {opts: Options{Proxies: proxy, Public: true}, from: away, healthz: 403, readyz: 403, metric: 403},
	} {
		c.opts.Health = health.New(health.Options{Status: func() library.Status { return library.Status{} }})
		h := New(newSite(t), c.opts)
		for path, want := range map[string]int{"/healthz": c.healthz, "/readyz": c.readyz, "/metrics": c.metric} {
			res := serve(h, request("GET", path, c.from, c.headers...))
			if res.StatusCode != want {
				t.Errorf("%s: %s is %d, want %d", name, path, res.StatusCode, want)
			}
			if want == 200 && res.Header.Get("Cache-Control") != "no-store" {
				t.Errorf("%s: %s may be kept", name, path)
			}
		}
	}
}
