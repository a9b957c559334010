package delivery

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"

	"beilun/internal/state"
)

// TestShutdownLeaves leaves what cannot be finished for the next process.
func TestShutdownLeaves(t *testing.T) {
	t.Parallel()
	st, err := state.Open(filepath.Join(t.TempDir(), "state.db"), state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if fresh, err := st.Deliveries.Note(state.Delivery{ID: "Ev1", Type: "events_api"}); !fresh || err != nil {
		t.Fatal(fresh, err)
	}
	c := New(Options{State: st, Queue: 10, Speed: 1, Logger: slog.New(slog.DiscardHandler)})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	c.queue.put(newTestWork(ctx, "Ev1", "C1", "", "U1"))
	c.deliver(ctx, c.queue.take(false))
	if got, err := st.Deliveries.Status("Ev1"); got != state.Waiting || err != nil {
		t.Errorf("it is %q, %v", got, err)
	}
}
