package bot

import (
	"crypto/rand"
	"sync"
	"time"
)

// Bounds of what the bot remembers.
const (
	maxAnswers = 2_000
	answerLife = 24 * time.Hour
	maxTalks   = 2_000
	talkLife   = time.Hour
)

// aging is a bounded map whose entries expire; the oldest goes first. It is
// safe for concurrent use.
type aging[V any] struct {
	mu      sync.Mutex
	max     int
	life    time.Duration
	now     func() time.Time
	entries map[string]aged[V]
	order   []string // by age, expired and removed ones among them
}

type aged[V any] struct {
	value V
	at    time.Time
}

func newAging[V any](max int, life time.Duration) *aging[V] {
	return &aging[V]{max: max, life: life, now: time.Now, entries: map[string]aged[V]{}}
}

// put adds a value unless there is one under key, and reports whether it did.
func (a *aging[V]) put(key string, value V) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	now := a.now()
	for len(a.order) > 0 {
		oldest, ok := a.entries[a.order[0]]
		if ok && len(a.order) < a.max && now.Sub(oldest.at) < a.life {
			break
		}
		delete(a.entries, a.order[0])
		a.order = a.order[1:]
	}
	if _, ok := a.entries[key]; ok {
		return false
	}
	a.entries[key] = aged[V]{value, now}
	a.order = append(a.order, key)
	return true
}

// take removes and returns the value under key.
func (a *aging[V]) take(key string) (V, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	e, ok := a.entries[key]
	delete(a.entries, key)
	if !ok || a.now().Sub(e.at) >= a.life {
		var zero V
		return zero, false
	}
	return e.value, true
}

// answers remembers private replies that may still be shared.
type answers struct{ replies *aging[Reply] }

func newAnswers() *answers { return &answers{newAging[Reply](maxAnswers, answerLife)} }

// keep remembers r and returns the key to take it with.
func (a *answers) keep(r Reply) string {
	key := rand.Text()
	a.replies.put(key, r)
	return key
}

func (a *answers) take(key string) (Reply, bool) { return a.replies.take(key) }
