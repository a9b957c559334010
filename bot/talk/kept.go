package talk

import (
	"time"

	"beilun/bot/message"
)

// kept is a reply with what its buttons need to know.
type kept struct {
	Reply    message.Reply
	Question string
	Channel  string
	Thread   string // where sharing it belongs; empty: the channel
	Topic    topic  // for questions below it, once it is shared
	At       time.Time
}
