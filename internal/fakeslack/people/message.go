package people

import (
	"encoding/json"
	"time"

	"beilun/internal/fakeslack/sim"
)

// Post is one message that the bot sent.
type Post struct {
	Method    string // chat.postMessage, chat.postEphemeral, chat.update, response_url or ack
	Channel   string
	User      string // of an ephemeral message
	ThreadTS  string
	Text      string
	Blocks    json.RawMessage
	Metadata  json.RawMessage
	BotID     string
	Ephemeral bool
	Broadcast bool // also shown in the channel
	Unfurl    bool // links or media may be unfurled
	Replace   bool // replaces the message that was clicked
	Delete    bool // deletes the message that was clicked
	Updated   bool // chat.update has changed it since
	TS        string
	At        time.Time
}

// Shown is a message as a channel now shows it.
type Shown struct {
	TS, ThreadTS, User, BotID, Text string
	Blocks, Metadata                json.RawMessage
	Edited                          bool
}

// message is one message in a channel.
type message struct {
	ts, thread, user, botID, text string
	blocks, metadata              json.RawMessage
	edited                        bool
	broadcast                     bool // a reply that the channel shows too
	extra                         map[string]any
}

// json returns a message as conversations.replies shows it.
func (m *message) json(metadata bool) map[string]any {
	out := map[string]any{"type": "message", "ts": m.ts, "user": m.user, "text": m.text, "team": sim.TeamID}
	for k, v := range m.extra {
		out[k] = v
	}
	if m.thread != "" {
		out["thread_ts"] = m.thread
	}
	if m.broadcast {
		out["subtype"] = "thread_broadcast"
	}
	if m.botID != "" {
		out["bot_id"], out["app_id"] = m.botID, sim.AppID
	}
	if len(m.blocks) > 0 {
		out["blocks"] = m.blocks
	}
	if m.edited {
		out["edited"] = map[string]any{"user": m.user, "ts": m.ts}
	}
	if len(m.metadata) > 0 && metadata {
		out["metadata"] = m.metadata
	}
	return out
}
