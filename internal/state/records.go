package state

import (
	"encoding/json"
	"time"
)

// Raw is a value in a form that only the caller knows.
type Raw = json.RawMessage

const day = 24 * time.Hour

// tables opens the tables of the store, each with its maximum age and size.
func (s *Store) tables() {
	s.Deliveries = newDeliveries(s)
	s.Topics = newTable[string](s, "topics", day, 20_000)
	s.Replies = newTable[Raw](s, "replies", 30*day, 20_000)
	s.Flags = newTable[bool](s, "flags", 5*365*day, 100_000)
	s.Threads = newTable[bool](s, "threads", 30*day, 100_000)
	s.Settings = newTable[Raw](s, "settings", 5*365*day, 100_000)
	s.Feedback = newTable[Feedback](s, "feedback", 2*365*day, 50_000)
	s.newsTables()
}

// MaxSubscriptions bounds the subscriptions of all channels together. The table has
// room for more, so that a subscription never displaces another.
const MaxSubscriptions = 5_000

// newsTables opens the tables about news. A subscription lasts until somebody ends it;
// the maximum age of its table is only formal.
func (s *Store) newsTables() {
	s.Subscriptions = newTable[Raw](s, "subscriptions", 50*365*day, 2*MaxSubscriptions)
	s.Answered = newTable[Raw](s, "answered", 30*day, 20_000)
	s.Notes = newTable[Raw](s, "notes", 30*day, 20_000)
	s.Places = newTable[Raw](s, "places", 40*day, 50_000)
	s.Quiet = newTable[bool](s, "quiet", 5*365*day, 100_000)
	s.Marks = newTable[uint64](s, "marks", 50*365*day, 100)
}

// Feedback is a person's judgement of an answer.
type Feedback struct {
	At       time.Time `json:"at"`
	User     string    `json:"user"`
	Question string    `json:"question"`
	Answer   string    `json:"answer"`
	Useful   bool      `json:"useful"`
	Reason   string    `json:"reason,omitempty"` // chosen
	Text     string    `json:"text,omitempty"`   // written
}
