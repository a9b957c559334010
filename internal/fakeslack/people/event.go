package people

import (
	"maps"

	"beilun/internal/fakeslack/sim"
)

// Message is what a person writes.
type Message struct {
	Channel  string
	User     string
	Text     string
	ThreadTS string         // of the thread it is written in; empty for none
	TS       string         // of a message that is there already; empty: it is written now
	Extra    map[string]any // further keys of the event, such as bot_id or subtype
}

// Sent is what the server sent for it.
type Sent struct {
	EnvelopeID string // of the first delivery; empty where no socket was connected
	EventID    string
	TS         string // of the message
}

// channelType returns the type of a channel as events name it.
func channelType(channel string) string {
	if channel != "" && channel[0] == 'D' {
		return "im"
	}
	return "channel"
}

// messageEvent returns the event of a message.
func messageEvent(kind string, m Message, ts string) map[string]any {
	e := map[string]any{"type": kind, "channel": m.Channel, "user": m.User, "text": m.Text, "ts": ts, "event_ts": ts, "channel_type": channelType(m.Channel), "team": sim.TeamID}
	if m.ThreadTS != "" {
		e["thread_ts"] = m.ThreadTS
	}
	maps.Copy(e, m.Extra)
	if kind == "app_mention" && e["subtype"] == "file_share" { // the event of a mention brings the files without it
		delete(e, "subtype")
	}
	return e
}

// callback wraps an event as the Events API does. foreign says whether its channel is
// shared with another organisation.
func callback(eventID string, event map[string]any, foreign bool) map[string]any {
	return map[string]any{
		"token": "x", "team_id": sim.TeamID, "api_app_id": sim.AppID, "type": "event_callback", "event_id": eventID, "event_time": 1_700_000_000, "event": event,
		"is_ext_shared_channel": foreign, "event_context": "4-" + eventID,
		"authorizations": []any{map[string]any{"team_id": sim.TeamID, "user_id": sim.BotUser, "is_bot": true, "is_enterprise_install": false}},
	}
}
