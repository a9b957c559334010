package memo_test

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"beilun/internal/memo"
)

// TestGet asks for more keys than there are places, from several goroutines, and each
// gets its own value.
func TestGet(t *testing.T) {
	t.Parallel()
	table := memo.New(8, func(key string) string { return key + "!" })
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i := range 2000 {
				key := strconv.Itoa(i % 50)
				if got := table.Get(key); got != key+"!" {
					t.Errorf("%s: %s", key, got)
				}
			}
		})
	}
	wg.Wait()
}

// TestKept works a value out once, and each time for a key that is too long to be kept.
func TestKept(t *testing.T) {
	t.Parallel()
	var made atomic.Int32
	table := memo.New(64, func(key string) int { made.Add(1); return len(key) })
	for _, tt := range []struct {
		key  string
		want int32
	}{{"安枰区", 1}, {"", 1}, {strings.Repeat("长", 200), 3}} {
		made.Store(0)
		for range 3 {
			if got := table.Get(tt.key); got != len(tt.key) {
				t.Errorf("%q: %d", tt.key, got)
			}
		}
		if got := made.Load(); got != tt.want {
			t.Errorf("%q was worked out %d times, want %d", tt.key, got, tt.want)
		}
	}
}
