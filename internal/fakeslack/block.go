package fakeslack

import (
	"encoding/json"
	"unicode/utf8"
)

// runes counts the characters of a text as Slack does: code points.
func runes(s string) int { return utf8.RuneCountInString(s) }

type table struct{ markdown int }

func limits() table { return table{markdown: 12_000} }

func checkMessage(raw json.RawMessage) *refused {
	if emptyBlocks(raw) {
		return nil
	}
	var blocks []map[string]any
	if json.Unmarshal(raw, &blocks) != nil || len(blocks) > 50 {
		return no("invalid_blocks")
	}
	total := 0
	for _, b := range blocks {
		if b["type"] == nil || !sized(b, &total) {
			return no("invalid_blocks")
		}
	}
	if total > 13_200 {
		return no("msg_blocks_too_long")
	}
	return nil
}

// sized adds up the characters of all texts in v and reports whether each is
// within what a text object takes.
func sized(v any, total *int) bool {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if text, ok := x.(string); ok && key == "text" {
				n := runes(text)
				*total += n
				if n == 0 || n > 3000 {
					return false
				}
			} else if !sized(x, total) {
				return false
			}
		}
	case []any:
		for _, x := range v {
			if !sized(x, total) {
				return false
			}
		}
	}
	return true
}

func checkView(raw json.RawMessage, kind string) *refused { return nil }
