package people

import (
	"fmt"
	"slices"
	"strings"

	"beilun/internal/fakeslack/sim"
)

// Edit changes a person's message, and sends message_changed. If the text names the
// bot in a channel, app_mention is sent too, as for a new message, but with edited.
func (p *Persons) Edit(channel, ts, text string) (Sent, error) {
	p.world.Lock()
	m := p.channels.find(channel, ts)
	if m == nil {
		p.world.Unlock()
		return Sent{}, fmt.Errorf("edit message %s in %s: there is none", ts, channel)
	}
	before := m.json(false)
	m.text, m.edited = text, true
	after := m.json(false)
	now := p.world.Stamp()
	p.world.Unlock()
	sent, err := p.event(map[string]any{
		"type": "message", "subtype": "message_changed", "channel": channel, "channel_type": channelType(channel), "hidden": true,
		"ts": now, "event_ts": now, "message": after, "previous_message": before,
	})
	sent.TS = ts
	if err == nil && channelType(channel) != "im" && strings.Contains(text, "<@"+sim.BotUser+">") {
		mention := messageEvent("app_mention", Message{Channel: channel, User: m.user, Text: text, ThreadTS: m.thread}, ts)
		mention["event_ts"], mention["edited"] = now, map[string]any{"user": m.user, "ts": now}
		_, err = p.event(mention)
	}
	return sent, err
}

// Delete takes a person's message away, and sends message_deleted.
func (p *Persons) Delete(channel, ts string) (Sent, error) {
	p.world.Lock()
	m := p.channels.find(channel, ts)
	if m == nil {
		p.world.Unlock()
		return Sent{}, fmt.Errorf("delete message %s in %s: there is none", ts, channel)
	}
	p.channels.messages[channel] = slices.DeleteFunc(p.channels.messages[channel], func(x *message) bool { return x == m })
	now := p.world.Stamp()
	p.world.Unlock()
	sent, err := p.event(map[string]any{
		"type": "message", "subtype": "message_deleted", "channel": channel, "channel_type": channelType(channel), "hidden": true,
		"ts": now, "event_ts": now, "deleted_ts": ts, "previous_message": m.json(false),
	})
	sent.TS = ts
	return sent, err
}
