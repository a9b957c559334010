package mcpserver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/plain"
	"beilun/index/facts"
	"beilun/knowledge/ledger"
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
	Partial bool          `json:"partial,omitempty" doc:"There may be others: not all was looked up"`
	Entries []plain.Entry `json:"entries" doc:"Those whose names are as asked for first, then the newest"`
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
	entries, partial, err := s.entries(ctx, facts.Filter{Subject: in.Subject, Metric: in.Metric})
	if err != nil {
		return out, "", err
	}
	out.Total, out.Partial = len(entries), partial
	form := plain.Form{English: w.isEnglish()}
	for _, e := range entries[:min(in.Limit, len(entries))] {
		out.Entries = append(out.Entries, form.EntryOf(e, maxFigures))
	}
	if len(entries) == 0 && in.Subject != "" && in.Metric != "" {
		if out.Metrics, err = s.metrics(ctx, in.Subject); err != nil {
			return out, "", err
		}
	}
	t := text{Words: w}
	t.entries(&out, named(in.Subject, in.Metric))
	return out, t.String(), nil
}

// entries returns what matches f, exact names first. partial reports whether some may be
// missing.
func (s *Server) entries(ctx context.Context, f facts.Filter) (_ []index.Entry, partial bool, err error) {
	rows, err := s.site.Index.Ledger(ctx, f)
	if partial = errors.Is(err, facts.ErrTooMany); err != nil && !partial {
		return nil, false, fmt.Errorf("look up figures of %q, %q: %w", f.Subject, f.Metric, err)
	}
	entries := slices.DeleteFunc(ledger.Entries(rows), func(e index.Entry) bool { return e.Rows[0].Figure.Binding.Doubtful() })
	slices.SortStableFunc(entries, func(a, b index.Entry) int { return exactly(b, f) - exactly(a, f) })
	return entries, partial, nil
}

// exactly returns how many names of e are those of f.
func exactly(e index.Entry, f facts.Filter) (n int) {
	if e.Subject == f.Subject {
		n++
	}
	if e.Metric == f.Metric {
		n++
	}
	return n
}

// metrics returns what is measured of a subject.
func (s *Server) metrics(ctx context.Context, subject string) (out []string, err error) {
	entries, _, err := s.entries(ctx, facts.Filter{Subject: subject})
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if utf8.RuneCountInString(e.Metric) > 1 && !slices.Contains(out, e.Metric) && len(out) < maxMetrics {
			out = append(out, e.Metric)
		}
	}
	return out, nil
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
	if es.Partial {
		t.line(t.Partial)
	}
}
