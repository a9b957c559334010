package blocks

import (
	"encoding/json"
	"slices"

	"beilun/internal/fakeslack/webapi"
)

// CheckMessage returns the error that Slack refuses the blocks of a message
// with, nil if it takes them.
func CheckMessage(raw json.RawMessage) *webapi.Refusal {
	if Empty(raw) {
		return nil
	}
	blocks, err := parseBlocks(raw)
	if err != nil {
		return err
	}
	c := newChecker()
	top := object{c, "", map[string]any{"blocks": blocks}}
	top.each("blocks", top.list("blocks", 0, AtMost("message.blocks")), func(b object) {
		if slices.Contains([]string{"input", "alert", "card", "carousel"}, b.kind()) {
			b.fault(b.at+"/type", "unsupported type: %s", b.kind())
			return
		}
		checkBlock(b)
	})
	c.wholeMessage()
	switch {
	case c.tables > AtMost("message.tables"):
		return &webapi.Refusal{Code: "invalid_attachments", Messages: []string{"only_one_table_allowed"}}
	case len(c.faults) > 0:
		return c.refuse("invalid_blocks")
	case characters(blocks) > AtMost("message.characters"):
		return webapi.Refuse("msg_blocks_too_long")
	}
	return nil
}

// wholeMessage checks what holds of all blocks of a message together.
func (c *checker) wholeMessage() {
	if c.charts > AtMost("message.charts") {
		c.fault("/blocks", "no more than %d data_visualization blocks allowed", AtMost("message.charts"))
	}
	if c.markdown > AtMost("message.markdown") {
		c.fault("/blocks", "markdown text must be less than %d characters", AtMost("message.markdown")+1)
	}
	if c.pieces > AtMost("message.blocks") && len(c.faults) == 0 {
		c.fault("/blocks", "no more than %d items allowed", AtMost("message.blocks"))
	}
}

// CheckView returns the error that Slack refuses a view with, nil if it takes
// it. kind is modal or home, or empty for either.
func CheckView(raw json.RawMessage, kind string) *webapi.Refusal {
	var fields map[string]any
	if json.Unmarshal(raw, &fields) != nil {
		return webapi.Refuse("invalid_arguments")
	}
	c := newChecker()
	v := object{c, "/view", fields}
	if v.need("type") {
		v.oneOf("type", "modal", "home")
		if kind != "" && v.kind() != kind {
			v.fault("/view/type", "must be %s", kind)
		}
	}
	checkViewHead(v)
	input := false
	v.each("blocks", v.list("blocks", AtMost("view.blocks.min_items"), AtMost("view.blocks.max_items")), func(b object) {
		if slices.Contains([]string{"table", "data_table", "data_visualization", "markdown", "card", "carousel", "plan", "task_card", "context_actions"}, b.kind()) {
			b.fault(b.at+"/type", "unsupported type: %s", b.kind())
			return
		}
		input = input || b.kind() == "input"
		checkBlock(b)
	})
	if input && v.kind() == "modal" && !v.has("submit") {
		v.fault("/view", "missing required field: submit")
	}
	return c.refuse("invalid_arguments")
}

func checkViewHead(o object) {
	if o.kind() == "modal" && o.need("title") {
		o.text("title", AtMost("view.title.max_length"), plain)
	}
	o.text("close", AtMost("view.close.max_length"), plain)
	o.text("submit", AtMost("view.submit.max_length"), plain)
	o.str("private_metadata", 0, AtMost("view.private_metadata.max_length"))
	o.str("callback_id", 0, AtMost("view.callback_id.max_length"))
}
