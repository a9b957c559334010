package fakeslack

import (
	"fmt"
	"slices"
)

// Edit changes a person's message, and sends message_changed.
func (s *Server) Edit(channel, ts, text string) (Sent, error) {
	s.world.Lock()
	m := s.find(channel, ts)
	if m == nil {
		s.world.Unlock()
		return Sent{}, fmt.Errorf("edit message %s in %s: there is none", ts, channel)
	}
	before := m.json(false)
	m.text, m.edited = text, true
	after := m.json(false)
	now := s.world.Stamp()
	s.world.Unlock()
	sent, err := s.event(map[string]any{
		"type": "message", "subtype": "message_changed", "channel": channel, "channel_type": channelType(channel), "hidden": true,
		"ts": now, "event_ts": now, "message": after, "previous_message": before,
	})
	sent.TS = ts
	return sent, err
}

// Delete takes a person's message away, and sends message_deleted.
func (s *Server) Delete(channel, ts string) (Sent, error) {
	s.world.Lock()
	m := s.find(channel, ts)
	if m == nil {
		s.world.Unlock()
		return Sent{}, fmt.Errorf("delete message %s in %s: there is none", ts, channel)
	}
	s.workspace.channels[channel] = slices.DeleteFunc(s.workspace.channels[channel], func(x *message) bool { return x == m })
	now := s.world.Stamp()
	s.world.Unlock()
	sent, err := s.event(map[string]any{
		"type": "message", "subtype": "message_deleted", "channel": channel, "channel_type": channelType(channel), "hidden": true,
		"ts": now, "event_ts": now, "deleted_ts": ts, "previous_message": m.json(false),
	})
	sent.TS = ts
	return sent, err
}
