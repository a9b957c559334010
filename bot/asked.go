package bot

import (
	"encoding/json"
	"strings"

	"beilun/bot/said"
)

// asked returns what a message asks: its own words, behind those of a message that it
// forwards if they are about that. payload is that of its event.
func (b *Bot) asked(text string, payload json.RawMessage) string {
	own := said.Question(text, b.self)
	if !said.Points(own) {
		return own
	}
	return strings.TrimSpace(said.Question(forwarded(payload), b.self) + "\n" + own)
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
