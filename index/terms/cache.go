package terms

import (
	"hash/maphash"
	"sync"
	"sync/atomic"

	"github.com/RoaringBitmap/roaring/v2"
)

// Bounds of a Cache: unions of fewer terms are made in no time.
const (
	leastCached = 16      // terms
	maxCached   = 2 << 20 // bytes of bitmaps
)

// Cache keeps the unions of many terms of a field in one segment, as long as the same
// passages of it are deleted. The district itself has thousands of names in a ledger of
// 20,000 paragraphs, and to read the passages of all of them takes 20 ms, several times for
// one question. The zero Cache is empty; it is safe for concurrent use.
type Cache struct {
	mu     sync.Mutex
	unions map[string]*roaring.Bitmap // by prefix, for reading only
	bytes  uint64
	lists  [1024]atomic.Pointer[list] // a newer one takes the place of an older one
}

// list is what follows a prefix in the terms that begin with it, in order. The history of
// a figure looks several times for the same few, and to find the first of them in the
// dictionary takes dozens of allocations.
type list struct {
	prefix string
	rests  []string
	many   bool // there are more than maxListed, which are not kept
}

// maxListed is how many terms a list has at most, so that all lists of a segment take
// 2 MB at most.
const maxListed = 16

var seed = maphash.MakeSeed()

// list returns where the list of a prefix is kept.
func (c *Cache) list(prefix string) *atomic.Pointer[list] {
	return &c.lists[maphash.String(seed, prefix)%uint64(len(c.lists))]
}

// get returns a copy of the union for a prefix, nil if it is not kept.
func (c *Cache) get(prefix string) *roaring.Bitmap {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	kept := c.unions[prefix]
	c.mu.Unlock()
	if kept == nil {
		return nil
	}
	return kept.Clone()
}

// put keeps a copy of the union of a number of terms, if it is worth it.
func (c *Cache) put(prefix string, terms int, union *roaring.Bitmap) {
	if c == nil || terms < leastCached {
		return
	}
	kept := union.Clone()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.bytes > maxCached {
		c.unions, c.bytes = nil, 0
	}
	if c.unions == nil {
		c.unions = map[string]*roaring.Bitmap{}
	}
	if _, twice := c.unions[prefix]; !twice {
		c.unions[prefix] = kept
		c.bytes += kept.GetSizeInBytes() + uint64(len(prefix))
	}
}
