// Package web is the web site: a page to ask, the figures, the releases with their figures
// marked, what has changed, and the check of a draft. It shows what is in public releases,
// stores nothing and changes nothing.
//
// Each group of pages is a package below, which adds its handlers to a mux. They share
// package page. This package is what is around them: who may see the site (access.go), how
// often (clients.go), and what a browser is to do with it (guard.go).
//
// # Decisions
//
// 2026-11-30: the site is a package below internal that imports bot/message, because a
// reply is the same value in Slack and on a page, and is only drawn in another way.
//
// 2026-11-30: programs on the same machine are not held to a rate, because a proxy that is
// not named makes everybody one of them; what they ask for is bounded all the same, since
// few questions are answered at once.
//
// 2026-12-01: the time of a request is bounded by its context and not by http.TimeoutHandler,
// because that keeps a whole answer in memory, and leaves the search for it running. What
// looks at all figures looks at the context between rows.
//
// 2026-12-01: one client has 24 requests under way and 100 connections, because an office is
// often one address; a client of IPv6 is a network of 64 bits everywhere.
package web

import (
	"context"
	"embed"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"beilun/internal/web/api"
	"beilun/internal/web/ask"
	"beilun/internal/web/changes"
	"beilun/internal/web/check"
	"beilun/internal/web/figures"
	"beilun/internal/web/health"
	"beilun/internal/web/ledger"
	"beilun/internal/web/mcpserver"
	"beilun/internal/web/page"
	"beilun/internal/web/releases"
	"beilun/internal/wordlist"

	"golang.org/x/net/netutil"
)

// Options are who may see the site. The zero value is for a site that only this machine
// can reach.
type Options struct {
	Token   string         // what has to be known; "" for nothing
	Proxies []netip.Prefix // whose word on the client, X-Forwarded-*, is believed
	Public  bool           // other machines can reach the address that is listened on

	Figures  *ledger.Ledger // of the site's index, which the caller keeps up to date with its Run; nil: requests make it
	Examples *ask.Examples  // of questions, likewise

	Health *health.Monitor        // counts questions, and says how the program is doing; nil: nothing does
	More   []func(*http.ServeMux) // further handlers, which add themselves
}

// ErrOpen is the error of a site that other machines could reach without a token and
// without a proxy.
var ErrOpen = errors.New("other machines can reach this address: it needs a token, or a proxy in front of it")

// Check returns ErrOpen if a site that listens on addr would be open to everybody, and
// notes in o whether other machines can reach it.
func (o *Options) Check(addr net.Addr) error {
	tcp, ok := addr.(*net.TCPAddr)
	o.Public = !ok || !tcp.IP.IsLoopback()
	if o.Public && o.Token == "" && len(o.Proxies) == 0 {
		return ErrOpen
	}
	return nil
}

// words are the sentences of this package.
type wordsOf struct {
	Login, LoginText, Token, Enter, Wrong string
	Again, Continue                       string // while a page is opened from another site
	Elsewhere, ElsewhereText              string
	Foreign, ForeignText                  string
	Fast, FastText                        string
	Many, ManyText                        string
	Long, LongText                        string
	Method, MethodText                    string
}

//go:embed words templates
var files embed.FS

var words = wordlist.Sentences[wordsOf]("web", files)

// New returns the handler of the site.
func New(site *page.Site, opts Options) http.Handler {
	mux := http.NewServeMux()
	if opts.Health != nil {
		opts.Health.Routes(mux, func(r *http.Request) bool { return opts.Token != "" || clientOf(r).isLocal() })
	}
	page.Routes(mux)
	for _, add := range []func(*http.ServeMux, *page.Site){
		releases.Routes,
		check.Routes,
	} {
		add(mux, opts.Health.Watch(site, health.Web))
	}
	for _, add := range opts.More {
		add(mux)
	}
	all := opts.Figures
	if all == nil {
		all = ledger.New(site.Index, site.Log)
	}
	examples := opts.Examples
	if examples == nil {
		examples = ask.NewExamples(site)
	}
	ask.Routes(mux, opts.Health.Watch(site, health.Web), examples)
	figures.Routes(mux, site, all)
	changes.Routes(mux, site, all)
	api.Routes(mux, opts.Health.Watch(site, health.API), all)
	mcpserver.Routes(mux, opts.Health.Watch(site, health.MCP), all)
	mux.HandleFunc("GET /robots.txt", robots)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { missing(site, w, r) })
	return guarded(site, mux, opts)
}

// robots asks search engines to leave answers alone: there are any number of them.
func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /*?\nDisallow: /api/\n")) // whoever asked may have gone
}

// missing answers for an address that no page has, or that can only be read.
func missing(site *page.Site, w http.ResponseWriter, r *http.Request) {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		site.NotFound(w, r)
		return
	}
	w.Header().Set("Allow", "GET, HEAD")
	text := words[page.IsEnglish(r)]
	site.Say(w, r, http.StatusMethodNotAllowed, text.Method, text.MethodText)
}

// Bounds of connections.
const (
	headTime       = 10 * time.Second
	readTime       = 30 * time.Second // from the first byte, for all that is sent
	writeTime      = time.Minute      // from the end of the head to that of the answer
	idleTime       = 2 * time.Minute
	stopTime       = 5 * time.Second
	maxHead        = 64 << 10 // bytes
	maxConnections = 1000
	maxOfClient    = 100 // of these for one client
)

// GCPercent is the least percentage of garbage collection of a program that serves a site, where
// nobody sets another one (GOGC) or a limit of memory. On two processors half of what there
// is marks while it lasts. With 20,000 paragraphs, 200 visits a second and 5 questions in
// Slack, of 100 visits 99 took at most 170 ms with 100 percent and 50 ms with this; the heap
// grows to three times what is in use instead of twice.
const GCPercent = 200

// Run serves a site on l until ctx ends, as Serve does, and keeps its figures and its
// examples up to date meanwhile.
func Run(ctx context.Context, l net.Listener, site *page.Site, opts Options) error {
	opts.Figures, opts.Examples = ledger.New(site.Index, site.Log), ask.NewExamples(site)
	turn := make(chan struct{}, 1)
	opts.Figures.Turn, opts.Examples.Turn = turn, turn
	following, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	group.Go(func() { _ = opts.Examples.Run(following) }) // it has no error but logs what goes wrong
	group.Go(func() {
		opts.Examples.Await(following) // they take less time, and the front page has them
		_ = opts.Figures.Run(following)
	})
	err := Serve(ctx, eachFew(l, opts.Proxies), New(site, opts), site.Log)
	stop()
	group.Wait()
	return err
}

// Serve serves h on l until ctx ends, and then finishes the requests under way, for a few
// seconds at most. What is wrong with connections goes to log, at the level of debugging.
func Serve(ctx context.Context, l net.Listener, h http.Handler, log *slog.Logger) error {
	s := &http.Server{
		Handler: h, ReadHeaderTimeout: headTime, ReadTimeout: readTime, WriteTimeout: writeTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHead,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	stopped := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		err := s.Shutdown(ending)
		if err != nil { // requests that do not end
			err = s.Close()
		}
		stopped <- err
	})
	err := s.Serve(netutil.LimitListener(l, maxConnections))
	if !stop() {
		err = errors.Join(err, <-stopped)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
