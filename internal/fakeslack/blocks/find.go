package blocks

import "encoding/json"

// Element is something in blocks that a person can click or fill in.
type Element struct {
	blockID string
	fields  map[string]any
}

// Find returns the element with an action ID, nil if there is none.
func Find(raw json.RawMessage, actionID string) *Element {
	var blocks []any
	if json.Unmarshal(raw, &blocks) != nil {
		return nil
	}
	return search(blocks, actionID, "")
}

func search(v any, actionID, blockID string) *Element {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["block_id"].(string); ok {
			blockID = id
		}
		if v["action_id"] == actionID {
			return &Element{blockID, v}
		}
		for _, x := range v {
			if e := search(x, actionID, blockID); e != nil {
				return e
			}
		}
	case []any:
		for _, x := range v {
			if e := search(x, actionID, blockID); e != nil {
				return e
			}
		}
	}
	return nil
}

// Kind returns the type of an element.
func (e *Element) Kind() string {
	kind, _ := e.fields["type"].(string)
	return kind
}

// Action returns the click on an element, or the choice of value in a menu, as
// Slack sends it. If value is empty a button's own is sent.
func (e *Element) Action(value, ts string) map[string]any {
	a := map[string]any{"type": e.fields["type"], "action_id": e.fields["action_id"], "block_id": e.blockID, "action_ts": ts}
	switch e.fields["type"] {
	case "static_select", "radio_buttons", "overflow":
		a["selected_option"] = map[string]any{"text": map[string]any{"type": "plain_text", "text": value}, "value": value}
	case "feedback_buttons":
		for _, side := range []string{"positive_button", "negative_button"} {
			if b, ok := e.fields[side].(map[string]any); ok && (value == "" || b["value"] == value) {
				a["value"], a["text"] = b["value"], b["text"]
				break
			}
		}
	default:
		if value == "" {
			value, _ = e.fields["value"].(string)
		}
		a["value"], a["text"] = value, e.fields["text"]
	}
	return a
}
