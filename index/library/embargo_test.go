package library

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"beilun/index"
	"beilun/knowledge"
)

// TestEmbargoEnds follows a folder while the day of an embargo comes: the release is
// answered from without a change in the folder and without a restart.
func TestEmbargoEnds(t *testing.T) {
	t.Parallel()
	lex, err := lexicon()
	if err != nil {
		t.Fatal(err)
	}
	var day atomic.Int64
	day.Store(4)
	x, err := index.InMemory(index.Options{Lexicon: lex, Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 12, Day: int(day.Load())} }})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	put(t, dir, "a.txt", "园区一期。")
	put(t, dir, "b.txt", "禁发至：2025年12月5日\n园区二期总投资3亿元。")
	opts := quick
	opts.Every = 50 * time.Millisecond
	l := opened(t, opts, x, newCorpus(t, dir))
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- l.Run(ctx) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	arrived := func(what string) {
		t.Helper()
		select {
		case <-l.Arrived():
		case <-time.After(30 * time.Second):
			t.Fatalf("%s: nothing arrives", what)
		}
	}
	arrived("at first")
	if got := texts(t, l); len(got) != 1 || got["b.txt"] != "" {
		t.Errorf("before the day: %q", got)
	}
	day.Store(5)
	arrived("on the day")
	if got := texts(t, l); got["b.txt"] == "" {
		t.Errorf("on the day: %q, %v", got, l.Problems())
	}
}
