package source

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Unread replaces a character that cannot be read, or that can be read in two
// ways. No number beside it is a figure.
const Unread = utf8.RuneError

// Unreadable returns the spans of text whose characters cannot be read.
func Unreadable(text string) []knowledge.Span {
	var out []knowledge.Span
	for i, r := range text {
		if r < '?' || r > '?' && r < 0x25A0 || !isUnread(r, text, i) || isBullet(text, i) {
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

// isUnread reports whether r, at byte from of text and no letter, cannot be read
// or replaces such a character: a box or a question mark beside a digit.
func isUnread(r rune, text string, from int) bool {
	switch r {
	case '□', '■', '▯':
		return digitAround(text, from)
	case '?':
		before, _ := utf8.DecodeLastRuneInString(text[:from])
		return text[from] == '?' && IsDigit(before) && from+1 < len(text) && continuesNumber(text[from+1:])
	}
	return zhtext.Unreadable(r)
}

// mayBeUnread is a quick test for the characters that isUnread looks at.
func mayBeUnread(r rune) bool {
	return r >= 0xE000 || r == '?' || r == '〓' || 0x25A0 <= r && r < 0x25B0
}

// digitAround reports whether a digit is beside the character at i of text.
func digitAround(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	_, w := utf8.DecodeRuneInString(text[i:])
	return IsDigit(before) || continuesNumber(text[i+w:])
}

// continuesNumber reports whether s begins as the rest of a number does.
func continuesNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return IsDigit(r) || strings.ContainsRune(".万亿", r) && r != 0
}

// isBullet reports whether the character at i of text marks a list item: it
// begins a line and, unless it is a box, a space follows.
func isBullet(text string, i int) bool {
	if before := strings.TrimRight(text[:i], " \t\u3000"); before != "" && !strings.HasSuffix(before, "\n") {
		return false
	}
	r, w := utf8.DecodeRuneInString(text[i:])
	next, _ := utf8.DecodeRuneInString(text[i+w:])
	return r == '□' || r == '■' || r != utf8.RuneError && (isSpace(next) || next == '\u3000' || next == '\u00a0')
}

// isMisprint reports whether the mark r at i of the folded text is between two
// digits and can be a decimal point or a thousands separator as well as the end
// of a clause: 12。8亿元, 3，541万元.
func isMisprint(r rune, f zhtext.Folded, original string, i int) bool {
	if r != '。' && r != ',' {
		return false
	}
	t := f.Text
	n := 0
	for n < i && n < 4 && IsDigit(rune(t[i-n-1])) {
		n++
	}
	if n == 0 || n > 3 || n < i && strings.ContainsRune(".,", rune(t[i-n-1])) {
		return false
	}
	rest := t[i+utf8.RuneLen(r):]
	k := 0
	for k < len(rest) && k < 5 && IsDigit(rune(rest[k])) {
		k++
	}
	next, _ := utf8.DecodeRuneInString(rest[k:])
	if r == '。' {
		return k > 0 && !strings.ContainsRune("年月日", next)
	}
	at, _ := f.Source(i, i)
	before, _ := f.Source(i-1, i-1)
	return k == 3 && original[at] != ',' && original[before] < utf8.RuneSelf && !strings.ContainsRune(".,", next)
}

// BesideUnread reports whether the number that begins at i continues from an
// Unread, directly or behind a mark that joins numbers.
func (src *Source) BesideUnread(i int) bool {
	if !src.Unclear || i == 0 {
		return false
	}
	before := string(src.Text[:i])
	r, w := utf8.DecodeLastRuneInString(before)
	if strings.ContainsRune(".,:-~/+", r) {
		r, _ = utf8.DecodeLastRuneInString(before[:len(before)-w])
	}
	return r == Unread
}

// EndsUnread reports whether an Unread follows at i.
func (src *Source) EndsUnread(i int) bool { return src.Unclear && src.Text.At(i) == Unread }
