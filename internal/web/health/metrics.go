package health

import (
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Limits of /metrics.
const (
	scrapes    = 2 // at a time
	scrapeTime = 10 * time.Second
)

// buckets are bounds in seconds. Most answers take milliseconds; a bot gives up after 20
// seconds.
var buckets = []float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20}

// register registers all metrics.
func (m *Monitor) register() {
	m.questions = prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "beilun_questions_total", Help: "Questions that people asked, by what became of them and by where they were asked.",
	}, []string{"outcome", "surface"})
	m.durations = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "beilun_answer_duration_seconds", Help: "Time that answers took, by where the question was asked.", Buckets: buckets,
	}, []string{"surface"})
	m.registry.MustRegister(m.questions, m.durations, buildInfo(m.opts.Version), state{m}, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
}

// metrics returns the handler of /metrics.
func (m *Monitor) metrics() http.Handler {
	h := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{
		ErrorLog: slog.NewLogLogger(m.opts.Logger.Handler(), slog.LevelWarn), ErrorHandling: promhttp.ContinueOnError,
		MaxRequestsInFlight: scrapes, Timeout: scrapeTime,
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		head(w.Header(), "text/plain; charset=utf-8") // of errors
		h.ServeHTTP(w, r)
	})
}

// buildInfo returns a gauge of 1 that names the program.
func buildInfo(version string) prometheus.Collector {
	revision := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		if version == "" {
			version = info.Main.Version
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				revision = s.Value
			}
		}
	}
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "beilun_build_info", Help: "1, with what program this is.",
		ConstLabels: prometheus.Labels{"version": version, "revision": revision, "goversion": runtime.Version()},
	}, func() float64 { return 1 })
}

// state collects what is known at the moment of a scrape, so that its numbers are of one
// moment.
type state struct{ m *Monitor }

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("beilun_"+name, help, labels, nil)
}

var (
	releases   = describe("releases", "Releases that questions are answered from.")
	passages   = describe("passages", "Paragraphs in the index.")
	refused    = describe("refused_files", "Files of the folder that are not used.")
	indexBytes = describe("index_bytes", "Size of the directory of the index on disk.")
	syncs      = describe("syncs_total", "How often the folder was compared with the index, by whether that succeeded.", "result")
	syncTime   = describe("sync_seconds_total", "Time that this took.")
	synced     = describe("last_sync_success_timestamp_seconds", "When the last one that succeeded ended, 0 before the first.")
	connected  = describe("slack_connected", "Whether the socket to Slack is up.")
	reconnects = describe("slack_reconnects_total", "Attempts to connect to Slack after the first one.")
	waiting    = describe("slack_queue_length", "What came from Slack and nobody has begun to do.")
)

// Describe implements prometheus.Collector.
func (s state) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{releases, passages, refused, syncs, syncTime, synced} {
		out <- d
	}
	if s.m.opts.Index != "" {
		out <- indexBytes
	}
	if s.m.opts.Slack != nil {
		out <- connected
		out <- reconnects
		out <- waiting
	}
}

// Collect implements prometheus.Collector.
func (s state) Collect(out chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, v float64) { out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v) }
	counter := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, v, labels...)
	}
	l := s.m.opts.Status()
	gauge(releases, float64(l.Releases))
	gauge(passages, float64(l.Passages))
	gauge(refused, float64(l.Problems))
	counter(syncs, float64(l.Syncs), "ok")
	counter(syncs, float64(l.Failed), "failed")
	counter(syncTime, l.Spent.Seconds())
	gauge(synced, seconds(l.Synced))
	if dir := s.m.opts.Index; dir != "" {
		if n, err := sizeOf(dir); err != nil {
			s.m.opts.Logger.Debug("size of the index", "err", err)
		} else {
			gauge(indexBytes, float64(n))
		}
	}
	if s.m.opts.Slack == nil {
		return
	}
	h := s.m.opts.Slack()
	up := 0.0
	if h.Connected {
		up = 1
	}
	gauge(connected, up)
	counter(reconnects, float64(h.Reconnects))
	gauge(waiting, float64(h.Waiting))
}

// seconds returns the Unix time of t, 0 for none.
func seconds(t time.Time) float64 {
	if t.IsZero() {
		return 0
	}
	return float64(t.UnixMilli()) / 1000
}

// maxFiles bounds the files of an index whose sizes are added up.
const maxFiles = 10_000

// sizeOf returns the bytes that the files below dir take. Files that are removed
// meanwhile do not count.
func sizeOf(dir string) (bytes int64, err error) {
	files := 0
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && path == dir:
			return fmt.Errorf("look at the index: %w", err)
		case err != nil || !d.Type().IsRegular():
			return nil
		case files == maxFiles:
			return fmt.Errorf("look at the index: more than %d files are in %s", maxFiles, dir)
		}
		files++
		if info, err := d.Info(); err == nil {
			bytes += info.Size()
		}
		return nil
	})
	return bytes, err
}
