package store

import (
	"fmt"
	"testing"

	"beilun/index/passage"
)

func TestCache(t *testing.T) {
	t.Parallel()
	p := func(n int) *passage.Passage {
		p := passage.Passage{ID: fmt.Sprintf("a#%d", n), Text: "文"}
		p.Keep()
		return &p
	}
	c := newCache(3 * bytesOf(p(1)))
	for n := 1; n <= 3; n++ {
		c.put(stored{1, uint64(n)}, p(n))
	}
	c.get(stored{1, 1})
	c.put(stored{1, 4}, p(4))
	for n, want := range map[int]bool{1: true, 2: false, 3: true, 4: true} {
		if got := c.get(stored{1, uint64(n)}) != nil; got != want {
			t.Errorf("passage %d is kept: %v, want %v", n, got, want)
		}
	}
	if c.clear(); c.get(stored{1, 1}) != nil || c.size != 0 {
		t.Error("not empty when cleared")
	}
}
