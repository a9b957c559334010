package blocks

import "encoding/json"

// Empty reports whether a message comes without blocks.
func Empty(b json.RawMessage) bool { return len(b) == 0 || string(b) == "[]" }

// Name gives the blocks that have none a block_id, as Slack does. next returns
// a name that nothing else has.
func Name(raw json.RawMessage, next func(prefix string) string) json.RawMessage {
	var blocks []map[string]any
	if json.Unmarshal(raw, &blocks) != nil {
		return raw
	}
	for _, b := range blocks {
		if id, _ := b["block_id"].(string); id == "" {
			b["block_id"] = next("block")
		}
	}
	named, err := json.Marshal(blocks)
	if err != nil {
		return raw
	}
	return named
}
