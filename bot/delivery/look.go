package delivery

import (
	"context"
	"sync"

	"beilun/bot/webapi"
)

// look finds out which events of one thread, or of one direct message, were answered
// before this process: one search serves all of them. It is safe for concurrent use.
type look struct {
	at     webapi.Target
	since  string // timestamp of the first of the questions
	events []string

	once  sync.Once
	found map[string]string
	err   error
}

// has reports whether an event was answered.
func (l *look) has(ctx context.Context, api *webapi.Client, event string) (bool, error) {
	l.once.Do(func() { l.found, l.err = api.FindAll(ctx, l.at, l.since, l.events) })
	_, ok := l.found[event]
	return ok, l.err
}

// looks are the searches at the start of a process, by where the replies belong.
type looks map[[2]string]*look

// of returns the look for a work, which becomes one of its events. It is nil where
// nothing can be found.
func (m looks) of(s sighting) *look {
	if s.once || s.ts == "" {
		return nil
	}
	at := s.origin()
	key := [2]string{at.Channel, at.Thread}
	l := m[key]
	if l == nil {
		l = &look{at: at, since: s.ts}
		m[key] = l
	}
	if s.ts < l.since {
		l.since = s.ts
	}
	l.events = append(l.events, s.id)
	return l
}
