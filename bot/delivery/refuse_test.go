package delivery

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// TestRefusals counts what was not taken until its person knows: at once, then each
// minute, and later where there is no room.
func TestRefusals(t *testing.T) {
	t.Parallel()
	r := refusals{of: map[string]*refusal{}}
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for i, tt := range []struct {
		at   time.Duration
		add  map[string]int
		room int
		want map[string]string // by person: how many
	}{
		{0, map[string]int{"U1": 3}, 1, map[string]string{"U1": "3"}},
		{time.Second, map[string]int{"U1": 2}, 1, nil},
		{2 * time.Second, map[string]int{"U2": 1}, 0, nil}, // no room
		{3 * time.Second, nil, 1, map[string]string{"U2": "1"}},
		{time.Minute, map[string]int{"U1": 1}, 9, map[string]string{"U1": "3"}},
		{3 * time.Minute, nil, 9, nil},
	} {
		for user, n := range tt.add {
			for range n {
				w := newTestWork(t.Context(), fmt.Sprint(i), "C1", "", user)
				w.text = "多少？"
				r.add(w, tooMany)
			}
		}
		got := map[string]string{}
		for _, p := range r.due(start.Add(tt.at), time.Minute, func() bool { tt.room--; return tt.room >= 0 }) {
			got[p.user] = p.message(p.text).Text
		}
		if len(got) != len(tt.want) {
			t.Errorf("step %d: said %v, want %v", i, got, tt.want)
		}
		for user, n := range tt.want {
			if !strings.Contains(got[user], n) {
				t.Errorf("step %d: said %q to %s, want %s", i, got[user], user, n)
			}
		}
	}
	if len(r.of) != 0 {
		t.Errorf("%d persons are kept for nothing", len(r.of))
	}
	for i := range 2 * maxRefused {
		r.add(newTestWork(t.Context(), "x", "C1", "", fmt.Sprint("U", i)), tooBusy)
	}
	if len(r.of) != maxRefused {
		t.Errorf("%d persons are kept", len(r.of))
	}
}
