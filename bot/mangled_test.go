package bot

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/needs"
	"beilun/internal/state"
)

// mangled returns a payload with one value, at any depth, replaced by each of some
// others or taken away.
func mangled(payload map[string]any) (out []map[string]any) {
	others := []any{nil, "", 7, []any{nil}, map[string]any{}, strings.Repeat("长", 10_000), "<@>\u0000&<|>"}
	var walk func(v any, put func(any) map[string]any)
	walk = func(v any, put func(any) map[string]any) {
		for _, other := range others {
			out = append(out, put(other))
		}
		switch v := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(v)) {
				without := maps.Clone(v)
				delete(without, key)
				out = append(out, put(without))
				walk(v[key], func(x any) map[string]any {
					with := maps.Clone(v)
					with[key] = x
					return put(with)
				})
			}
		case []any:
			for i := range v {
				walk(v[i], func(x any) map[string]any {
					with := slices.Clone(v)
					with[i] = x
					return put(with)
				})
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(payload)) {
		walk(payload[key], func(x any) map[string]any {
			with := maps.Clone(payload)
			with[key] = x
			return with
		})
	}
	return out
}

// TestMangled delivers what Slack sends with each of its values in another form. Each
// is acknowledged, none is a panic, and afterwards a question is answered as before.
func TestMangled(t *testing.T) {
	t.Parallel()
	type object = map[string]any
	event := func(e object) object {
		return object{"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": "Ev", "event_time": 1, "event": e}
	}
	said := object{"channel": "C1", "user": "U1", "text": "<@" + fakeslack.BotUser + "> 问", "ts": "1700000000.000100", "event_ts": "1700000000.000100", "thread_ts": "1700000000.000001", "channel_type": "im"}
	with := func(m object, more object) object {
		out := maps.Clone(m)
		maps.Copy(out, more)
		return out
	}
	person := object{"id": "U1", "name": "amy"}
	click := func(action object) object {
		return object{
			"type": "block_actions", "user": person, "trigger_id": "1.2", "response_url": "http://127.0.0.1:1/x",
			"channel": object{"id": "C1"}, "container": object{"type": "message", "channel_id": "C1", "message_ts": "1700000000.000100", "is_ephemeral": true},
			"message": object{"ts": "1700000000.000100", "thread_ts": "1700000000.000001", "text": "x"}, "actions": []any{with(object{"block_id": "b", "action_ts": "1", "type": "button"}, action)},
		}
	}
	payloads := []struct {
		kind    string
		payload object
	}{
		{"events_api", event(with(said, object{"type": "message"}))},
		{"events_api", event(with(said, object{"type": "app_mention", "edited": object{"user": "U1", "ts": "1"}, "attachments": []any{object{"is_share": true, "text": "问"}}}))},
		{"events_api", event(object{"type": "message", "subtype": "message_changed", "channel": "C1", "ts": "1.2", "event_ts": "1.2", "message": with(said, object{"edited": object{"ts": "1"}}), "previous_message": said})},
		{"events_api", event(object{"type": "message", "subtype": "message_deleted", "channel": "C1", "ts": "1.2", "deleted_ts": "1.1", "previous_message": said})},
		{"events_api", event(with(said, object{"type": "message", "subtype": "file_share", "files": []any{object{"id": "F123", "name": "a.txt", "size": 1, "url_private": "https://files.slack.com/a"}}}))},
		{"events_api", event(object{"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "view": object{"id": "V1", "hash": "h"}})},
		{"events_api", event(object{"type": "member_joined_channel", "user": fakeslack.BotUser, "channel": "C1", "inviter": "U1"})},
		{"slash_commands", object{"command": "/beilun", "text": "数字 园", "channel_id": "C1", "user_id": "U1", "response_url": "http://127.0.0.1:1/x", "trigger_id": "1.2"}},
		{"interactive", click(object{"action_id": message.ShareAction, "value": "KEY"})},
		{"interactive", click(object{"action_id": message.AskAction + "1", "value": "问"})},
		{"interactive", click(object{"action_id": message.FeedbackAction, "value": "useless KEY"})},
		{"interactive", click(object{"action_id": message.FiguresAction, "value": "10 园"})},
		{"interactive", click(object{"action_id": message.LanguageAction, "type": "static_select", "selected_option": object{"value": "en"}})},
		{"interactive", object{"type": "message_action", "callback_id": askMessage, "user": person, "channel": object{"id": "C1"}, "response_url": "http://127.0.0.1:1/x", "message": said, "trigger_id": "1.2"}},
		{"interactive", object{"type": "view_submission", "user": person, "view": object{"id": "V1", "callback_id": message.FeedbackModal, "private_metadata": `{"key":"K","url":"http://127.0.0.1:1/x"}`, "state": object{"values": object{message.CommentField: object{message.CommentField: object{"type": "plain_text_input", "value": "x"}}}}}}},
	}
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	st, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var log lockedBuffer
	b := New(fakeslack.BotToken, fakeslack.AppToken, echo{}, &shelf{}, Options{
		APIURL: srv.URL(), State: st, Speed: 1000, PerUser: 1_000_000, Queue: 100_000, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		if err := b.Run(ctx); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(func() {
		cancel()
		running.Wait()
		_ = srv.Close()
		_ = st.Close()
	})
	if err := srv.Sockets.WaitConnected(within(t)); err != nil {
		t.Fatal(err)
	}
	n, place := 0, 0
	for _, p := range payloads {
		for _, m := range mangled(p.payload) {
			if place++; needs.Part(t) && place%5 != 0 {
				continue
			}
			n++
			if p.kind == "events_api" && m["event_id"] == "Ev" {
				m["event_id"] = fmt.Sprint("Ev", n)
			}
			if _, err := srv.Deliveries.Deliver(&socketmode.Delivery{Kind: p.kind, Payload: m, Accepts: p.kind != "events_api"}); err != nil {
				t.Fatal(err)
			}
		}
		if err := srv.Deliveries.WaitAcks(within(t), n); err != nil {
			t.Fatalf("%d of %d acknowledged: %v", srv.Stats().Acks, n, err)
		}
	}
	t.Logf("%d deliveries", n)
	waitFor(t, "end of them", func() bool { left, err := st.Deliveries.Unsettled(); return err == nil && len(left) == 0 })
	must[fakeslack.Sent](t)(srv.People.DirectMessage(fakeslack.Message{Channel: "D9", User: "U9", Text: "还在吗"}))
	waitFor(t, "answer", func() bool {
		return slices.ContainsFunc(srv.Channels.Posts(), func(p fakeslack.Post) bool { return p.Channel == "D9" && strings.Contains(p.Text, "还在吗") })
	})
	for line := range strings.Lines(log.String()) {
		if strings.Contains(line, "panic") {
			t.Error(line)
		}
	}
}

// lockedBuffer is a buffer that may be read while it is written.
type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}
