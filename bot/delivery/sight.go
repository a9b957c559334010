package delivery

import (
	"cmp"
	"encoding/json"
	"strings"

	"beilun/bot/socket"
	"beilun/bot/webapi"
	"beilun/internal/logs"
)

// sighting is what delivery needs to know of an envelope. Do knows what it means.
type sighting struct {
	id          string
	names       []string // it also goes by: both events of a mention have the message's
	idle        logs.Why // why it is nothing for the bot; empty: it is
	stop        bool     // a person wants the bot to stop
	question    bool     // somebody said something
	foreign     *bool    // whether its channel is shared with another organisation; nil: it does not say
	urgent      bool     // its trigger is good for three seconds
	once        bool     // Slack never delivers it again, and neither is it done again
	lasting     bool     // Slack never delivers it again, and it is done to its end, however late
	channel     string
	user        string
	ts          string
	thread      string
	text        string
	responseURL string
}

// talk names the conversation, in which one thing is done after the other.
func (s sighting) talk() string {
	if s.channel == "" || s.once {
		return ""
	}
	return s.channel + " " + s.origin().Thread + " " + s.user
}

// origin is where a reply belongs.
func (s sighting) origin() webapi.Target {
	if s.responseURL != "" {
		return webapi.Target{Channel: s.channel, ResponseURL: s.responseURL}
	}
	t := webapi.Target{Channel: s.channel, Thread: s.thread, Event: s.id}
	if t.Thread == "" && !strings.HasPrefix(s.channel, "D") {
		t.Thread = s.ts
	}
	return t
}

// see reads an envelope. self is the bot's user ID.
func see(e socket.Envelope, self string, isLasting func(action string) bool) sighting {
	switch e.Type {
	case "events_api":
		return seeEvent(e, self)
	case "slash_commands":
		var p struct {
			Channel loose `json:"channel_id"`
			User    loose `json:"user_id"`
			Text    loose `json:"text"`
			URL     loose `json:"response_url"`
		}
		_ = json.Unmarshal(e.Payload, &p) // what cannot be read stays empty
		return sighting{id: e.ID, question: true, once: true, channel: string(p.Channel), user: string(p.User), text: string(p.Text), responseURL: string(p.URL)}
	}
	return seeClick(e, isLasting)
}

// seeClick reads what a person clicked or sent. Most of it is worth doing at
// once or not at all.
func seeClick(e socket.Envelope, isLasting func(action string) bool) sighting {
	var p struct {
		Channel struct{ ID loose } `json:"channel"`
		User    struct{ ID loose } `json:"user"`
		URL     loose              `json:"response_url"`
		Raw     json.RawMessage    `json:"actions"`
	}
	_ = json.Unmarshal(e.Payload, &p)
	s := sighting{id: e.ID, channel: string(p.Channel.ID), user: string(p.User.ID), responseURL: string(p.URL)}
	var actions []struct {
		ID loose `json:"action_id"`
	}
	_ = json.Unmarshal(p.Raw, &actions)
	s.lasting = len(actions) > 0 && isLasting != nil && isLasting(string(actions[0].ID))
	s.urgent, s.once = !s.lasting, !s.lasting
	return s
}

// inner is the part of an event that delivery reads.
type inner struct {
	Type        loose `json:"type"`
	Subtype     loose `json:"subtype"`
	Channel     loose `json:"channel"`
	ChannelType loose `json:"channel_type"`
	User        loose `json:"user"`
	BotID       loose `json:"bot_id"`
	TS          loose `json:"ts"`
	ThreadTS    loose `json:"thread_ts"`
	Text        loose `json:"text"`
	Message     struct {
		User     loose `json:"user"`
		BotID    loose `json:"bot_id"`
		TS       loose `json:"ts"`
		ThreadTS loose `json:"thread_ts"`
	} `json:"message"` // of an edit
}

func seeEvent(e socket.Envelope, self string) sighting {
	var p struct {
		EventID loose `json:"event_id"`
		Shared  *bool `json:"is_ext_shared_channel"`
		Event   inner `json:"event"`
	}
	_ = json.Unmarshal(e.Payload, &p)
	ev := p.Event
	s := sighting{
		id: cmp.Or(string(p.EventID), e.ID), channel: string(ev.Channel), user: string(ev.User),
		ts: string(ev.TS), thread: string(ev.ThreadTS), text: string(ev.Text), stop: ev.Type == "agent_session_stopped", foreign: p.Shared,
	}
	if ev.Type != "message" && ev.Type != "app_mention" {
		return s
	}
	switch own := func(user loose) bool { return self != "" && string(user) == self }; {
	case own(ev.User) || own(ev.Message.User):
		s.idle = logs.OwnMessage
		return s
	case ev.BotID != "" || ev.Message.BotID != "":
		s.idle = logs.OtherBot
		return s
	}
	if !IsSaid(string(ev.Subtype)) {
		if m := ev.Message; m.User != "" { // an edit comes after what it edits
			s.user, s.ts, s.thread = string(m.User), string(m.TS), string(m.ThreadTS)
		}
		return s
	}
	s.names = []string{s.channel + " " + s.ts}
	mentioned := ev.Type == "app_mention" || self != "" && strings.Contains(s.text, "<@"+self)
	switch {
	case ev.User == "":
		s.idle = logs.NoAuthor
	case mentioned || ev.ChannelType == "im" || s.thread != "":
		s.question = mentioned || ev.ChannelType == "im"
	default: // people talk to each other: none of the bot's business, and not noted
		s.idle = logs.NotAddressed
	}
	return s
}

// IsSaid reports whether a message of that subtype is something a person said,
// and not an edit, a deletion or a note of Slack's.
func IsSaid(subtype string) bool {
	return subtype == "" || subtype == "file_share" || subtype == "thread_broadcast"
}

// loose is a string that is of another type in some events, where it stays empty.
type loose string

func (l *loose) UnmarshalJSON(raw []byte) error {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		*l = loose(s)
	}
	return nil
}
