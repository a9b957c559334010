package bot

import (
	"encoding/json"
	"strings"

	"beilun/bot/said"
)

// asked returns what a message asks: its own words or, if it has none, those of the
// message that it forwards. payload is that of its event.
func (b *Bot) asked(text string, payload json.RawMessage) string {
	if q := said.Question(text, b.self); q != "" {
		return q
	}
	return said.Question(forwarded(payload), b.self)
}

// forwarded returns the text of the messages that an event's message forwards. A
// preview of a link is none.
func forwarded(payload json.RawMessage) string {
	var p struct {
		Event struct {
			Attachments []struct {
				IsShare bool   `json:"is_share"`
				Text    string `json:"text"`
			} `json:"attachments"`
		} `json:"event"`
	}
	if json.Unmarshal(payload, &p) != nil { // of another form: nothing is forwarded
		return ""
	}
	var texts []string
	for _, a := range p.Event.Attachments {
		if a.IsShare && a.Text != "" {
			texts = append(texts, a.Text)
		}
	}
	return strings.Join(texts, "\n")
}
