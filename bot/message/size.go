package message

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// sizeOf counts the characters of all texts of a block, as Slack does for its
// limit of a whole message.
func sizeOf(block slack.Block) int {
	data, err := json.Marshal(block)
	if err != nil {
		return MaxMessage + 1 // it could not be sent either
	}
	var v any
	if json.Unmarshal(data, &v) != nil {
		return MaxMessage + 1
	}
	return texts(v)
}

func texts(v any) (n int) {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if s, ok := x.(string); ok && (key == "text" || key == "title" || key == "caption" || key == "label") {
				n += utf8.RuneCountInString(s)
			} else {
				n += texts(x)
			}
		}
	case []any:
		for _, x := range v {
			n += texts(x)
		}
	}
	return n
}

// indexOf finds a quotation that may have been cut at its end.
func indexOf(text, quote string) int {
	return strings.Index(text, strings.TrimSuffix(quote, "…"))
}

// Size returns the characters of several blocks.
func Size(blocks []slack.Block) (n int) {
	for _, b := range blocks {
		n += sizeOf(b)
	}
	return n
}
