package bot

import (
	"sync"
	"time"
)

// cache is a bounded map in memory whose entries expire. It is safe for
// concurrent use.
type cache[V any] struct {
	mu      sync.Mutex
	max     int
	life    time.Duration
	now     func() time.Time
	entries map[string]cached[V]
}

type cached[V any] struct {
	value V
	until time.Time
}

func newCache[V any](max int, life time.Duration) *cache[V] {
	return &cache[V]{max: max, life: life, now: time.Now, entries: map[string]cached[V]{}}
}

func (c *cache[V]) get(key string) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.entries[key]
	if !ok || c.now().After(e.until) {
		var zero V
		return zero, false
	}
	return e.value, true
}

// put keeps a value for as long as the cache does.
func (c *cache[V]) put(key string, v V) { c.putFor(key, v, c.life) }

// putFor keeps a value. A full cache forgets what has expired or, when nothing
// has, an entry of its choice: everything in it can be had again.
func (c *cache[V]) putFor(key string, v V, life time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if _, ok := c.entries[key]; !ok && len(c.entries) >= c.max {
		for k, e := range c.entries {
			if now.After(e.until) {
				delete(c.entries, k)
			}
		}
		for k := range c.entries {
			if len(c.entries) < c.max {
				break
			}
			delete(c.entries, k)
		}
	}
	c.entries[key] = cached[V]{v, now.Add(life)}
}

// forget drops everything.
func (c *cache[V]) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.entries)
}
