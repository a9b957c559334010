package mcpserver

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beilun/index/answer/plain"
	"beilun/internal/web/ledger"
)

// figuresOf is what figures is called with.
type figuresOf struct {
	Subject, Metric string
	Limit           int
}

// Entries are figures by thing and metric.
type Entries struct {
	Version int           `json:"version" doc:"Of this form"`
	Total   int           `json:"total" doc:"How many entries there are, of which some may be left out"`
	Entries []plain.Entry `json:"entries" doc:"Those with the most figures first"`
	Metrics []string      `json:"metrics,omitempty" doc:"If there are none: what is measured of the subject"`
}

const (
	maxFigures = 5  // of an entry
	maxMetrics = 20 // that are named in place of the one that was asked for
)

// figures lists the figures of a thing or a metric.
func (s *Server) figures(ctx context.Context, in figuresOf, w *Words) (Entries, string, error) {
	out := Entries{Version: plain.Version, Entries: []plain.Entry{}}
	in.Subject, in.Metric = strings.TrimSpace(in.Subject), strings.TrimSpace(in.Metric)
	if in.Subject == "" && in.Metric == "" {
		return out, "", refusal(w.NeedName)
	}
	now, err := s.all.Now(ctx)
	if err != nil {
		return out, "", fmt.Errorf("look up figures of %q, %q: %w", in.Subject, in.Metric, err)
	}
	entries := now.Of(in.Subject, in.Metric)
	out.Total = len(entries)
	form := s.form(ctx, w)
	for _, e := range entries[:min(in.Limit, len(entries))] {
		out.Entries = append(out.Entries, e.Plain(form, maxFigures))
	}
	if len(entries) == 0 && in.Subject != "" && in.Metric != "" {
		out.Metrics = metricsOf(now.Of(in.Subject, ""))
	}
	t := text{Words: w}
	t.entries(&out, named(in.Subject, in.Metric))
	return out, t.String(), nil
}

// metricsOf returns what is measured of entries.
func metricsOf(entries []*ledger.Entry) (out []string) {
	for _, e := range entries {
		if !slices.Contains(out, e.Metric()) && len(out) < maxMetrics {
			out = append(out, e.Metric())
		}
	}
	return out
}

func (t *text) entries(es *Entries, of string) {
	if len(es.Entries) == 0 {
		t.line(t.NoFigures, of)
		if len(es.Metrics) > 0 {
			t.line(t.Metrics, strings.Join(es.Metrics, t.Semicolon))
		}
		return
	}
	t.line(t.Total, es.Total, len(es.Entries))
	for i := range es.Entries {
		e := &es.Entries[i]
		t.line(t.Entry, i+1, named(e.Subject, e.Scope, e.Metric))
		for j := range e.Figures {
			t.figure("  - ", &e.Figures[j])
		}
		if e.Total > len(e.Figures) {
			t.line("  "+t.NameMore, e.Total, len(e.Figures))
		}
	}
}
