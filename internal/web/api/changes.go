package api

import (
	"context"
	"fmt"
	"time"

	"beilun/index/answer/plain"
	"beilun/index/changes"
	"beilun/internal/web/ledger"
	"beilun/knowledge"
)

// following are the parameters of a list of changes.
type following struct {
	Since string `query:"since" maxLength:"10" pattern:"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" doc:"The first day of the releases, in ISO 8601; without it, 30 days ago"`
	Request
	Span
	Conditional
}

// Changes is a list of changes.
type Changes struct {
	Version int            `json:"version" doc:"Of the form"`
	Since   string         `json:"since" doc:"The first day of the releases"`
	Total   int            `json:"total" doc:"How many changes there are"`
	Counts  changes.Counts `json:"counts" doc:"How many of each kind"`
	Offset  int            `json:"offset"`
	Changes []plain.Change `json:"changes" doc:"Newest first"`
}

// Limits of changes.
const (
	usualDays  = 30
	maxChanges = 10_000
	maxYears   = 8 // for which they are kept

	changesTime = 10 * time.Second // for which a request waits for others
)

// listChanges lists what the releases since a day brought.
func (a *api) listChanges(ctx context.Context, q *following) (*response[Changes], error) {
	since := dayBefore(a.site.Today(), usualDays)
	if q.Since != "" {
		day, err := knowledge.ParseDate(q.Since)
		if err != nil {
			return nil, problemOf(noDay)
		}
		since = day
	}
	now, err := a.figures.Now(ctx)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	tag := a.tags.of("changes"+since.String(), a.stateOf(now), q.Request)
	if q.has(tag) {
		return nil, unchanged(tag)
	}
	found, err := a.changes.since(ctx, now, since)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	from, to := q.of(found.Len())
	out := Changes{Version: plain.Version, Since: since.String(), Total: found.Counts.Total(), Counts: found.Counts, Offset: from, Changes: []plain.Change{}}
	f := a.form(q.Request)
	for _, c := range found.Some(from, to) {
		out.Changes = append(out.Changes, f.ChangeOf(c))
	}
	return respond(tag, q.english, out), nil
}

// dayBefore returns the day that is some days before another.
func dayBefore(d knowledge.Date, days int) knowledge.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day-days, 0, 0, 0, 0, time.UTC)
	return knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// history keeps the changes since the beginnings of some years, of the figures that it was
// last asked for. To find them takes a look at every figure, seconds if there are very many:
// it is done once for all days of a year, by one request at a time. It is safe for
// concurrent use.
type history struct {
	turn  chan struct{} // holds a value while one of the fields below is used
	of    *ledger.Snapshot
	first int // year of the oldest release that has figures
	last  int // and of the newest
	found map[int]*ledger.Changes
}

func newHistory() *history { return &history{turn: make(chan struct{}, 1)} }

// since returns the changes of s since a day. The error is errBusy or that of ctx.
func (h *history) since(ctx context.Context, s *ledger.Snapshot, day knowledge.Date) (*ledger.Changes, error) {
	late := time.NewTimer(changesTime)
	defer late.Stop()
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-late.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, fmt.Errorf("wait for the changes: %w", ctx.Err())
	}
	if h.of != s {
		h.keep(s)
	}
	year := max(h.first, min(day.Year, h.last)) // as many as there are years of releases
	if h.found[year] == nil {
		if len(h.found) == maxYears {
			clear(h.found)
		}
		h.found[year] = s.Changes(knowledge.Date{Year: year})
	}
	return h.found[year].From(day, maxChanges), nil
}

// keep makes h one of the figures of s.
func (h *history) keep(s *ledger.Snapshot) {
	h.of, h.found = s, map[int]*ledger.Changes{}
	h.first, h.last = s.Years()
}
