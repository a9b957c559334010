package message

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/slack-go/slack"
)

// Slack's limits, in one place. A text of a block is counted in characters
// (code points), the text of chat.update in bytes. Where Slack's documentation
// and its behaviour differ, this is the lower number.
const (
	MaxMessage     = 13_000 // characters of all blocks of a message; Slack refuses from about 13,200 on
	MaxBlocks      = 50     // of a message
	limitView      = 100    // blocks of a modal or Home
	MaxSection     = 3_000  // characters of a text block
	MaxButton      = 75     // characters of a button's label
	MaxValue       = 2_000  // characters of a button's value
	limitViewTitle = 24     // characters of a modal's title
	limitMetadata  = 3_000  // characters of a view's private metadata
	limitOption    = 75     // characters of an option's text
	limitMarkdown  = 12_000 // characters of the markdown blocks of a message
	MaxText        = 4_000  // bytes of the text of chat.update; of any message, so that each can be updated
	limitChartText = 50     // characters of a chart's title and of its axes' labels
	limitLabel     = 20     // characters of a point's label
	limitPoints    = 20     // of a chart
	limitRows      = 100    // of a table, without its head
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
