package fakeslack

import (
	"net/http"
	"strconv"
	"time"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// tier is how often a method may be called: burst at once, then one each every.
type tier struct {
	every time.Duration
	burst int
}

// tierOf returns the rate of a method, and whether it counts by channel.
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

// meter counts calls and holds them against their rates. It keeps one time for
// each method, or for each channel of a method that counts by channel: when the
// calls so far would have been used up.
type meter struct {
	world  *sim.World
	strict bool // refuse the calls over the rate

	// Below, the world's lock.
	full  map[string]time.Time
	calls map[string]int // by method
	over  map[string]int // by method
}

func newMeter(w *sim.World, strict bool) *meter {
	return &meter{world: w, strict: strict, full: map[string]time.Time{}, calls: map[string]int{}, over: map[string]int{}}
}

// maxBuckets bounds the times that the meter keeps.
const maxBuckets = 10_000

// count counts a call.
func (m *meter) count(method string) {
	m.world.Lock()
	defer m.world.Unlock()
	m.calls[method]++
	m.world.Signal()
}

// limit holds a call against the rate of its method and returns how long the
// client is to wait, 0 if the call is within the rate. A call that is refused
// does not use up the rate, as on Slack.
func (m *meter) limit(method, channel string) time.Duration {
	t, byChannel := tierOf(method)
	key := method
	if byChannel {
		key += " " + channel
	}
	m.world.Lock()
	defer m.world.Unlock()
	now := m.world.Now()
	full := m.full[key]
	if full.Before(now) {
		full = now
	}
	if over := full.Add(t.every).Sub(now) - time.Duration(t.burst)*t.every; over > 0 {
		m.over[method]++
		if m.strict {
			return over
		}
	}
	if len(m.full) >= maxBuckets {
		clear(m.full)
	}
	m.full[key] = full.Add(t.every)
	return 0
}

// tooMany answers 429.
func tooMany(w http.ResponseWriter, wait time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(http.StatusTooManyRequests)
	webapi.Write(w, map[string]any{"ok": false, "error": "ratelimited"})
}
