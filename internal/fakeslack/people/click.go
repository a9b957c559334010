package people

import (
	"encoding/json"
	"fmt"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
)

// Slash sends the slash command /beilun.
func (p *Persons) Slash(channel, user, text string) (Sent, error) {
	p.world.Lock()
	hookURL, trigger := p.hooks.issue(hook{channel: channel, user: user}), p.screens.triggers.issue(user)
	p.world.Unlock()
	d := &socketmode.Delivery{Kind: "slash_commands", Accepts: true, Payload: map[string]any{
		"token": "x", "team_id": sim.TeamID, "team_domain": "fake", "channel_id": channel, "channel_name": "general", "user_id": user, "user_name": "somebody",
		"command": "/beilun", "text": text, "response_url": hookURL, "trigger_id": trigger, "api_app_id": sim.AppID, "is_enterprise_install": "false",
	}}
	d.OnAck = func(payload json.RawMessage) { p.showAck(channel, user, payload) }
	id, err := p.deliveries.Deliver(d)
	return Sent{EnvelopeID: id}, err
}

// showAck shows the message that the acknowledgement of a slash command may carry.
func (p *Persons) showAck(channel, user string, payload json.RawMessage) {
	var m struct {
		Text         string          `json:"text"`
		Blocks       json.RawMessage `json:"blocks"`
		ResponseType string          `json:"response_type"`
	}
	if json.Unmarshal(payload, &m) != nil || m.Text == "" && blocks.Empty(m.Blocks) || blocks.CheckMessage(m.Blocks) != nil {
		return
	}
	p.world.Lock()
	defer p.world.Unlock()
	post := Post{Method: "ack", Channel: channel, User: user, Text: m.Text, Blocks: m.Blocks, Ephemeral: m.ResponseType != "in_channel", TS: p.world.Stamp(), Unfurl: true}
	if !post.Ephemeral {
		post.User = ""
		p.channels.write(channel, &message{ts: post.TS, user: sim.BotUser, botID: sim.BotID, text: m.Text, blocks: m.Blocks})
	}
	p.channels.record(post)
}

// interaction returns what every interactive payload carries.
func interaction(kind, user, trigger string) map[string]any {
	return map[string]any{
		"type": kind, "api_app_id": sim.AppID, "token": "x", "team": map[string]any{"id": sim.TeamID, "domain": "fake"}, "is_enterprise_install": false, "enterprise": nil,
		"user": map[string]any{"id": user, "username": "somebody", "name": "somebody", "team_id": sim.TeamID}, "trigger_id": trigger,
	}
}

// Click sends a click on a button of a private message of which the server
// knows nothing.
func (p *Persons) Click(channel, user, actionID, value string) (Sent, error) {
	p.world.Lock()
	payload := interaction("block_actions", user, p.screens.triggers.issue(user))
	payload["channel"] = map[string]any{"id": channel, "name": "general"}
	ts := p.world.Stamp()
	payload["container"] = map[string]any{"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": true}
	payload["response_url"] = p.hooks.issue(hook{channel: channel, user: user, source: ts, private: true})
	payload["actions"] = []any{map[string]any{"type": "button", "action_id": actionID, "block_id": "b", "value": value, "action_ts": ts}}
	payload["state"] = map[string]any{"values": map[string]any{}}
	p.world.Unlock()
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

// ClickMessage sends a click on a button of a post, or the choice of value in
// a menu. It is an error if the post shows no such thing. With an empty value
// a button's own is sent.
func (p *Persons) ClickMessage(user string, post Post, actionID, value string) (Sent, error) {
	found := blocks.Find(post.Blocks, actionID)
	if found == nil {
		return Sent{}, fmt.Errorf("click %s in message %s: it has no such button", actionID, post.TS)
	}
	p.world.Lock()
	if m := p.channels.find(post.Channel, post.TS); m != nil {
		if named := blocks.Find(m.blocks, actionID); named != nil {
			found = named // its block has got its name from Slack
		}
	}
	payload := interaction("block_actions", user, p.screens.triggers.issue(user))
	payload["channel"] = map[string]any{"id": post.Channel, "name": "general"}
	container := map[string]any{"type": "message", "message_ts": post.TS, "channel_id": post.Channel, "is_ephemeral": post.Ephemeral}
	if post.ThreadTS != "" {
		container["thread_ts"] = post.ThreadTS
	}
	payload["container"] = container
	if !post.Ephemeral {
		payload["message"] = p.clicked(post)
	}
	payload["response_url"] = p.hooks.issue(hook{channel: post.Channel, user: user, thread: post.ThreadTS, source: post.TS, private: post.Ephemeral})
	payload["actions"] = []any{found.Action(value, p.world.Stamp())}
	payload["state"] = map[string]any{"values": map[string]any{}}
	p.world.Unlock()
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id, TS: post.TS}, err
}

// clicked returns the message of a click as the channel now shows it. The caller holds the lock.
func (p *Persons) clicked(post Post) map[string]any {
	if m := p.channels.find(post.Channel, post.TS); m != nil {
		return m.json(true)
	}
	m := &message{ts: post.TS, thread: post.ThreadTS, user: sim.BotUser, botID: sim.BotID, text: post.Text, blocks: post.Blocks, metadata: post.Metadata}
	return m.json(true)
}

// Shortcut sends a message shortcut on m, which is written first where it has
// no TS.
func (p *Persons) Shortcut(callbackID, user string, m Message) (Sent, error) {
	ts := p.Say(m)
	p.world.Lock()
	payload := interaction("message_action", user, p.screens.triggers.issue(user))
	shown := p.channels.find(m.Channel, ts)
	if shown == nil {
		shown = &message{ts: ts, thread: m.ThreadTS, user: m.User, text: m.Text, extra: m.Extra}
	}
	payload["callback_id"], payload["message_ts"], payload["action_ts"] = callbackID, ts, p.world.Stamp()
	payload["channel"] = map[string]any{"id": m.Channel, "name": "general"}
	payload["message"] = shown.json(false)
	payload["response_url"] = p.hooks.issue(hook{channel: m.Channel, user: user})
	p.world.Unlock()
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id, TS: ts}, err
}
