package people

import (
	"encoding/json"

	"beilun/internal/fakeslack/blocks"
	"beilun/internal/fakeslack/webapi"
)

const (
	maxUpdateText = 4000   // bytes of chat.update's text
	maxText       = 40_000 // characters, after which Slack cuts
)

// content is what a call wants to show.
type content struct {
	text     string
	blocks   json.RawMessage
	metadata json.RawMessage
}

// contentOf reads and checks what a message shows.
func contentOf(p webapi.Params) (content, *webapi.Refusal) {
	c := content{text: p["text"], blocks: p.Raw("blocks"), metadata: p.Raw("metadata")}
	markdown := p["markdown_text"]
	if markdown != "" && (c.text != "" || len(c.blocks) > 0) {
		return c, webapi.Refuse("markdown_text_conflict")
	}
	if markdown != "" {
		if blocks.Runes(markdown) > blocks.AtMost("message.markdown") {
			return c, webapi.Refuse("msg_too_long")
		}
		c.text = markdown
	}
	if c.text == "" && blocks.Empty(c.blocks) && len(p.Raw("attachments")) == 0 {
		return c, webapi.Refuse("no_text")
	}
	if blocks.Runes(c.text) > maxText {
		c.text = string([]rune(c.text)[:maxText])
	}
	if err := blocks.CheckMessage(c.blocks); err != nil {
		return c, err
	}
	return c, checkMetadata(c.metadata)
}

func checkMetadata(raw json.RawMessage) *webapi.Refusal {
	if raw == nil {
		return nil
	}
	var m struct {
		EventType    string         `json:"event_type"`
		EventPayload map[string]any `json:"event_payload"`
	}
	if json.Unmarshal(raw, &m) != nil || m.EventType == "" || m.EventPayload == nil {
		return webapi.Refuse("invalid_metadata_format")
	}
	return nil
}
