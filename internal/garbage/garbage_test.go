package garbage

import (
	"context"
	"runtime"
	"runtime/debug"
	"testing"
)

func TestPercent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		live        uint64
		least, want int
	}{
		{0, 100, 100},
		{1 << 20, 100, 400},
		{64 << 20, 100, 200},
		{128 << 20, 100, 100},
		{1 << 30, 100, 100},
		{1 << 30, 200, 200},
	} {
		if got := percent(tt.live, tt.least); got != tt.want {
			t.Errorf("%d bytes in use: %d percent, want %d", tt.live, got, tt.want)
		}
	}
}

// TestRun sets the percentage before it ends, and not where somebody has set one.
func TestRun(t *testing.T) {
	before := debug.SetGCPercent(100)
	t.Cleanup(func() { debug.SetGCPercent(before) })
	runtime.GC()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	t.Setenv("GOGC", "")
	t.Setenv("GOMEMLIMIT", "1GiB")
	if err := Run(ctx, 300); err != nil {
		t.Fatal(err)
	}
	if got := debug.SetGCPercent(100); got != 100 {
		t.Errorf("%d percent with a limit of memory", got)
	}
	t.Setenv("GOMEMLIMIT", "")
	if err := Run(ctx, 300); err != nil {
		t.Fatal(err)
	}
	if got := debug.SetGCPercent(100); got < 300 {
		t.Errorf("%d percent, want at least 300", got)
	}
	if live() == 0 {
		t.Error("nothing is in use")
	}
}
