package webapi

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// cutBytes shortens text to limit bytes at the end of a sentence, or before a
// comma where the first sentence is longer.
func cutBytes(text string, limit int) string {
	const rest = "…"
	if len(text) <= limit {
		return text
	}
	limit -= len(rest)
	end := 0
	for _, s := range zhtext.Sentences(text) {
		if s[1] > limit {
			break
		}
		end = s[1]
	}
	if end == 0 {
		end = strings.LastIndexAny(text[:limit], "，；、 ")
	}
	if end <= 0 {
		for end = limit; end > 0 && !utf8.RuneStart(text[end]); end-- {
		}
	}
	return text[:end] + rest
}
