package store

import (
	"math"
	"testing"
)

// TestShareOf makes batches small where memory is scarce, and never empty.
func TestShareOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		limit int64
		want  float64
	}{{math.MaxInt64, 1}, {320 << 20, 1}, {128 << 20, .4}, {96 << 20, .3}, {1 << 20, leastShare}, {0, leastShare}} {
		if got := shareOf(c.limit); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%d bytes: %v, want %v", c.limit, got, c.want)
		}
	}
	b := &Batch{share: shareOf(128 << 20), Size: 799}
	if b.IsFull() {
		t.Error("it is full before it is")
	}
	if b.Size++; !b.IsFull() {
		t.Error("it is not full with 800 passages under 128 MB")
	}
}
