package delivery

import (
	"testing"

	"beilun/bot/socket"
	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/google/go-cmp/cmp"
)

func TestSee(t *testing.T) {
	t.Parallel()
	const self = "UBOT"
	for name, tt := range map[string]struct {
		kind, payload string
		want          sighting
	}{
		"mention": {"events_api", `{"event_id":"Ev1","event":{"type":"app_mention","channel":"C1","user":"U1","ts":"1.1","text":"<@UBOT> x"}}`,
			sighting{id: "Ev1", names: []string{"C1 1.1"}, question: true, channel: "C1", user: "U1", ts: "1.1", text: "<@UBOT> x"}},
		"the other event of a mention": {"events_api", `{"event_id":"Ev2","event":{"type":"message","channel_type":"channel","channel":"C1","user":"U1","ts":"1.1","text":"<@UBOT> x"}}`,
			sighting{id: "Ev2", names: []string{"C1 1.1"}, question: true, channel: "C1", user: "U1", ts: "1.1", text: "<@UBOT> x"}},
		"direct message": {"events_api", `{"event_id":"Ev3","event":{"type":"message","channel_type":"im","channel":"D1","user":"U1","ts":"1.2","text":"x"}}`,
			sighting{id: "Ev3", names: []string{"D1 1.2"}, question: true, channel: "D1", user: "U1", ts: "1.2", text: "x"}},
		"in a thread, perhaps a question": {"events_api", `{"event_id":"Ev4","event":{"type":"message","channel_type":"channel","channel":"C1","user":"U1","ts":"1.3","thread_ts":"1.1","text":"x"}}`,
			sighting{id: "Ev4", names: []string{"C1 1.3"}, channel: "C1", user: "U1", ts: "1.3", thread: "1.1", text: "x"}},
		"people among themselves": {"events_api", `{"event_id":"Ev5","event":{"type":"message","channel_type":"channel","channel":"C1","user":"U1","ts":"1.4","text":"x"}}`,
			sighting{id: "Ev5", names: []string{"C1 1.4"}, idle: logs.NotAddressed, channel: "C1", user: "U1", ts: "1.4", text: "x"}},
		"of a bot": {"events_api", `{"event_id":"Ev6","event":{"type":"message","channel_type":"im","channel":"D1","bot_id":"B1","ts":"1.5"}}`,
			sighting{id: "Ev6", idle: logs.OtherBot, channel: "D1", ts: "1.5"}},
		"an edit": {"events_api", `{"event_id":"Ev7","event":{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","ts":"1.6","message":{"user":"U1","ts":"1.2"}}}`,
			sighting{id: "Ev7", channel: "D1", user: "U1", ts: "1.2"}},
		"an edit of its own": {"events_api", `{"event_id":"Ev8","event":{"type":"message","subtype":"message_changed","channel_type":"im","channel":"D1","ts":"1.7","message":{"user":"UBOT","ts":"1.2"}}}`,
			sighting{id: "Ev8", idle: logs.OwnMessage, channel: "D1", ts: "1.7"}},
		"stop": {"events_api", `{"event_id":"Ev9","event":{"type":"agent_session_stopped","channel":"D1","thread_ts":"1.1","user":"U1"}}`,
			sighting{id: "Ev9", stop: true, channel: "D1", user: "U1", thread: "1.1"}},
		"an event with objects for names": {"events_api", `{"event_id":"Ev10","event":{"type":"channel_created","channel":{"id":"C9"},"user":{"id":"U1"}}}`,
			sighting{id: "Ev10"}},
		"slash command": {"slash_commands", `{"channel_id":"C1","user_id":"U1","text":"x","response_url":"https://r"}`,
			sighting{id: "env", question: true, once: true, channel: "C1", user: "U1", text: "x", responseURL: "https://r"}},
		"click": {"interactive", `{"channel":{"id":"C1"},"user":{"id":"U1"},"response_url":"https://r"}`,
			sighting{id: "env", urgent: true, once: true, channel: "C1", user: "U1", responseURL: "https://r"}},
		"no JSON": {"events_api", `{`, sighting{id: "env"}},
	} {
		got := see(socket.Envelope{ID: "env", Type: tt.kind, Payload: []byte(tt.payload)}, self, nil)
		if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(sighting{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		sighting sighting
		want     webapi.Target
	}{
		"channel":        {sighting{id: "Ev", channel: "C1", ts: "1.1"}, webapi.Target{Channel: "C1", Thread: "1.1", Event: "Ev"}},
		"thread":         {sighting{id: "Ev", channel: "C1", ts: "1.2", thread: "1.1"}, webapi.Target{Channel: "C1", Thread: "1.1", Event: "Ev"}},
		"direct":         {sighting{id: "Ev", channel: "D1", ts: "1.1"}, webapi.Target{Channel: "D1", Event: "Ev"}},
		"direct, thread": {sighting{id: "Ev", channel: "D1", ts: "1.2", thread: "1.1"}, webapi.Target{Channel: "D1", Thread: "1.1", Event: "Ev"}},
		"command":        {sighting{id: "env", channel: "C1", responseURL: "https://r"}, webapi.Target{Channel: "C1", ResponseURL: "https://r"}},
	} {
		if diff := cmp.Diff(tt.want, tt.sighting.origin(), cmp.AllowUnexported(webapi.Target{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
