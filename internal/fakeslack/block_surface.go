package fakeslack

import (
	"encoding/json"
	"slices"
	"strings"
)

// checkMessage holds the blocks of a message against what Slack takes.
func checkMessage(raw json.RawMessage) *refused {
	if emptyBlocks(raw) {
		return nil
	}
	blocks, err := parseBlocks(raw)
	if err != nil {
		return err
	}
	c := newChecker()
	top := object{c, "", map[string]any{"blocks": blocks}}
	top.each("blocks", top.list("blocks", 0, atMost("message.blocks")), func(b object) {
		if slices.Contains([]string{"input", "alert", "card", "carousel"}, b.kind()) {
			b.fault(b.at+"/type", "unsupported type: %s", b.kind())
			return
		}
		b.block()
	})
	c.wholeMessage()
	switch {
	case c.tables > atMost("message.tables"):
		return &refused{code: "invalid_attachments", messages: []string{"only_one_table_allowed"}}
	case len(c.faults) > 0:
		return c.refuse("invalid_blocks")
	case characters(blocks) > atMost("message.characters"):
		return no("msg_blocks_too_long")
	}
	return nil
}

// wholeMessage checks what holds of all blocks of a message together.
func (c *checker) wholeMessage() {
	if c.charts > atMost("message.charts") {
		c.fault("/blocks", "no more than %d data_visualization blocks allowed", atMost("message.charts"))
	}
	if c.markdown > atMost("message.markdown") {
		c.fault("/blocks", "markdown text must be less than %d characters", atMost("message.markdown")+1)
	}
	if c.pieces > atMost("message.blocks") && len(c.faults) == 0 {
		c.fault("/blocks", "no more than %d items allowed", atMost("message.blocks"))
	}
}

// characters adds up the texts in v.
func characters(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if text, ok := x.(string); ok && key == "text" {
				n += runes(text)
			} else {
				n += characters(x)
			}
		}
	case []any:
		for _, x := range v {
			n += characters(x)
		}
	}
	return n
}

// markdownPieces counts the blocks that Slack makes of a markdown block: one
// for each heading, fence, table, divider and run of anything else.
func markdownPieces(text string) int {
	n, last, fenced := 0, "", false
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		kind := "text"
		switch {
		case strings.HasPrefix(line, "```"):
			if fenced = !fenced; fenced {
				n++
			}
			last = "fence"
			continue
		case fenced:
			continue
		case line == "":
			continue
		case strings.HasPrefix(line, "#"):
			kind = "heading"
		case line == "---" || line == "***" || line == "___":
			kind = "divider"
		case strings.HasPrefix(line, "|"):
			kind = "table"
		}
		if kind != last || kind == "heading" || kind == "divider" {
			n++
		}
		last = kind
	}
	return max(n, 1)
}

// checkView holds a view against what Slack takes. kind is modal or home;
// empty for either.
func checkView(raw json.RawMessage, kind string) *refused {
	var fields map[string]any
	if json.Unmarshal(raw, &fields) != nil {
		return no("invalid_arguments")
	}
	c := newChecker()
	v := object{c, "/view", fields}
	if v.need("type") {
		v.oneOf("type", "modal", "home")
		if kind != "" && v.kind() != kind {
			v.fault("/view/type", "must be %s", kind)
		}
	}
	v.viewHead()
	input := false
	v.each("blocks", v.list("blocks", atMost("view.blocks.min_items"), atMost("view.blocks.max_items")), func(b object) {
		if slices.Contains([]string{"table", "data_table", "data_visualization", "markdown", "card", "carousel", "plan", "task_card", "context_actions"}, b.kind()) {
			b.fault(b.at+"/type", "unsupported type: %s", b.kind())
			return
		}
		input = input || b.kind() == "input"
		b.block()
	})
	if input && v.kind() == "modal" && !v.has("submit") {
		v.fault("/view", "missing required field: submit")
	}
	return c.refuse("invalid_arguments")
}

func (o object) viewHead() {
	if o.kind() == "modal" && o.need("title") {
		o.text("title", atMost("view.title.max_length"), plain)
	}
	o.text("close", atMost("view.close.max_length"), plain)
	o.text("submit", atMost("view.submit.max_length"), plain)
	o.str("private_metadata", 0, atMost("view.private_metadata.max_length"))
	o.str("callback_id", 0, atMost("view.callback_id.max_length"))
}
