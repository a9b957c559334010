package bot

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"beilun/internal/fakeslack"
)

// judge holds messages and views against Slack's rules as the fake Slack knows
// them, without the bot's ladder of plainer forms between them.
type judge struct{ *fakeslack.Server }

func newJudge(t *testing.T) judge {
	t.Helper()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := srv.Close(); err != nil {
			t.Errorf("close fake Slack: %v", err)
		}
	})
	return judge{srv}
}

// message posts blocks with a text and updates them, for chat.update has rules
// of its own.
func (j judge) message(t *testing.T, text string, blocks []byte) {
	t.Helper()
	posted := j.call(t, "chat.postMessage", url.Values{"channel": {"C1"}, "text": {text}, "blocks": {string(blocks)}})
	j.call(t, "chat.update", url.Values{"channel": {"C1"}, "ts": {posted.TS}, "text": {text}, "blocks": {string(blocks)}})
}

// view publishes the blocks of a view.
func (j judge) view(t *testing.T, view []byte) {
	t.Helper()
	var v struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(view, &v); err != nil {
		t.Fatal(err)
	}
	home := string(encode(t, map[string]any{"type": "home", "blocks": v.Blocks}))
	j.call(t, "views.publish", url.Values{"user_id": {"U1"}, "view": {home}})
}

type verdict struct {
	OK       bool
	TS       string
	Error    string
	Metadata struct{ Messages []string } `json:"response_metadata"`
}

func (j judge) call(t *testing.T, method string, form url.Values) (v verdict) {
	t.Helper()
	form.Set("token", fakeslack.BotToken)
	res, err := http.PostForm(j.URL()+method, form)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if err := json.NewDecoder(res.Body).Decode(&v); err != nil {
		t.Fatal(err)
	}
	if !v.OK {
		t.Errorf("%s refused with %s %v: %s", method, v.Error, v.Metadata.Messages, form)
	}
	return v
}
