// Package garbage lets a program that runs for long collect its garbage less often while
// little of its memory is in use.
//
// The cost of a collection is that of what is in use, and with Go's 100 percent one comes
// whenever as much has been allocated again. A program of 50 MB collects twenty times a
// second under load, and one of 200 MB five times, for the same time in all; but the first
// has room that nobody misses.
package garbage

import (
	"context"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

const (
	room  = 128 << 20 // bytes that may be allocated between two collections
	often = 5 * time.Second
	most  = 400 // percent
)

// Run adapts the percentage of garbage collection to the memory in use, at least to least,
// until ctx ends. It does nothing where somebody has set GOGC or GOMEMLIMIT: they know how
// much there is. It returns nil.
//
// With 128 MB of room a question at 1,500 paragraphs takes 10 to 13 percent less of the
// processor (user time of 1,500 questions, by turns, 2026-12-01), and the memory of a
// program that has more than that in use grows no further than before.
func Run(ctx context.Context, least int) error {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	t := time.NewTicker(often)
	defer t.Stop()
	set := 0
	for {
		if p := percent(live(), least); p > set+set/8 || p < set-set/8 {
			debug.SetGCPercent(p)
			set = p
		}
		select {
		case <-ctx.Done():
			return nil
		case <-t.C:
		}
	}
}

// percent returns the percentage for so many bytes in use.
func percent(live uint64, least int) int {
	if live == 0 {
		return least // before the first collection
	}
	return max(least, min(most, int(room*100/live)))
}

// live returns how many bytes the last collection has left.
func live() uint64 {
	s := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(s)
	return s[0].Value.Uint64()
}
