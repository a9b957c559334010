package bot

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// left is what a dead process has left: questions that were noted.
type left struct {
	*fakeslack.Server
	st *state.Store
}

// ask notes a question, and that its answer was about to be posted if begun is true.
func (l left) ask(t *testing.T, m fakeslack.Message, id string, begun bool) fakeslack.Message {
	t.Helper()
	m.User, m.TS = "U"+id, l.People.Say(m)
	event := map[string]any{"type": "app_mention", "channel": m.Channel, "user": m.User, "ts": m.TS, "text": "<@" + fakeslack.BotUser + "> 问" + id}
	if m.ThreadTS != "" {
		event["thread_ts"] = m.ThreadTS
	}
	payload, err := json.Marshal(map[string]any{"type": "event_callback", "event_id": id, "team_id": "T1", "api_app_id": "A1", "event": event})
	if err != nil {
		t.Fatal(err)
	}
	if fresh, err := l.st.Deliveries.Note(state.Delivery{ID: id, Type: "events_api", Payload: payload}, m.Channel+" "+m.TS); err != nil || !fresh {
		t.Fatal(fresh, err)
	}
	if begun {
		if err := l.st.Deliveries.Begin(id); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

// TestResumeQuickly answers a hundred questions that waited when the process died, as
// fast as Slack takes the answers: only those are looked up whose answers may be there,
// and one look serves a whole thread.
func TestResumeQuickly(t *testing.T) {
	t.Parallel()
	const speed, waiting, begun = 20, 100, 30
	srv, err := fakeslack.Start(fakeslack.Options{Tiers: true, Speed: speed})
	if err != nil {
		t.Fatal(err)
	}
	l := left{srv, openState(t, state.Options{})}
	for i := range waiting {
		l.ask(t, fakeslack.Message{Channel: fmt.Sprint("C", i%25), Text: "x"}, fmt.Sprintf("W%03d", i), false)
	}
	root := l.People.Say(fakeslack.Message{Channel: "CTHREAD", User: "U1", Text: "讨论"})
	before := New(fakeslack.BotToken, fakeslack.AppToken, echo{}, &shelf{}, Options{APIURL: srv.URL(), Speed: speed})
	answered := 0
	for i := range begun {
		id := fmt.Sprintf("B%03d", i)
		m := l.ask(t, fakeslack.Message{Channel: "CTHREAD", ThreadTS: root, Text: "x"}, id, true)
		if i%3 == 0 {
			answered++
			if _, err := before.post.Send(t.Context(), webapi.Target{Channel: m.Channel, Thread: root, Event: id}, message.Message{Text: "回答"}); err != nil {
				t.Fatal(err)
			}
		}
	}
	calls := srv.Stats().Calls
	began := time.Now()
	s := startOn(t, srv, Options{State: l.st, Speed: speed})
	want := waiting + begun // of which some were answered before
	waitFor(t, "answer to each question", func() bool { return public(s.Channels.Posts()) >= want })
	took := time.Since(began) * speed
	looks := s.Stats().Calls["conversations.replies"] - calls["conversations.replies"]
	t.Logf("%d answers in %v of Slack's time, %d looks", want-answered, took.Round(time.Second), looks)
	if looks != 1 || s.Stats().Calls["conversations.history"] > 0 {
		t.Errorf("looked %d times into threads", looks)
	}
	if n := s.Stats().TierViolations["conversations.replies"]; n > 0 {
		t.Errorf("%d looks over the rate", n)
	}
	// At five a second for the workspace, 120 answers take 20 s behind a burst.
	if took > 90*time.Second {
		t.Errorf("took %v", took)
	}
	waitFor(t, "end of the work", func() bool {
		left, err := l.st.Deliveries.Unsettled()
		return err == nil && len(left) == 0
	})
	if n := public(s.Channels.Posts()); n != want {
		t.Errorf("%d posts, want %d", n, want)
	}
}
