package delivery

import (
	"encoding/json"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"beilun/bot/webapi"
	"beilun/internal/state"
)

// TestResumeAfterOutage starts a process soon after another left a question, and finds
// Slack only later: the question is answered, but not after more than an hour.
func TestResumeAfterOutage(t *testing.T) {
	t.Parallel()
	now := time.Now()
	for name, tt := range map[string]struct {
		asked, started time.Time
		want           int
	}{
		"at once":                          {now.Add(-time.Minute), now, 1},
		"too old at the start":             {now.Add(-12 * time.Minute), now, 0},
		"waited for Slack half an hour":    {now.Add(-31 * time.Minute), now.Add(-30 * time.Minute), 1},
		"waited for Slack for a long time": {now.Add(-91 * time.Minute), now.Add(-90 * time.Minute), 0},
	} {
		st, err := state.Open(filepath.Join(t.TempDir(), "state.db"), state.Options{Now: func() time.Time { return tt.asked }})
		if err != nil {
			t.Fatal(err)
		}
		payload := json.RawMessage(`{"event_id":"Ev1","event":{"type":"app_mention","channel":"C1","user":"U1","ts":"1.1","text":"x"}}`)
		if _, err := st.Deliveries.Note(state.Delivery{ID: "Ev1", Type: "events_api", Payload: payload}); err != nil {
			t.Fatal(err)
		}
		c := New(Options{
			API: webapi.New("", "", webapi.Options{}), State: st, Started: tt.started, Queue: 10, PerUser: 10, Speed: 1, Logger: slog.New(slog.DiscardHandler),
		})
		if err := c.Resume(t.Context()); err != nil {
			t.Error(err)
		}
		if got := c.Waiting(); got != tt.want {
			t.Errorf("%s: %d wait, want %d", name, got, tt.want)
		}
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	}
}
