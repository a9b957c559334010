package fakeslack

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/people"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
)

func modal(title string) map[string]any {
	return map[string]any{
		"type": "modal", "callback_id": "why", "title": map[string]any{"type": "plain_text", "text": title}, "submit": map[string]any{"type": "plain_text", "text": "好"},
		"blocks": []any{map[string]any{
			"type": "input", "block_id": "b", "label": map[string]any{"type": "plain_text", "text": "x"}, "element": map[string]any{"type": "plain_text_input", "action_id": "a"},
		}},
	}
}

// clicked clicks a button and returns its trigger.
func clicked(t *testing.T, s *Server, p *peer) string {
	t.Helper()
	must[Sent](t)(s.People.Click("C1", "U1", "a", "v"))
	f := p.read()
	p.ack(f.ID)
	return f.Payload.TriggerID
}

func TestTrigger(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	open := func(trigger string) any {
		return declined(t, s, "views.open", map[string]any{"trigger_id": trigger, "view": modal("x")})
	}
	trigger := clicked(t, s, p)
	clock.Advance(3*time.Second - 1)
	if got := open(trigger); got != nil {
		t.Errorf("in time: %v", got)
	}
	if got := open(trigger); got != "exchanged_trigger_id" {
		t.Errorf("twice: %v", got)
	}
	trigger = clicked(t, s, p)
	clock.Advance(3 * time.Second)
	if got := open(trigger); got != "expired_trigger_id" {
		t.Errorf("late: %v", got)
	}
	if got := open("1.2.3"); got != "invalid_trigger_id" {
		t.Errorf("made up: %v", got)
	}
	if got := declined(t, s, "views.open", map[string]any{"trigger_id": clicked(t, s, p), "view": modal(strings.Repeat("字", 25))}); got != "invalid_arguments" {
		t.Errorf("a long title: %v", got)
	}
}

func TestViews(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	out := fine(t, s, "views.open", map[string]any{"trigger_id": clicked(t, s, p), "view": modal("one")})
	v := out["view"].(map[string]any)
	id, hash := v["id"].(string), v["hash"].(string)
	if got := declined(t, s, "views.update", map[string]any{"view_id": id, "hash": "old", "view": modal("two")}); got != "hash_conflict" {
		t.Errorf("an old hash: %v", got)
	}
	fine(t, s, "views.update", map[string]any{"view_id": id, "hash": hash, "view": modal("two")})
	if got := declined(t, s, "views.update", map[string]any{"view_id": "V0", "view": modal("two")}); got != "not_found" {
		t.Errorf("no view: %v", got)
	}
	for n := 2; n <= 4; n++ {
		got := declined(t, s, "views.push", map[string]any{"trigger_id": clicked(t, s, p), "view": modal("more")})
		if n <= 3 && got != nil || n == 4 && got != "push_limit_reached" {
			t.Errorf("view %d: %v", n, got)
		}
	}
	views := s.Screens.Views()
	if len(views) != 3 || views[0].Title != "two" || views[0].CallbackID != "why" || !views[2].Open {
		t.Errorf("views %+v", views)
	}
	must[Sent](t)(s.People.CloseView("U1", views[2].ID))
	if s.Screens.Views()[2].Open || !s.Screens.Views()[1].Open {
		t.Errorf("views %+v", s.Screens.Views())
	}
}

func TestHome(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	p := connect(t, s)
	home := func(text string) map[string]any {
		return map[string]any{"type": "home", "blocks": []any{map[string]any{"type": "actions", "elements": []any{map[string]any{"type": "button", "action_id": "go", "value": "v", "text": map[string]any{"type": "plain_text", "text": text}}}}}}
	}
	must[Sent](t)(s.People.OpenHome("U1", "home"))
	f := p.read()
	if e := f.Payload.Event; e["type"] != "app_home_opened" || e["tab"] != "home" || e["channel"] != "D1" || e["view"] != nil {
		t.Errorf("opened %v", e)
	}
	out := fine(t, s, "views.publish", map[string]any{"user_id": "U1", "view": home("one")})
	hash := out["view"].(map[string]any)["hash"]
	fine(t, s, "views.publish", map[string]any{"user_id": "U1", "hash": hash, "view": home("two")})
	if got := declined(t, s, "views.publish", map[string]any{"user_id": "U1", "hash": hash, "view": home("three")}); got != "hash_conflict" {
		t.Errorf("an old hash: %v", got)
	}
	if got := declined(t, s, "views.publish", map[string]any{"user_id": "U1", "view": modal("x")}); got != "invalid_arguments" {
		t.Errorf("a modal: %v", got)
	}
	v, ok := s.Screens.Home("U1")
	if !ok || !strings.Contains(string(v.Blocks), "two") {
		t.Errorf("home %+v", v)
	}
	must[Sent](t)(s.People.ClickView("U1", v.ID, "go", ""))
	if f := p.read(); f.Payload.Container["type"] != "view" || f.Payload.Actions[0]["value"] != "v" {
		t.Errorf("clicked %+v", f)
	}
	must[Sent](t)(s.People.OpenHome("U1", "home"))
	if f := p.read(); f.Payload.Event["view"] == nil {
		t.Errorf("opened again %+v", f)
	}
}

// TestSubmit goes through what an app may answer a submission with.
func TestSubmit(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Speed: 5})
	p := connect(t, s)
	open := func() string {
		out := fine(t, s, "views.open", map[string]any{"trigger_id": clicked(t, s, p), "view": modal("x")})
		return out["view"].(map[string]any)["id"].(string)
	}
	submit := func(id string, answer any) (people.ViewReply, error) {
		done := make(chan struct{})
		go func() {
			defer close(done)
			if f := p.read(); answer != nil {
				p.ackWith(f.ID, answer)
			}
		}()
		r, err := s.People.Submit(within(t), "U1", id, Values{"b": {"a": "因为"}})
		<-done
		return r, err
	}
	id := open()
	if r, err := submit(id, map[string]any{"response_action": "errors", "errors": map[string]any{"b": "不"}}); err != nil || r.Action != "errors" || r.Errors["b"] != "不" {
		t.Errorf("errors: %+v, %v", r, err)
	}
	if r, err := submit(id, map[string]any{"response_action": "update", "view": modal("next")}); err != nil || r.Action != "update" || s.Screens.Views()[0].Title != "next" {
		t.Errorf("update: %+v, %v", r, err)
	}
	if _, err := submit(id, map[string]any{"response_action": "push", "view": modal("top")}); err != nil || len(s.Screens.Views()) != 2 || !s.Screens.Views()[1].Open {
		t.Errorf("push: %v, %+v", err, s.Screens.Views())
	}
	if _, err := submit(s.Screens.Views()[1].ID, map[string]any{}); err != nil || s.Screens.Views()[1].Open || !s.Screens.Views()[0].Open {
		t.Errorf("close: %v, %+v", err, s.Screens.Views())
	}
	if _, err := submit(id, map[string]any{"response_action": "clear"}); err != nil || s.Screens.Views()[0].Open {
		t.Errorf("clear: %v, %+v", err, s.Screens.Views())
	}
	if _, err := s.People.Submit(within(t), "U1", id, nil); err == nil {
		t.Error("a closed view was submitted")
	}
	if _, err := submit(open(), nil); !errors.Is(err, socketmode.ErrNotAcknowledged) {
		t.Errorf("no answer: %v", err)
	}
}

func TestResponseURLRules(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock})
	p := connect(t, s)
	send := func(address, body string) string {
		res, err := http.Post(address, "application/json", strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		text, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSpace(string(text))
	}
	must[Sent](t)(s.People.Slash("C1", "U1", "x"))
	address := p.read().Payload.Response
	for _, tt := range []struct{ body, want string }{
		{`{"text":"private"}`, "ok"},
		{`{"text":"public","response_type":"in_channel"}`, "ok"},
		{`{}`, "no_text"},
		{`{"blocks":[{"type":"graph"}]}`, "invalid_blocks"},
		{`not JSON`, "invalid_payload"},
	} {
		if got := send(address, tt.body); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.body, got, tt.want)
		}
	}
	if m := s.Channels.Messages("C1"); len(m) != 1 || m[0].Text != "public" || len(s.Channels.Ephemerals()) != 1 {
		t.Errorf("shown %+v, %+v", m, s.Channels.Posts())
	}
	clock.Advance(30 * time.Minute)
	if got := send(address, `{"text":"late"}`); got != "used_url" {
		t.Errorf("after half an hour: %s", got)
	}

	ts := fine(t, s, "chat.postMessage", map[string]any{"channel": "C2", "text": "x", "blocks": []any{map[string]any{"type": "actions", "elements": []any{map[string]any{"type": "button", "action_id": "go", "value": "v", "text": map[string]any{"type": "plain_text", "text": "x"}}}}}})["ts"]
	posts := s.Channels.Posts()
	post := posts[len(posts)-1]
	must[Sent](t)(s.People.ClickMessage("U1", post, "go", ""))
	f := p.read()
	if f.Payload.Message["ts"] != ts || f.Payload.Container["message_ts"] != ts || f.Payload.Actions[0]["value"] != "v" || f.Payload.TriggerID == "" {
		t.Errorf("clicked %+v", f)
	}
	send(f.Payload.Response, `{"text":"instead","replace_original":true}`)
	if m := s.Channels.Messages("C2"); len(m) != 1 || m[0].Text != "instead" || m[0].TS != ts {
		t.Errorf("replaced %+v", m)
	}
	send(f.Payload.Response, `{"delete_original":true}`)
	if m := s.Channels.Messages("C2"); len(m) != 0 {
		t.Errorf("deleted %+v", m)
	}
	if _, err := s.People.ClickMessage("U1", post, "no such button", ""); err == nil {
		t.Error("a button that is not there was clicked")
	}
}
