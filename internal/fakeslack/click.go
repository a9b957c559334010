package fakeslack

import (
	"encoding/json"
	"fmt"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
)

// Slash sends the slash command /beilun.
func (s *Server) Slash(channel, user, text string) (Sent, error) {
	s.world.Lock()
	hookURL, trigger := s.newHook(hook{channel: channel, user: user}), s.newTrigger(user)
	s.world.Unlock()
	d := &socketmode.Delivery{Kind: "slash_commands", Accepts: true, Payload: map[string]any{
		"token": "x", "team_id": sim.TeamID, "team_domain": "fake", "channel_id": channel, "channel_name": "general", "user_id": user, "user_name": "somebody",
		"command": "/beilun", "text": text, "response_url": hookURL, "trigger_id": trigger, "api_app_id": sim.AppID, "is_enterprise_install": "false",
	}}
	d.OnAck = func(payload json.RawMessage) { s.showAck(channel, user, payload) }
	id, err := s.Deliver(d)
	return Sent{EnvelopeID: id}, err
}

// showAck shows the message that the acknowledgement of a slash command may carry.
func (s *Server) showAck(channel, user string, payload json.RawMessage) {
	var m struct {
		Text         string          `json:"text"`
		Blocks       json.RawMessage `json:"blocks"`
		ResponseType string          `json:"response_type"`
	}
	if json.Unmarshal(payload, &m) != nil || m.Text == "" && blocks.Empty(m.Blocks) || blocks.CheckMessage(m.Blocks) != nil {
		return
	}
	s.world.Lock()
	defer s.world.Unlock()
	p := Post{Method: "ack", Channel: channel, User: user, Text: m.Text, Blocks: m.Blocks, Ephemeral: m.ResponseType != "in_channel", TS: s.world.Stamp(), Unfurl: true}
	if !p.Ephemeral {
		p.User = ""
		s.write(channel, &message{ts: p.TS, user: sim.BotUser, botID: sim.BotID, text: m.Text, blocks: m.Blocks})
	}
	s.record(p)
}

// interaction is what every interactive payload carries.
func interaction(kind, user, trigger string) map[string]any {
	return map[string]any{
		"type": kind, "api_app_id": sim.AppID, "token": "x", "team": map[string]any{"id": sim.TeamID, "domain": "fake"}, "is_enterprise_install": false, "enterprise": nil,
		"user": map[string]any{"id": user, "username": "somebody", "name": "somebody", "team_id": sim.TeamID}, "trigger_id": trigger,
	}
}

// Click sends a click on a button of a private message of which the server
// knows nothing.
func (s *Server) Click(channel, user, actionID, value string) (Sent, error) {
	s.world.Lock()
	payload := interaction("block_actions", user, s.newTrigger(user))
	payload["channel"] = map[string]any{"id": channel, "name": "general"}
	ts := s.world.Stamp()
	payload["container"] = map[string]any{"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": true}
	payload["response_url"] = s.newHook(hook{channel: channel, user: user, source: ts, private: true})
	payload["actions"] = []any{map[string]any{"type": "button", "action_id": actionID, "block_id": "b", "value": value, "action_ts": ts}}
	payload["state"] = map[string]any{"values": map[string]any{}}
	s.world.Unlock()
	id, err := s.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id}, err
}

// ClickMessage sends a click on a button of a post, or the choice of value in
// a menu. It is an error if the post shows no such thing. With an empty value
// a button's own is sent.
func (s *Server) ClickMessage(user string, p Post, actionID, value string) (Sent, error) {
	found := blocks.Find(p.Blocks, actionID)
	if found == nil {
		return Sent{}, fmt.Errorf("click %s in message %s: it has no such button", actionID, p.TS)
	}
	s.world.Lock()
	if m := s.find(p.Channel, p.TS); m != nil {
		if named := blocks.Find(m.blocks, actionID); named != nil {
			found = named // its block has got its name from Slack
		}
	}
	payload := interaction("block_actions", user, s.newTrigger(user))
	payload["channel"] = map[string]any{"id": p.Channel, "name": "general"}
	container := map[string]any{"type": "message", "message_ts": p.TS, "channel_id": p.Channel, "is_ephemeral": p.Ephemeral}
	if p.ThreadTS != "" {
		container["thread_ts"] = p.ThreadTS
	}
	payload["container"] = container
	if !p.Ephemeral {
		payload["message"] = s.clicked(p)
	}
	payload["response_url"] = s.newHook(hook{channel: p.Channel, user: user, thread: p.ThreadTS, source: p.TS, private: p.Ephemeral})
	payload["actions"] = []any{found.Action(value, s.world.Stamp())}
	payload["state"] = map[string]any{"values": map[string]any{}}
	s.world.Unlock()
	id, err := s.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id, TS: p.TS}, err
}

// clicked is the message of a click as it now stands. The caller holds the lock.
func (s *Server) clicked(p Post) map[string]any {
	if m := s.find(p.Channel, p.TS); m != nil {
		return m.json(true)
	}
	m := &message{ts: p.TS, thread: p.ThreadTS, user: sim.BotUser, botID: sim.BotID, text: p.Text, blocks: p.Blocks, metadata: p.Metadata}
	return m.json(true)
}

// Shortcut sends a message shortcut on m, which is written first where it has
// no TS.
func (s *Server) Shortcut(callbackID, user string, m Message) (Sent, error) {
	ts := s.say(m)
	s.world.Lock()
	payload := interaction("message_action", user, s.newTrigger(user))
	shown := s.find(m.Channel, ts)
	if shown == nil {
		shown = &message{ts: ts, thread: m.ThreadTS, user: m.User, text: m.Text, extra: m.Extra}
	}
	payload["callback_id"], payload["message_ts"], payload["action_ts"] = callbackID, ts, s.world.Stamp()
	payload["channel"] = map[string]any{"id": m.Channel, "name": "general"}
	payload["message"] = shown.json(false)
	payload["response_url"] = s.newHook(hook{channel: m.Channel, user: user})
	s.world.Unlock()
	id, err := s.Deliver(&socketmode.Delivery{Kind: "interactive", Payload: payload, Accepts: true})
	return Sent{EnvelopeID: id, TS: ts}, err
}
