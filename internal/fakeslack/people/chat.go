package people

import (
	"slices"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

func (ch *Channels) postMessage(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["channel"] == "" {
		return nil, webapi.Refuse("channel_not_found")
	}
	c, err := contentOf(p)
	if err != nil {
		return nil, err
	}
	ch.world.Lock()
	defer ch.world.Unlock()
	channel := dmOf(p["channel"])
	if ch.full() {
		return nil, webapi.Refuse("fatal_error")
	}
	m := &message{ts: ch.world.Stamp(), thread: p["thread_ts"], user: sim.BotUser, botID: sim.BotID, text: c.text, blocks: blocks.Name(c.blocks, ch.world.Next), metadata: c.metadata}
	m.broadcast = m.thread != "" && p.Flag("reply_broadcast", false)
	ch.write(channel, m)
	ch.assistant.clearStatus(channel, m.thread)
	ch.record(Post{
		Method: "chat.postMessage", Channel: channel, ThreadTS: m.thread, Text: c.text, Blocks: c.blocks, Metadata: c.metadata, TS: m.ts,
		Broadcast: m.broadcast, Unfurl: p.Flag("unfurl_links", true) || p.Flag("unfurl_media", true),
	})
	return webapi.Result{"channel": channel, "ts": m.ts, "message": m.json(true)}, nil
}

func (ch *Channels) postEphemeral(p webapi.Params) (webapi.Result, *webapi.Refusal) {
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
	ch.world.Lock()
	defer ch.world.Unlock()
	if ch.full() {
		return nil, webapi.Refuse("fatal_error")
	}
	ts := ch.world.Stamp()
	ch.record(Post{Method: "chat.postEphemeral", Channel: p["channel"], User: p["user"], ThreadTS: p["thread_ts"], Text: c.text, Blocks: c.blocks, TS: ts, Ephemeral: true, Unfurl: true})
	return webapi.Result{"message_ts": ts}, nil
}

func (ch *Channels) update(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if len(p["text"]) > maxUpdateText || len(p["markdown_text"]) > 3*blocks.AtMost("message.markdown") {
		return nil, webapi.Refuse("msg_too_long")
	}
	c, err := contentOf(p)
	if err != nil {
		return nil, err
	}
	ch.world.Lock()
	defer ch.world.Unlock()
	m := ch.find(p["channel"], p["ts"])
	switch {
	case m == nil:
		return nil, webapi.Refuse("message_not_found")
	case m.botID != sim.BotID:
		return nil, webapi.Refuse("cant_update_message")
	case ch.full():
		return nil, webapi.Refuse("fatal_error")
	}
	m.text, m.blocks, m.edited = c.text, blocks.Name(c.blocks, ch.world.Next), true
	if c.metadata != nil {
		m.metadata = c.metadata
	}
	for i := range ch.posts {
		if q := &ch.posts[i]; q.TS == m.ts && q.Channel == p["channel"] {
			q.Updated = true
		}
	}
	ch.record(Post{Method: "chat.update", Channel: p["channel"], ThreadTS: m.thread, Text: c.text, Blocks: c.blocks, Metadata: c.metadata, TS: m.ts})
	return webapi.Result{"channel": p["channel"], "ts": m.ts, "text": m.text, "message": m.json(true)}, nil
}

func (ch *Channels) remove(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	all := ch.messages[p["channel"]]
	i := slices.IndexFunc(all, func(m *message) bool { return m.ts == p["ts"] })
	switch {
	case i < 0:
		return nil, webapi.Refuse("message_not_found")
	case all[i].botID != sim.BotID:
		return nil, webapi.Refuse("cant_delete_message")
	}
	ch.messages[p["channel"]] = slices.Delete(all, i, i+1)
	ch.world.Signal()
	return webapi.Result{"channel": p["channel"], "ts": p["ts"]}, nil
}

func (ch *Channels) permalink(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	m := ch.find(p["channel"], p["message_ts"])
	if m == nil {
		return nil, webapi.Refuse("message_not_found")
	}
	return webapi.Result{"channel": p["channel"], "permalink": "https://fake.slack.com/archives/" + p["channel"] + "/p" + m.ts[:10] + m.ts[11:]}, nil
}

// methods returns the methods of the Web API that ch serves.
func (ch *Channels) methods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"chat.postMessage":      ch.postMessage,
		"chat.postEphemeral":    ch.postEphemeral,
		"chat.update":           ch.update,
		"chat.delete":           ch.remove,
		"chat.getPermalink":     ch.permalink,
		"conversations.replies": ch.replies,
		"conversations.history": ch.history,
		"reactions.add":         ch.addReaction,
		"reactions.remove":      ch.removeReaction,
	}
}
