package surface

import (
	"strings"

	"beilun/bot/webapi"
)

// Question is something a person said to the bot, and where.
type Question struct {
	Text     string
	Channel  string
	User     string
	TS       string
	Thread   string // to reply in; empty: none
	Event    string // ID of the event
	Untagged bool   // in a thread, without naming the bot: it may be meant for others
}

// Conversation names the conversation of a question: one person in one thread, or
// in one direct message. Nothing carries over from one to another.
func (q Question) Conversation() string { return q.Channel + " " + q.Thread + " " + q.User }

// Target returns where the reply goes.
func (q Question) Target() webapi.Target {
	return webapi.Target{Channel: q.Channel, Thread: q.Thread, Event: q.Event}
}

// IsDirect reports whether a channel is a direct message.
func IsDirect(channel string) bool { return strings.HasPrefix(channel, "D") }
