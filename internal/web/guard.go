package web

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"runtime/debug"
	"strings"
	"time"

	"beilun/internal/web/page"
)

// Bounds of a request.
const (
	maxQuery = 32 << 10 // bytes of the address behind ?
	maxBody  = 20 << 20 // bytes of what is sent; a handler may take less

	workTime = 20 * time.Second // for an answer, from when all that is asked is here
)

// policy allows pages nothing but the style, the scripts and the images of this site.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard is what all requests go through.
type guard struct {
	site   *page.Site
	opts   Options
	host   string // of the public address, "" if that is not known
	pages  http.Handler
	access *access
	rates  *limits
	places *places
	work   time.Duration // workTime, but for tests
}

// guarded returns h behind all that protects it.
func guarded(site *page.Site, h http.Handler, opts Options) http.Handler {
	g := &guard{site: site, opts: opts, access: newAccess(site, opts), rates: newLimits(perSecond, burst), places: newPlaces(), work: workTime}
	own := http.NewCrossOriginProtection()
	own.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text := words[page.IsEnglish(r)]
		g.site.Say(w, r, http.StatusForbidden, text.Foreign, text.ForeignText)
	}))
	if u, err := url.Parse(site.URL); err == nil && u.Host != "" {
		g.host = u.Hostname()
		if err := own.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			site.Log.Warn("the public address is no origin", "err", err)
		}
	}
	g.pages = own.Handler(g.access.handler(h))
	return g
}

func (g *guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r = identified(r, g.opts.Proxies)
	out := &watched{ResponseWriter: w, private: g.opts.Token != ""}
	defer g.recovered(out, r)
	g.setHeaders(w.Header())
	r.URL.RawQuery = escaped(r.URL.RawQuery)
	text := words[page.IsEnglish(r)]
	c := clientOf(r)
	switch {
	case !g.mayReach(r, c):
		g.site.Say(out, r, http.StatusForbidden, text.Elsewhere, text.ElsewhereText)
	case len(r.URL.RawQuery) > maxQuery:
		r.URL.RawQuery = "" // pages name their address
		g.site.Say(out, r, http.StatusRequestURITooLong, text.Long, text.LongText)
	case !isAsset(r) && !c.isLocal() && !g.rates.of(c).Allow():
		w.Header().Set("Retry-After", "2")
		g.site.Say(out, r, http.StatusTooManyRequests, text.Fast, text.FastText)
	default:
		g.answer(out, r, c)
	}
}

// answer has a page answer r, within its time and if not too many requests of the client are
// under way.
func (g *guard) answer(w *watched, r *http.Request, c client) {
	if !isAsset(r) && !c.isLocal() {
		leave, ok := g.places.take(page.NetworkOf(c.addr), maxAtOnce)
		if !ok {
			text := words[page.IsEnglish(r)]
			w.Header().Set("Retry-After", "5")
			g.site.Say(w, r, http.StatusTooManyRequests, text.Many, text.ManyText)
			return
		}
		defer leave()
	}
	most := g.work
	if r.ContentLength != 0 { // the server ends what comes too slowly
		most += readTime
	}
	ctx, cancel := context.WithTimeout(r.Context(), most)
	defer cancel()
	r = r.WithContext(ctx)
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	g.pages.ServeHTTP(w, r)
}

// escaped returns the part of an address behind ? with only such characters as it may have:
// net/http takes and gives back any, so that what it redirects to would be another address
// or none.
func escaped(query string) string {
	isWrong := func(c byte) bool { return c <= ' ' || c >= 0x7f || strings.IndexByte("#\"<>\\^`{|}", c) >= 0 }
	var out strings.Builder
	for i := range len(query) {
		if c := query[i]; isWrong(c) {
			fmt.Fprintf(&out, "%%%02X", c)
		} else {
			out.WriteByte(c)
		}
	}
	return out.String()
}

// isLocal reports whether a client is a program on this machine.
func (c client) isLocal() bool { return c.direct && c.addr.IsLoopback() }

// isAsset reports whether r is for a style or a script, which hold nothing secret and are cheap.
func isAsset(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/assets/") }

// mayReach reports whether a request came the way that is allowed. On an address of this
// machine the name has to be its own: else any web page could have its name point here, and
// read what it finds. On another address without a token it has to come from the proxy.
func (g *guard) mayReach(r *http.Request, c client) bool {
	switch {
	case g.opts.Token != "":
		return true // whoever knows the token may come from anywhere
	case c.direct && g.opts.Public:
		return false
	case !c.direct && g.host == "":
		return true // the proxy knows its names
	}
	host := hostOf(r.Host)
	if g.host != "" && strings.EqualFold(host, g.host) || strings.EqualFold(host, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback()
}

// hostOf returns the name in a Host header, without a port and the brackets of IPv6.
func hostOf(host string) string {
	u := url.URL{Host: host}
	return strings.TrimSuffix(u.Hostname(), ".")
}

func (g *guard) setHeaders(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", noCache)
}

// recovered makes a page of a panic in a handler.
func (g *guard) recovered(w *watched, r *http.Request) {
	v := recover()
	switch {
	case v == nil:
	case v == http.ErrAbortHandler:
		panic(v) // net/http ends the connection
	default:
		g.site.Log.Error("panic in a page", "path", r.URL.Path, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
		if w.written {
			panic(http.ErrAbortHandler) // half a page is to look like one
		}
		g.site.Broken(w, r)
	}
}

// noCache lets what is kept of a page be used when the site says that it is the same.
const noCache = "no-cache"

// watched remembers whether anything was written.
type watched struct {
	http.ResponseWriter
	private bool // caches that people share are to keep nothing but the assets
	written bool
}

func (w *watched) WriteHeader(status int) {
	w.begin()
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	w.begin()
	return w.ResponseWriter.Write(p)
}

// begin is called before a header is written, whoever wrote it.
func (w *watched) begin() {
	if h := w.Header(); !w.written && w.private && h.Get("Cache-Control") == noCache {
		h.Set("Cache-Control", "private, "+noCache)
	}
	w.written = true
}

// Unwrap is for http.ResponseController.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Flush is for handlers that write a stream.
func (w *watched) Flush() {
	w.begin()
	_ = http.NewResponseController(w.ResponseWriter).Flush() // one that cannot has nothing to flush
}
