package state

import (
	"encoding/json"
	"time"
)

// Raw is a value in a form that only the caller knows.
type Raw = json.RawMessage

const day = 24 * time.Hour

// Status is the state of a delivery.
type Status string

// The states of a delivery. A waiting and a pending one are still to be handled.
const (
	Waiting  Status = "waiting"  // recorded, and nothing was posted for it; its payload is kept
	Pending  Status = "pending"  // something may have been posted for it; its payload is kept
	Answered Status = "answered" // handled; the payload is removed
	Dropped  Status = "dropped"  // will not be handled; the payload is removed
)

// Delivery is an event that Slack delivered.
type Delivery struct {
	ID      string    `json:"-"`
	At      time.Time `json:"at"` // when it was recorded
	Type    string    `json:"type"`
	Status  Status    `json:"status"`
	Payload Raw       `json:"payload,omitempty"`
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
