// Package health says how the program is doing, to what watches it: /healthz, /readyz and
// /metrics.
//
// A program has one [Monitor]. It is made and added to a mux, and what answers is wrapped:
//
//	m := health.New(health.Options{Status: lib.Status, Version: version, Index: c.index, Logger: log})
//	h := web.New(site, web.Options{…, Health: m})
//
// in which web.New adds Routes and wraps what its pages ask, with [Monitor.Watch],
// and where it also answers in Slack:
//
//	m := health.New(health.Options{…, Slack: func() health.Socket { return health.Socket(b.Health()) }})
//	opts.Measure = func(a bot.Answerer) bot.Answerer { return m.Measure(a, health.Slack) }
//	opts.Courteous = func() { m.Courtesy(health.Slack) }
//
// /healthz and /readyz are for anybody. For /metrics the token of the site is to be sent;
// where there is none, it is for programs on the same machine only.
//
// # Decisions
//
// 2026-11-30: /readyz is not ready while the last sync has failed, although questions are
// answered from the releases as they were, because an answer that is older than its folder
// is the fault that nobody sees; a supervisor that is to restart the program looks at
// /healthz. It gives no reasons, which may have names of files in them and are in the log.
//
// 2026-11-30: what the monitor says is in English, as the log is: it is read by programs
// and by who runs them.
//
// 2026-11-30: questions that the program asks itself, for examples and for notices, are not
// counted, and neither are those that nobody waits for any more; instead of counting all
// calls of the answerer, which a new release would multiply.
package health

import (
	"log/slog"
	"net/http"
	"time"

	"beilun/index/library"

	"github.com/prometheus/client_golang/prometheus"
)

// Options are what a Monitor looks at.
type Options struct {
	Status  func() library.Status // required; it is cheap
	Slack   func() Socket         // the connection to Slack; nil: there is none to be
	Version string                // of the program; "": as the build says
	Index   string                // directory of the index; "": it is in memory
	Logger  *slog.Logger          // nil: silent
}

// Socket is how the program is connected to Slack, as bot.Health has it.
type Socket struct {
	Connected  bool
	Since      time.Time // since when it is, or when the last connection ended or failed; zero: there was none yet
	Reason     string    // why the last one ended or failed; it is not shown
	Reconnects int       // attempts after the first
	Waiting    int       // jobs that nobody has begun
}

// Monitor knows how the program is doing. It is safe for concurrent use.
type Monitor struct {
	opts      Options
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	durations *prometheus.HistogramVec
}

// New returns a monitor. It starts nothing.
func New(opts Options) *Monitor {
	if opts.Logger == nil {
		opts.Logger = slog.New(slog.DiscardHandler)
	}
	m := &Monitor{opts: opts, registry: prometheus.NewRegistry()}
	m.register()
	return m
}

// Routes adds /healthz, /readyz and /metrics to mux. mayScrape reports whether who sent a
// request may see the metrics; nil: everybody may. For others there are none.
func (m *Monitor) Routes(mux *http.ServeMux, mayScrape func(*http.Request) bool) {
	mux.HandleFunc("GET /healthz", healthz)
	mux.HandleFunc("GET /readyz", m.readyz)
	metrics := m.metrics()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, r *http.Request) {
		if mayScrape != nil && !mayScrape(r) {
			http.NotFound(w, r)
			return
		}
		metrics.ServeHTTP(w, r)
	})
}

// healthz says that the program answers.
func healthz(w http.ResponseWriter, _ *http.Request) {
	head(w.Header(), "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("ok\n")) // whoever asked may have gone
}

// head sets what the answers have in common.
func head(h http.Header, kind string) {
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
}
