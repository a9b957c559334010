package fakeslack

import "encoding/json"

// element is something in blocks that can be clicked.
type element struct {
	blockID string
	fields  map[string]any
}

// findElement finds what has an action ID, nil where nothing has.
func findElement(raw json.RawMessage, actionID string) *element {
	var blocks []any
	if json.Unmarshal(raw, &blocks) != nil {
		return nil
	}
	return searchElement(blocks, actionID, "")
}

func searchElement(v any, actionID, blockID string) *element {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["block_id"].(string); ok {
			blockID = id
		}
		if v["action_id"] == actionID {
			return &element{blockID, v}
		}
		for _, x := range v {
			if e := searchElement(x, actionID, blockID); e != nil {
				return e
			}
		}
	case []any:
		for _, x := range v {
			if e := searchElement(x, actionID, blockID); e != nil {
				return e
			}
		}
	}
	return nil
}

// action is the click on an element.
func (e *element) action(value, ts string) map[string]any {
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
