package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
)

// openState opens a store that outlives the bots that use it.
func openState(t *testing.T, opts state.Options) *state.Store {
	t.Helper()
	s, err := state.Open(filepath.Join(t.TempDir(), "state.db"), opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() }) // closed twice where the test closes it
	return s
}

// TestOnceThroughRestart delivers an event again to the process after the one
// that answered it.
func TestOnceThroughRestart(t *testing.T) {
	t.Parallel()
	st := openState(t, state.Options{})
	s := start(t, Options{State: st})
	m := fakeslack.Message{Channel: "C1", User: "U1", Text: "<@" + fakeslack.BotUser + "> 一次"}
	mention, plain, err := s.People.MentionPair(m)
	if err != nil {
		t.Fatal(err)
	}
	s.posts(t, 1)
	if err := s.stop(); err != nil {
		t.Fatal(err)
	}
	s = start(t, Options{State: st}) // of another workspace, to which the same is delivered
	for kind, sent := range map[string]fakeslack.Sent{"app_mention": mention, "message": plain} {
		if err := s.People.Redeliver(kind, m, sent); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Deliveries.WaitAcks(within(t), 2); err != nil {
		t.Error("not acknowledged:", err)
	}
	s.posts(t, 0)
}

// note writes a mention down as a process would that died before it answered.
func note(t *testing.T, st *state.Store, id, ts, text string) {
	t.Helper()
	payload, err := json.Marshal(map[string]any{
		"type": "event_callback", "event_id": id, "team_id": "T1", "api_app_id": "A1",
		"event": map[string]any{"type": "app_mention", "channel": "C1", "user": "U1", "ts": ts, "text": "<@" + fakeslack.BotUser + "> " + text},
	})
	if err != nil {
		t.Fatal(err)
	}
	if fresh, err := st.Deliveries.Note(state.Delivery{ID: id, Type: "events_api", Payload: payload}, "C1 "+ts); err != nil || !fresh {
		t.Fatalf("note %s: %v, %v", id, fresh, err)
	}
}

// TestResume answers at the start what was left, unless the thread shows that
// it was answered or it is too old.
func TestResume(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var sent [3]fakeslack.Sent
	for i := range sent {
		if sent[i], err = srv.People.Mention(fakeslack.Message{Channel: "C1", User: "U1", Text: "x"}); err == nil {
			t.Fatal("delivered without a socket")
		}
	}
	now := time.Now().Add(-time.Hour)
	st := openState(t, state.Options{Now: func() time.Time { return now }})
	note(t, st, sent[0].EventID, sent[0].TS, "太旧")
	now = time.Now()
	note(t, st, sent[1].EventID, sent[1].TS, "没有回答")
	note(t, st, sent[2].EventID, sent[2].TS, "回答过")
	if err := st.Deliveries.Begin(sent[2].EventID); err != nil {
		t.Fatal(err)
	}
	before := New(fakeslack.BotToken, fakeslack.AppToken, echo{}, &shelf{}, Options{APIURL: srv.URL()})
	if _, err := before.post.Send(t.Context(), webapi.Target{Channel: "C1", Thread: sent[2].TS, Event: sent[2].EventID}, message.Message{Text: "回答"}); err != nil {
		t.Fatal(err)
	}
	s := startOn(t, srv, Options{State: st})
	posts := s.posts(t, 2)
	if p := posts[1]; p.ThreadTS != sent[1].TS || !strings.Contains(p.Text, "没有回答") || !strings.Contains(string(p.Metadata), sent[1].EventID) {
		t.Errorf("resumed with %.300v", p)
	}
	for i, want := range []state.Status{state.Dropped, state.Answered, state.Answered} {
		waitFor(t, fmt.Sprintf("delivery %d that is %s", i, want), func() bool { // a moment after it was posted
			got, err := st.Deliveries.Status(sent[i].EventID)
			return got == want && err == nil
		})
	}
}

// TestNotNoted leaves an event that cannot be noted to be delivered again.
func TestNotNoted(t *testing.T) {
	t.Parallel()
	st := openState(t, state.Options{})
	s := start(t, Options{State: st})
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "x"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if err := s.Deliveries.WaitAcks(ctx, 1); err == nil {
		t.Error("acknowledged and not noted")
	}
	s.posts(t, 0)
}

// TestStop stops what is being answered when the person presses Stop.
func TestStop(t *testing.T) {
	t.Parallel()
	st := openState(t, state.Options{})
	s := start(t, Options{State: st})
	m, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "slow", ThreadTS: "1.1"})
	if err != nil {
		t.Fatal(err)
	}
	s.untilAsked(t)
	if _, err := s.People.StopSession("D1", "1.1", "U1"); err != nil {
		t.Fatal(err)
	}
	for ctx := within(t); ctx.Err() == nil; time.Sleep(2 * time.Millisecond) {
		if got, _ := st.Deliveries.Status(m.EventID); got == state.Dropped {
			break
		}
	}
	s.posts(t, 0)
}

// TestChannels speaks only where it may; elsewhere it says so once, to the
// asker alone.
func TestChannels(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Channels: []string{"C1"}})
	for i, m := range []fakeslack.Message{{Channel: "C2"}, {Channel: "C2"}, {Channel: "C1"}} {
		m.User, m.Text = "U1", fmt.Sprintf("<@%s> 问%d", fakeslack.BotUser, i)
		if _, err := s.People.Mention(m); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range []fakeslack.Message{{Channel: "D1", Text: "私下"}, {Channel: "C2", ThreadTS: "1.1", Text: "闲聊"}} {
		m.User = "U1"
		send := s.People.Message
		if m.Channel == "D1" {
			send = s.People.DirectMessage
		}
		if _, err := send(m); err != nil {
			t.Fatal(err)
		}
	}
	var got []string
	for _, p := range s.posts(t, 3) {
		got = append(got, fmt.Sprint(p.Channel, " ", p.Ephemeral))
	}
	slices.Sort(got)
	if want := []string{"C1 false", "C2 true", "D1 false"}; !slices.Equal(got, want) {
		t.Errorf("posts %v, want %v", got, want)
	}
}

// TestOutage answers once, when Slack is back after a long failure.
func TestOutage(t *testing.T) {
	t.Parallel()
	const long = 7 // more than package webapi tries
	for name, f := range map[string]fakeslack.Failure{
		"before the effect": {Status: 500, Times: long},
		"after it":          {AfterEffect: true, Times: 1},
	} {
		s := start(t, Options{})
		s.Fail("chat.postMessage", f)
		if f.AfterEffect { // and nothing can be looked up
			s.Fail("conversations.history", fakeslack.Failure{Status: 500, Times: long})
		}
		if _, err := s.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "停电了"}); err != nil {
			t.Fatal(err)
		}
		s.posts(t, 1)
		for ctx := within(t); ctx.Err() == nil; time.Sleep(5 * time.Millisecond) {
			if left, err := s.bot.memory.Store.Deliveries.Unsettled(); err == nil && len(left) == 0 {
				break
			}
		}
		if p := s.posts(t, 1)[0]; !strings.Contains(p.Text, "停电了") {
			t.Errorf("%s: posted %.300v", name, p)
		}
	}
}

// TestResumeRestored starts with a state that was restored: a command that waited in it is
// not done again, because nobody can find out whether it was.
func TestResumeRestored(t *testing.T) {
	t.Parallel()
	st := openState(t, state.Options{})
	payload := `{"command":"/beilun","text":"总投资多少？","channel_id":"C1","user_id":"U1","response_url":"https://hooks.slack.com/x"}`
	if _, err := st.Deliveries.Note(state.Delivery{ID: "Env1", Type: "slash_commands", Payload: state.Raw(payload)}); err != nil {
		t.Fatal(err)
	}
	if err := st.Deliveries.Doubt(); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{State: st})
	s.posts(t, 0)
	if status, err := st.Deliveries.Status("Env1"); status != state.Dropped || err != nil {
		t.Errorf("%s, %v", status, err)
	}
}
