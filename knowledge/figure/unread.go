package figure

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// unread stands in what is scanned for a character that cannot be read, or for
// one that can be read in two ways. No number beside it is a figure.
const unread = utf8.RuneError

// blank reports whether r, which stands at from in text and is no letter, is a
// character that cannot be read, or stands in for one: a box or a question mark
// beside a digit.
func blank(r rune, text string, from int) bool {
	switch r {
	case '□', '■', '▯':
		return digitAround(text, from)
	case '?':
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		return text[from] == '?' && isWestern(before) && from+1 < len(text) && counts(text[from+1:])
	}
	return zhtext.Unreadable(r)
}

// mayBeUnread reports whether r is among the characters that blank looks at.
func mayBeUnread(r rune) bool {
	return r >= 0xE000 || r == '?' || r == '〓' || 0x25A0 <= r && r < 0x25B0
}

// digitAround reports whether a digit stands beside the character at i of text.
func digitAround(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	_, w := utf8.DecodeRuneInString(text[i:])
	return isWestern(before) || counts(text[i+w:])
}

// counts reports whether s goes on as a number does.
func counts(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWestern(r) || strings.ContainsRune(".万亿", r) && r != 0
}

// isBullet reports whether the character at i of text is the mark of an item: it
// begins a line and, unless it is a box, a space stands behind it.
func isBullet(text string, i int) bool {
	if before := strings.TrimRight(text[:i], " \t\u3000"); before != "" && !strings.HasSuffix(before, "\n") {
		return false
	}
	r, w := utf8.DecodeRuneInString(text[i:])
	next, _ := utf8.DecodeRuneInString(text[i+w:])
	return r == '□' || r == '■' || r != utf8.RuneError && (isSpace(next) || next == '\u3000' || next == '\u00a0')
}

// Unreadable returns where in text characters stand that cannot be read.
func Unreadable(text string) []knowledge.Span {
	var out []knowledge.Span
	for i, r := range text {
		if r < '?' || r > '?' && r < 0x25A0 || !blank(r, text, i) || isBullet(text, i) {
			continue
		}
		end := i + utf8.RuneLen(r)
		if n := len(out); n > 0 && out[n-1].End == i {
			out[n-1].End = end
			continue
		}
		out = append(out, knowledge.Span{Start: i, End: end})
	}
	return out
}

// beside reports whether the number that begins at i goes on from a character
// that cannot be read: behind it, or behind a mark that both share.
func (s *scanner) beside(i int) bool {
	if !s.src.unread || i == 0 {
		return false
	}
	before := s.s[:i]
	r, w := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(".,:-~/+", r) {
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-w])
	}
	return r == unread
}

// intact reports whether what was read is whole: no character that cannot be
// read goes on from it.
func (s *scanner) intact(f reading) bool {
	return !s.src.unread || s.runeAt(f.to) != unread
}
