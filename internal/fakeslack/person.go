package fakeslack

import (
	"maps"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/fakeslack/webapi"
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

// Mention sends an app_mention.
func (s *Server) Mention(m Message) (Sent, error) {
	sent := s.say(m)
	return s.sendMessage("app_mention", m, sent)
}

// Message sends a message in a channel or thread in which nobody is mentioned.
func (s *Server) Message(m Message) (Sent, error) {
	sent := s.say(m)
	return s.sendMessage("message", m, sent)
}

// DirectMessage sends a message to the bot alone.
func (s *Server) DirectMessage(m Message) (Sent, error) {
	m.Extra = maps.Clone(m.Extra)
	if m.Extra == nil {
		m.Extra = map[string]any{}
	}
	m.Extra["channel_type"] = "im"
	return s.Message(m)
}

// MentionPair sends what Slack sends for a mention in a channel that the bot
// is in: two events of one message, in either order.
func (s *Server) MentionPair(m Message) (mention, plain Sent, err error) {
	sent := s.say(m)
	s.world.Lock()
	plainFirst := s.world.IntN(2) == 0
	s.world.Unlock()
	var first, second error
	if plainFirst {
		plain, first = s.sendMessage("message", m, sent)
		mention, second = s.sendMessage("app_mention", m, sent)
	} else {
		mention, first = s.sendMessage("app_mention", m, sent)
		plain, second = s.sendMessage("message", m, sent)
	}
	if first == nil {
		first = second
	}
	return mention, plain, first
}

// Redeliver sends the event of m again as a retry, with the event ID and
// timestamp of sent.
func (s *Server) Redeliver(kind string, m Message, sent Sent) error {
	d := &socketmode.Delivery{Kind: "events_api", Payload: callback(sent.EventID, messageEvent(kind, m, sent.TS)), Attempt: 1, Reason: "timeout"}
	_, err := s.Deliver(d)
	return err
}

// say writes a message into its channel and returns its timestamp.
func (s *Server) say(m Message) (ts string) {
	s.world.Lock()
	defer s.world.Unlock()
	if m.TS != "" {
		return m.TS
	}
	ts = s.world.Stamp()
	botID, _ := m.Extra["bot_id"].(string)
	s.write(m.Channel, &message{ts: ts, thread: m.ThreadTS, user: m.User, botID: botID, text: m.Text, extra: m.Extra})
	return ts
}

func (s *Server) sendMessage(kind string, m Message, ts string) (Sent, error) {
	sent, err := s.event(messageEvent(kind, m, ts))
	sent.TS = ts
	return sent, err
}

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

// callback wraps an event as the Events API does.
func callback(eventID string, event map[string]any) map[string]any {
	return map[string]any{
		"token": "x", "team_id": sim.TeamID, "api_app_id": sim.AppID, "type": "event_callback", "event_id": eventID, "event_time": 1_700_000_000, "event": event,
		"is_ext_shared_channel": false, "event_context": "4-" + eventID,
		"authorizations": []any{map[string]any{"team_id": sim.TeamID, "user_id": sim.BotUser, "is_bot": true, "is_enterprise_install": false}},
	}
}

// event sends an event and sees to its retries.
func (s *Server) event(event map[string]any) (Sent, error) {
	s.world.Lock()
	sent := Sent{EventID: s.world.Next("Ev")}
	s.world.Unlock()
	id, err := s.Deliver(&socketmode.Delivery{Kind: "events_api", Payload: callback(sent.EventID, event)})
	sent.EnvelopeID = id
	return sent, err
}

// Event sends an event as it is, of a type that the bot may not know.
func (s *Server) Event(event map[string]any) (Sent, error) { return s.event(maps.Clone(event)) }

// echo sends the event of a message of the bot's own.
func (s *Server) echo(posted webapi.Result) {
	event := maps.Clone(posted["message"].(map[string]any))
	channel, _ := posted["channel"].(string)
	event["channel"], event["channel_type"], event["event_ts"] = channel, channelType(channel), event["ts"]
	delete(event, "metadata")
	_, _ = s.event(event) // without a socket it waits for one
}

// now is a timestamp of no message. The caller does not hold the lock.
func (s *Server) now() string {
	s.world.Lock()
	defer s.world.Unlock()
	return s.world.Stamp()
}

func channelType(channel string) string {
	if channel != "" && channel[0] == 'D' {
		return "im"
	}
	return "channel"
}

// OpenHome opens a tab of the app: home or messages.
func (s *Server) OpenHome(user, tab string) (Sent, error) {
	event := map[string]any{"type": "app_home_opened", "user": user, "channel": dmOf(user), "tab": tab, "event_ts": s.now()}
	if v, ok := s.Home(user); ok && tab == "home" {
		event["view"] = v.json()
	}
	return s.event(event)
}

// JoinChannel makes a user, or the bot, a member of a channel.
func (s *Server) JoinChannel(channel, user string) (Sent, error) {
	return s.event(map[string]any{"type": "member_joined_channel", "user": user, "channel": channel, "channel_type": "C", "team": sim.TeamID, "inviter": "U1", "event_ts": s.now()})
}

// StopSession presses Stop in a thread of the agent view.
func (s *Server) StopSession(channel, threadTS, user string) (Sent, error) {
	return s.event(map[string]any{"type": "agent_session_stopped", "channel": channel, "thread_ts": threadTS, "user": user, "streaming_message_ts": []string{}, "event_ts": s.now()})
}

// Unknown sends an envelope of a type that no client knows.
func (s *Server) Unknown() (Sent, error) {
	id, err := s.Deliver(&socketmode.Delivery{Kind: "something_new", Payload: map[string]any{"type": "something_new"}})
	return Sent{EnvelopeID: id}, err
}
