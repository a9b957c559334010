package store

import (
	"container/list"
	"sync"

	"beilun/index/passage"
)

// cache keeps the passages that were read last, decoded, up to a number of
// bytes. The passages of a cache are shared and must not be changed. It is safe
// for concurrent use.
type cache struct {
	mu    sync.Mutex
	limit int
	size  int
	at    map[stored]*list.Element
	order *list.List // of cached, the last read first
}

// stored is the place of a passage: the number of a document in a segment, which does
// not change.
type stored struct{ segment, doc uint64 }

type cached struct {
	stored
	*passage.Passage
}

// cacheBytes bounds the memory of a cache: some 1,500 passages of 500 characters. Twice as
// much saves a tenth of what an answer allocates at 20,000 paragraphs. It is less in
// proportion where memory is limited; see shareOf.
const cacheBytes = 32 << 20

func newCache(limit int) *cache {
	return &cache{limit: limit, at: map[stored]*list.Element{}, order: list.New()}
}

func (c *cache) get(at stored) *passage.Passage {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.at[at]
	if e == nil {
		return nil
	}
	c.order.MoveToFront(e)
	return e.Value.(cached).Passage
}

func (c *cache) put(at stored, p *passage.Passage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.at[at] != nil {
		return // another search was as fast
	}
	c.at[at] = c.order.PushFront(cached{at, p})
	c.size += bytesOf(p)
	for c.size > c.limit && c.order.Len() > 1 {
		last := c.order.Remove(c.order.Back()).(cached)
		delete(c.at, last.stored)
		c.size -= bytesOf(last.Passage)
	}
}

// clear forgets all passages, for they may have changed.
func (c *cache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.at)
	c.order.Init()
	c.size = 0
}

// bytesOf estimates the memory that p takes, with its view, which is the folded text and
// twelve bytes for each of its characters, and with what an answerer keeps of its clauses
// and figures (see passage.Passage.Once): as much again.
func bytesOf(p *passage.Passage) int {
	const figureBytes, overhead = 1270, 1000
	return overhead + len(p.Text) + len(p.Heading) + 24*len(p.Sentences) + figureBytes*len(p.Figures) + 9*len(p.Text)
}

// roomBytes is the limit of memory (GOMEMLIMIT) in bytes below which batches are smaller in
// proportion: two of them, one that is collected and one that is written, take
// a quarter of it. leastShare is the smallest part of a batch that they are.
const (
	roomBytes  = 320 << 20
	leastShare = 1. / 8
)

// shareOf returns how large batches are under a limit of memory in bytes, 1 for the full size.
func shareOf(limit int64) float64 {
	return min(1, max(leastShare, float64(limit)/roomBytes))
}
