package zhtext

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences returns the byte spans of the sentences of text, in order, without
// the white space around them. A sentence ends at 。！？ or …, at their
// half-width forms, and at a line end; closing quotes and brackets that follow
// belong to it. A mark inside quotation marks or brackets ends a sentence only
// where the quotation ends with it and no attribution goes on after it. A full
// stop ends one only before white space or the end of the text, so that 25.1
// and addresses stay whole. It runs in linear time.
func Sentences(text string) [][2]int {
	var out [][2]int
	start, depth := 0, 0
	add := func(end int) {
		part := text[start:end]
		from := start + len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		to := start + len(strings.TrimRightFunc(part, unicode.IsSpace))
		if from < to {
			out = append(out, [2]int{from, to})
		}
		start, depth = end, 0
	}
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		i += w
		switch {
		case r == '\n':
			add(i)
		case strings.ContainsRune(opening, r):
			depth++
		case strings.ContainsRune(closing, r):
			depth = max(0, depth-1)
		case ends(r, text[i:]):
			end := i
			for end < len(text) {
				c, cw := utf8.DecodeRuneInString(text[end:])
				if strings.ContainsRune(closing, c) {
					depth = max(0, depth-1)
				} else if !strings.ContainsRune(ending, c) {
					break
				}
				end += cw
			}
			closed := end > i && strings.ContainsAny(text[i:end], closing)
			i = end
			if depth == 0 && !(closed && attributed(text[end:])) {
				add(end)
			}
		}
	}
	add(len(text))
	return out
}

const (
	opening = "“‘（《〈【「『([{"
	closing = "”’）》〉】」』)]}"
	ending  = "。！？…!?⋯"
)

// ends reports whether r, before rest, ends a sentence.
func ends(r rune, rest string) bool {
	switch r {
	case '。', '！', '？', '!', '?':
		return true
	case '…', '⋯': // in the middle of a sentence it is only a pause
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || next == '\n' || strings.ContainsRune(closing, next)
	case '.':
		next, _ := utf8.DecodeRuneInString(rest)
		return rest == "" || unicode.IsSpace(next)
	}
	return false
}

// attributed reports whether the words after a quotation go on with who said
// it (”某某说。), so that the sentence is not over.
func attributed(rest string) bool {
	head := rest
	if i := strings.IndexAny(head, "，。！？；\n"); i >= 0 {
		head = head[:i]
	}
	if len(head) > 120 {
		return false
	}
	for _, verb := range []string{"说", "表示", "介绍", "告诉", "指出", "坦言", "透露", "称"} {
		if strings.HasSuffix(head, verb) {
			return true
		}
	}
	return false
}
