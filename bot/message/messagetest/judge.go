// Package messagetest checks drawn messages against Slack's rules.
package messagetest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"beilun/internal/fakeslack"

	"github.com/slack-go/slack"
)

// Judge checks messages and views against Slack's rules as the fake Slack knows
// them, without the plainer forms that a client falls back to.
type Judge struct{ srv *fakeslack.Server }

// New returns a judge that lives as long as the test.
func New(t *testing.T) Judge {
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
	return Judge{srv}
}

// Message posts blocks with a text and updates them, because chat.update has
// rules of its own.
func (j Judge) Message(t *testing.T, text string, form []slack.Block) {
	t.Helper()
	blocks := encode(t, form)
	posted := j.call(t, "chat.postMessage", url.Values{"channel": {"C1"}, "text": {text}, "blocks": {string(blocks)}})
	j.call(t, "chat.update", url.Values{"channel": {"C1"}, "ts": {posted.TS}, "text": {text}, "blocks": {string(blocks)}})
}

// View publishes the blocks of a view.
func (j Judge) View(t *testing.T, view any) {
	t.Helper()
	var v struct {
		Blocks json.RawMessage `json:"blocks"`
	}
	if err := json.Unmarshal(encode(t, view), &v); err != nil {
		t.Fatal(err)
	}
	home := string(encode(t, map[string]any{"type": "home", "blocks": v.Blocks}))
	j.call(t, "views.publish", url.Values{"user_id": {"U1"}, "view": {home}})
}

// verdict is a reply of the fake Slack.
type verdict struct {
	OK       bool
	TS       string
	Error    string
	Metadata struct{ Messages []string } `json:"response_metadata"`
}

func (j Judge) call(t *testing.T, method string, form url.Values) (v verdict) {
	t.Helper()
	form.Set("token", fakeslack.BotToken)
	res, err := http.PostForm(j.srv.URL()+method, form)
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

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
