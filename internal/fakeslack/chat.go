package fakeslack

import (
	"encoding/json"
	"slices"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

const (
	maxUpdateText = 4000   // bytes of chat.update's text
	maxText       = 40_000 // characters, after which Slack cuts
)

// content is what a call wants to show.
type content struct {
	text     string
	blocks   json.RawMessage
	metadata json.RawMessage
}

// contentOf reads and checks what a message shows. With update, a call may
// leave out what stays.
func contentOf(p webapi.Params) (content, *webapi.Refusal) {
	c := content{text: p["text"], blocks: p.Raw("blocks"), metadata: p.Raw("metadata")}
	markdown := p["markdown_text"]
	if markdown != "" && (c.text != "" || len(c.blocks) > 0) {
		return c, webapi.Refuse("markdown_text_conflict")
	}
	if markdown != "" {
		if blocks.Runes(markdown) > blocks.AtMost("message.markdown") {
			return c, webapi.Refuse("msg_too_long")
		}
		c.text = markdown
	}
	if c.text == "" && blocks.Empty(c.blocks) && len(p.Raw("attachments")) == 0 {
		return c, webapi.Refuse("no_text")
	}
	if blocks.Runes(c.text) > maxText {
		c.text = string([]rune(c.text)[:maxText])
	}
	if err := blocks.CheckMessage(c.blocks); err != nil {
		return c, err
	}
	return c, checkMetadata(c.metadata)
}

func checkMetadata(raw json.RawMessage) *webapi.Refusal {
	if raw == nil {
		return nil
	}
	var m struct {
		EventType    string         `json:"event_type"`
		EventPayload map[string]any `json:"event_payload"`
	}
	if json.Unmarshal(raw, &m) != nil || m.EventType == "" || m.EventPayload == nil {
		return webapi.Refuse("invalid_metadata_format")
	}
	return nil
}

func (s *Server) postMessage(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["channel"] == "" {
		return nil, webapi.Refuse("channel_not_found")
	}
	c, err := contentOf(p)
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
	channel := dmOf(p["channel"])
	if len(s.workspace.posts) >= maxPosts {
		return nil, webapi.Refuse("fatal_error")
	}
	m := &message{ts: s.world.Stamp(), thread: p["thread_ts"], user: sim.BotUser, botID: sim.BotID, text: c.text, blocks: blocks.Name(c.blocks, s.world.Next), metadata: c.metadata}
	m.broadcast = m.thread != "" && p.Flag("reply_broadcast", false)
	s.write(channel, m)
	s.clearStatus(channel, m.thread)
	s.record(Post{
		Method: "chat.postMessage", Channel: channel, ThreadTS: m.thread, Text: c.text, Blocks: c.blocks, Metadata: c.metadata, TS: m.ts,
		Broadcast: m.broadcast, Unfurl: p.Flag("unfurl_links", true) || p.Flag("unfurl_media", true),
	})
	return webapi.Result{"channel": channel, "ts": m.ts, "message": m.json(true)}, nil
}

// dmOf returns the conversation that a user ID stands for.
func dmOf(channel string) string {
	if channel != "" && (channel[0] == 'U' || channel[0] == 'W') {
		return "D" + channel[1:]
	}
	return channel
}

func (s *Server) postEphemeral(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["channel"] == "" {
		return nil, webapi.Refuse("channel_not_found")
	}
	if p["user"] == "" {
		return nil, webapi.Refuse("user_not_in_channel")
	}
	c, err := contentOf(p)
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
	if len(s.workspace.posts) >= maxPosts {
		return nil, webapi.Refuse("fatal_error")
	}
	ts := s.world.Stamp()
	s.record(Post{Method: "chat.postEphemeral", Channel: p["channel"], User: p["user"], ThreadTS: p["thread_ts"], Text: c.text, Blocks: c.blocks, TS: ts, Ephemeral: true, Unfurl: true})
	return webapi.Result{"message_ts": ts}, nil
}

func (s *Server) update(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if len(p["text"]) > maxUpdateText || len(p["markdown_text"]) > 3*blocks.AtMost("message.markdown") {
		return nil, webapi.Refuse("msg_too_long")
	}
	c, err := contentOf(p)
	if err != nil {
		return nil, err
	}
	s.world.Lock()
	defer s.world.Unlock()
	m := s.find(p["channel"], p["ts"])
	switch {
	case m == nil:
		return nil, webapi.Refuse("message_not_found")
	case m.botID != sim.BotID:
		return nil, webapi.Refuse("cant_update_message")
	case len(s.workspace.posts) >= maxPosts:
		return nil, webapi.Refuse("fatal_error")
	}
	m.text, m.blocks, m.edited = c.text, blocks.Name(c.blocks, s.world.Next), true
	if c.metadata != nil {
		m.metadata = c.metadata
	}
	for i := range s.workspace.posts {
		if q := &s.workspace.posts[i]; q.TS == m.ts && q.Channel == p["channel"] {
			q.Updated = true
		}
	}
	s.record(Post{Method: "chat.update", Channel: p["channel"], ThreadTS: m.thread, Text: c.text, Blocks: c.blocks, Metadata: c.metadata, TS: m.ts})
	return webapi.Result{"channel": p["channel"], "ts": m.ts, "text": m.text, "message": m.json(true)}, nil
}

func (s *Server) remove(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	all := s.workspace.channels[p["channel"]]
	i := slices.IndexFunc(all, func(m *message) bool { return m.ts == p["ts"] })
	switch {
	case i < 0:
		return nil, webapi.Refuse("message_not_found")
	case all[i].botID != sim.BotID:
		return nil, webapi.Refuse("cant_delete_message")
	}
	s.workspace.channels[p["channel"]] = slices.Delete(all, i, i+1)
	s.world.Signal()
	return webapi.Result{"channel": p["channel"], "ts": p["ts"]}, nil
}

func (s *Server) permalink(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	m := s.find(p["channel"], p["message_ts"])
	if m == nil {
		return nil, webapi.Refuse("message_not_found")
	}
	return webapi.Result{"channel": p["channel"], "permalink": "https://fake.slack.com/archives/" + p["channel"] + "/p" + m.ts[:10] + m.ts[11:]}, nil
}
