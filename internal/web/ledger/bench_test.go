package ledger

import (
	"log/slog"
	"runtime"
	"testing"

	"beilun/index/bench/press"
)

// BenchmarkSnapshot makes the snapshot of 20,000 paragraphs and searches it.
func BenchmarkSnapshot(b *testing.B) {
	texts := map[string]string{}
	g, left := press.New(1), 20_000
	for left > 0 {
		r := g.Next(left)
		left -= len(r.Paragraphs())
		texts[r.Name] = string(r.File())
	}
	l := New(newIndex(b, texts), slog.New(slog.DiscardHandler))
	kept := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	s, err := l.snapshot(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("make", func(b *testing.B) {
		s = nil
		before := kept()
		for b.Loop() {
			if s, err = l.snapshot(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(kept()-before)/1e6, "MB")
		b.ReportMetric(float64(len(s.Entries)), "entries")
		b.ReportMetric(float64(len(s.names)), "names")
		b.ReportMetric(float64(len(s.rows)), "rows")
	})
	for _, typed := range []string{"总", "区", "a", "总投资", "港 吞"} {
		b.Run("search "+typed, func(b *testing.B) {
			for b.Loop() {
				s.Search(typed)
			}
		})
	}
}
