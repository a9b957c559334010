package fakeslack

import "time"

// Message is what a person writes.
type Message struct {
	Channel  string
	User     string
	Text     string
	ThreadTS string         // of the thread it is written in; empty for none
	Extra    map[string]any // further keys of the event, such as bot_id or subtype
}

// Sent is what the server sent for it.
type Sent struct {
	EnvelopeID string
	EventID    string
	TS         string
}

// Mention sends an app_mention.
func (s *Server) Mention(m Message) (Sent, error) { return s.event("app_mention", "channel", m) }

// DirectMessage sends a message to the bot alone.
func (s *Server) DirectMessage(m Message) (Sent, error) { return s.event("message", "im", m) }

func (s *Server) event(kind, channelType string, m Message) (Sent, error) {
	s.mu.Lock()
	sent := Sent{EventID: s.next("Ev"), TS: s.ts()}
	s.mu.Unlock()
	event := map[string]any{"type": kind, "channel": m.Channel, "user": m.User, "text": m.Text, "ts": sent.TS, "event_ts": sent.TS, "channel_type": channelType, "team": "T1"}
	if m.ThreadTS != "" {
		event["thread_ts"] = m.ThreadTS
	}
	for k, v := range m.Extra {
		event[k] = v
	}
	payload := map[string]any{"token": "x", "team_id": "T1", "api_app_id": "A1", "type": "event_callback", "event_id": sent.EventID, "event_time": 1_700_000_000, "event": event}
	id, err := s.deliver("events_api", payload, false, 0)
	sent.EnvelopeID = id
	if err == nil && s.opts.RetryAfter > 0 {
		s.served.Go(func() { s.retry(id, payload) })
	}
	return sent, err
}

// maxRetries is how often Slack sends an event again.
const maxRetries = 3

// retry sends an event again, under a new envelope, until one is acknowledged.
func (s *Server) retry(id string, payload map[string]any) {
	for attempt := 1; attempt <= maxRetries; attempt++ {
		select {
		case <-time.After(s.opts.RetryAfter):
		case <-s.ctx.Done():
			return
		}
		s.mu.Lock()
		_, acked := s.acks[id]
		s.mu.Unlock()
		if acked {
			return
		}
		if next, err := s.deliver("events_api", payload, false, attempt); err == nil {
			id = next
		}
	}
}

// Redeliver sends the event of m again as a retry, with the event ID and
// timestamp of sent.
func (s *Server) Redeliver(kind string, m Message, sent Sent) error {
	event := map[string]any{"type": kind, "channel": m.Channel, "user": m.User, "text": m.Text, "ts": sent.TS, "event_ts": sent.TS, "channel_type": "channel"}
	payload := map[string]any{"type": "event_callback", "team_id": "T1", "api_app_id": "A1", "event_id": sent.EventID, "event": event}
	_, err := s.deliver("events_api", payload, false, 1)
	return err
}

// Slash sends a slash command.
func (s *Server) Slash(channel, user, text string) (Sent, error) {
	s.mu.Lock()
	hookID := s.next("hook")
	s.hooks[hookID] = &hook{channel: channel, user: user}
	s.mu.Unlock()
	id, err := s.deliver("slash_commands", map[string]any{
		"token": "x", "team_id": "T1", "channel_id": channel, "channel_name": "general", "user_id": user, "user_name": "somebody",
		"command": "/beilun", "text": text, "response_url": s.url + "/response/" + hookID, "trigger_id": "1.2.3", "api_app_id": "A1", "is_enterprise_install": "false",
	}, true, 0)
	return Sent{EnvelopeID: id}, err
}

// Click sends a click on a button of a private message.
func (s *Server) Click(channel, user, actionID, value string) (Sent, error) {
	s.mu.Lock()
	hookID := s.next("hook")
	s.hooks[hookID] = &hook{channel: channel, user: user}
	s.mu.Unlock()
	id, err := s.deliver("interactive", map[string]any{
		"type": "block_actions", "api_app_id": "A1", "team": map[string]any{"id": "T1"}, "user": map[string]any{"id": user}, "channel": map[string]any{"id": channel},
		"response_url": s.url + "/response/" + hookID, "trigger_id": "1.2.3",
		"actions": []any{map[string]any{"type": "button", "action_id": actionID, "block_id": "b", "value": value, "action_ts": "1.1"}},
	}, true, 0)
	return Sent{EnvelopeID: id}, err
}

// Unknown sends an envelope of a type that no client knows.
func (s *Server) Unknown() (Sent, error) {
	id, err := s.deliver("something_new", map[string]any{"type": "something_new"}, false, 0)
	return Sent{EnvelopeID: id}, err
}
