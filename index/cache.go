package index

import (
	"container/list"
	"sync"
)

// cache keeps the passages that were read last, decoded, up to a number of
// bytes. The passages of a cache are shared: nobody changes them. It is safe
// for concurrent use.
type cache struct {
	mu    sync.Mutex
	limit int
	size  int
	byID  map[string]*list.Element
	order *list.List // of *cached, the last read first
}

// cached is a passage with what the ranking needs of it.
type cached struct {
	passage Passage
	view    view
}

// cacheBytes bounds what a cache holds: some 4,000 passages of 500 characters.
const cacheBytes = 32 << 20

func newCache(limit int) *cache {
	return &cache{limit: limit, byID: map[string]*list.Element{}, order: list.New()}
}

func (c *cache) get(id string) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.byID[id]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(*cached)
}

func (c *cache) put(p *cached) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byID[p.passage.ID] != nil {
		return // another search was as fast
	}
	c.byID[p.passage.ID] = c.order.PushFront(p)
	c.size += p.bytes()
	for c.size > c.limit && c.order.Len() > 1 {
		last := c.order.Remove(c.order.Back()).(*cached)
		delete(c.byID, last.passage.ID)
		c.size -= last.bytes()
	}
}

// clear forgets all passages, for they may have changed.
func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.byID)
	c.order.Init()
	c.size = 0
}

// bytes estimates the memory that p takes.
func (p *cached) bytes() int {
	const figureBytes, overhead = 500, 500
	return overhead + len(p.passage.Text) + len(p.passage.Heading) + 16*len(p.passage.Sentences) +
		figureBytes*len(p.passage.Figures) + 4*len(p.view.text) + 8*len(p.view.ends) + 8*len(p.view.figures)
}
