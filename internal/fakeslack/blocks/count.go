package blocks

import "strings"

// characters adds up the texts in v.
func characters(v any) int {
	n := 0
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if text, ok := x.(string); ok && key == "text" {
				n += Runes(text)
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
