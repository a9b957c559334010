package bot

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// spaced keeps the client library from opening connections without a pause: it
// reconnects at once after every disconnect, thousands of times a second if
// Slack goes on disconnecting, where Slack allows some fifty a minute. The
// space grows while connections are opened in quick succession.
type spaced struct {
	base http.RoundTripper
	mu   sync.Mutex
	next time.Time
	gap  time.Duration
}

const (
	minGap   = time.Second
	maxGap   = 30 * time.Second
	quietFor = time.Minute // after which the gap is the smallest again
)

func (s *spaced) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/apps.connections.open") {
		timer := time.NewTimer(s.reserve(time.Now()))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return nil, r.Context().Err()
		}
	}
	return s.base.RoundTrip(r)
}

// reserve takes the next time at which a connection may be opened and returns
// how long it is until then. The first two are free: one checks the token.
func (s *spaced) reserve(now time.Time) time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.next.IsZero(), now.Sub(s.next) > quietFor:
		s.next, s.gap = now, 0
		return 0
	case s.gap == 0:
		s.gap = minGap
		s.next = now
		return 0
	}
	at := s.next.Add(s.gap)
	if at.Before(now) {
		at = now
	}
	s.next, s.gap = at, min(s.gap*3/2, maxGap)
	return at.Sub(now)
}
