package fakeslack

import (
	"net/http"
	"strconv"
	"time"

	"beilun/internal/fakeslack/webapi"
)

// tier is how often a method may be called: burst at once, then one each every.
type tier struct {
	every time.Duration
	burst int
}

// tierOf returns the rate of a method and whether it counts by channel.
func tierOf(method string) (t tier, byChannel bool) {
	switch method {
	case "chat.postMessage":
		return tier{time.Second, 3}, true
	case "chat.startStream", "chat.stopStream":
		return perMinute(20), false
	case "chat.update", "conversations.replies", "conversations.history", "conversations.info", "conversations.open", "reactions.add", "reactions.remove", "apps.connections.open", "chat.delete":
		return perMinute(50), false
	case "assistant.threads.setStatus", "auth.test":
		return perMinute(600), false // special: documented as generous
	}
	return perMinute(100), false
}

// perMinute allows n calls a minute, which may come all at once.
func perMinute(n int) tier { return tier{time.Minute / time.Duration(n), n} }

// limiter counts calls. It holds one time for each method, and channel where
// those count by themselves: when the calls so far would have been used up.
type limiter struct{ full map[string]time.Time }

func newLimiter() limiter { return limiter{map[string]time.Time{}} }

// maxBuckets bounds what the limiter holds.
const maxBuckets = 10_000

// limit counts a call and returns how long the client is to wait, 0 where the
// call is within its rate. A call that is refused is not counted, as on Slack.
func (s *Server) limit(method, channel string) time.Duration {
	t, byChannel := tierOf(method)
	key := method
	if byChannel {
		key += " " + channel
	}
	s.world.Lock()
	defer s.world.Unlock()
	now := s.world.Now()
	full := s.limiter.full[key]
	if full.Before(now) {
		full = now
	}
	if over := full.Add(t.every).Sub(now) - time.Duration(t.burst)*t.every; over > 0 {
		s.stats.TierViolations[method]++
		if s.opts.Tiers {
			return over
		}
	}
	if len(s.limiter.full) >= maxBuckets {
		clear(s.limiter.full)
	}
	s.limiter.full[key] = full.Add(t.every)
	return 0
}

// tooMany answers 429.
func tooMany(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	webapi.Write(w, map[string]any{"ok": false, "error": "ratelimited"})
}
