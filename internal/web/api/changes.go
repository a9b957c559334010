package api

import (
	"context"
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
	tag := a.tags.of("changes"+since.String(), a.stateOf(now.Mark()), q.Request)
	if q.has(tag) {
		return nil, unchanged(tag)
	}
	all, err := changesSince(ctx, now, since)
	if err != nil {
		return nil, a.failed(ctx, err)
	}
	found := all.From(since, maxChanges)
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

// changesSince returns all changes of s since a day, and maybe before it. The error is errBusy
// or that of ctx.
func changesSince(ctx context.Context, s *ledger.Snapshot, day knowledge.Date) (*ledger.Changes, error) {
	limited, cancel := context.WithTimeoutCause(ctx, changesTime, errBusy)
	defer cancel()
	found, err := s.Changes(limited, day)
	if err != nil && ctx.Err() == nil {
		return nil, context.Cause(limited)
	}
	return found, err
}
