package people

import (
	"maps"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/socketmode"
	"beilun/internal/fakeslack/webapi"
)

// Persons are what people do in the workspace, and what Slack sends the app for
// it. They are safe for concurrent use.
type Persons struct {
	world      *sim.World
	deliveries *socketmode.Deliveries
	channels   *Channels
	hooks      *Hooks
	screens    *Screens
	files      *Files
}

// Mention sends an app_mention.
func (p *Persons) Mention(m Message) (Sent, error) {
	sent := p.Say(m)
	return p.sendMessage("app_mention", m, sent)
}

// Message sends a message in a channel or thread in which nobody is mentioned.
func (p *Persons) Message(m Message) (Sent, error) {
	sent := p.Say(m)
	return p.sendMessage("message", m, sent)
}

// DirectMessage sends a message to the bot alone.
func (p *Persons) DirectMessage(m Message) (Sent, error) {
	m.Extra = maps.Clone(m.Extra)
	if m.Extra == nil {
		m.Extra = map[string]any{}
	}
	m.Extra["channel_type"] = "im"
	return p.Message(m)
}

// MentionPair sends what Slack sends for a mention in a channel that the bot
// is in: two events of one message, in either order.
func (p *Persons) MentionPair(m Message) (mention, plain Sent, err error) {
	sent := p.Say(m)
	p.world.Lock()
	plainFirst := p.world.IntN(2) == 0
	p.world.Unlock()
	var first, second error
	if plainFirst {
		plain, first = p.sendMessage("message", m, sent)
		mention, second = p.sendMessage("app_mention", m, sent)
	} else {
		mention, first = p.sendMessage("app_mention", m, sent)
		plain, second = p.sendMessage("message", m, sent)
	}
	if first == nil {
		first = second
	}
	return mention, plain, first
}

// Redeliver sends the event of m again as a retry, with the event ID and
// timestamp of sent.
func (p *Persons) Redeliver(kind string, m Message, sent Sent) error {
	d := &socketmode.Delivery{Kind: "events_api", Payload: callback(sent.EventID, messageEvent(kind, m, sent.TS), p.channels.isShared(m.Channel)), Attempt: 1, Reason: "timeout"}
	_, err := p.deliveries.Deliver(d)
	return err
}

// Say writes a message into its channel without an event, as if the app had come
// later, and returns its timestamp.
func (p *Persons) Say(m Message) (ts string) {
	p.world.Lock()
	defer p.world.Unlock()
	if m.TS != "" {
		return m.TS
	}
	ts = p.world.Stamp()
	botID, _ := m.Extra["bot_id"].(string)
	p.channels.write(m.Channel, &message{ts: ts, thread: m.ThreadTS, user: m.User, botID: botID, text: m.Text, extra: m.Extra})
	return ts
}

func (p *Persons) sendMessage(kind string, m Message, ts string) (Sent, error) {
	sent, err := p.event(messageEvent(kind, m, ts))
	sent.TS = ts
	return sent, err
}

// event sends an event, with retries until it is acknowledged.
func (p *Persons) event(event map[string]any) (Sent, error) {
	p.world.Lock()
	sent := Sent{EventID: p.world.Next("Ev")}
	p.world.Unlock()
	channel, _ := event["channel"].(string)
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "events_api", Payload: callback(sent.EventID, event, p.channels.isShared(channel))})
	sent.EnvelopeID = id
	return sent, err
}

// Event sends an event as it is, of a type that the bot may not know.
func (p *Persons) Event(event map[string]any) (Sent, error) { return p.event(maps.Clone(event)) }

// now returns a timestamp of no message.
func (p *Persons) now() string {
	p.world.Lock()
	defer p.world.Unlock()
	return p.world.Stamp()
}

// OpenHome opens a tab of the app: home or messages.
func (p *Persons) OpenHome(user, tab string) (Sent, error) {
	event := map[string]any{"type": "app_home_opened", "user": user, "channel": dmOf(user), "tab": tab, "event_ts": p.now()}
	if v, ok := p.screens.Home(user); ok && tab == "home" {
		event["view"] = v.json()
	}
	return p.event(event)
}

// JoinChannel makes a user, or the bot, a member of a channel.
func (p *Persons) JoinChannel(channel, user string) (Sent, error) {
	return p.event(map[string]any{"type": "member_joined_channel", "user": user, "channel": channel, "channel_type": "C", "team": sim.TeamID, "inviter": "U1", "event_ts": p.now()})
}

// StopSession presses Stop in a thread of the agent view.
func (p *Persons) StopSession(channel, threadTS, user string) (Sent, error) {
	return p.event(map[string]any{"type": "agent_session_stopped", "channel": channel, "thread_ts": threadTS, "user": user, "streaming_message_ts": []string{}, "event_ts": p.now()})
}

// Unknown sends an envelope of a type that no client knows.
func (p *Persons) Unknown() (Sent, error) {
	id, err := p.deliveries.Deliver(&socketmode.Delivery{Kind: "something_new", Payload: map[string]any{"type": "something_new"}})
	return Sent{EnvelopeID: id}, err
}

// Echo sends the event of a message that the bot has posted itself, as in a
// channel that it is in.
func (p *Persons) Echo(posted webapi.Result) {
	event := maps.Clone(posted["message"].(map[string]any))
	channel, _ := posted["channel"].(string)
	event["channel"], event["channel_type"], event["event_ts"] = channel, channelType(channel), event["ts"]
	delete(event, "metadata")
	_, _ = p.event(event) // without a socket it waits for one
}

// Attach uploads files and returns m with them, to be sent by any of the
// methods that send a message, and their IDs.
func (p *Persons) Attach(m Message, shared ...File) (Message, []string) {
	p.world.Lock()
	defer p.world.Unlock()
	m.Extra = maps.Clone(m.Extra)
	if m.Extra == nil {
		m.Extra = map[string]any{}
	}
	list, ids := p.files.share(m.User, shared)
	m.Extra["subtype"], m.Extra["files"], m.Extra["upload"], m.Extra["display_as_bot"] = "file_share", list, false, false
	return m, ids
}
