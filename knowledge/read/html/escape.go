package html

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// unescaped returns the part of t at s, the inside of a string of a script, with
// its escapes decoded.
func unescaped(t trace.String, s knowledge.Span) trace.String {
	var b trace.Builder
	from := s.Start
	for at := s.Start; at < s.End; {
		n := strings.IndexByte(t.Text[at:s.End], '\\')
		if n < 0 {
			break
		}
		at += n
		size, stands := scriptEscape(t.Text[at:s.End])
		b.Copy(t, knowledge.Span{Start: from, End: at})
		b.Replace(stands, t, knowledge.Span{Start: at, End: at + size})
		at += size
		from = at
	}
	b.Copy(t, knowledge.Span{Start: from, End: s.End})
	return b.Finish()
}

// scriptEscape returns the length in bytes of the escape at the start of s, which
// begins with a backslash, and the text it stands for.
func scriptEscape(s string) (int, string) {
	if len(s) < 2 {
		return 1, ""
	}
	switch s[1] {
	case 'n', 'r':
		return 2, "\n"
	case 't':
		return 2, " "
	case 'x':
		if r, ok := hexRune(s, 2, 2); ok {
			return 4, visibleRune(r)
		}
	case 'u':
		if r, ok := hexRune(s, 2, 4); ok {
			if low, isPair := hexRune(s, 8, 4); isPair && utf16.IsSurrogate(r) && strings.HasPrefix(s[6:], `\u`) {
				return 12, visibleRune(utf16.DecodeRune(r, low))
			}
			return 6, visibleRune(r)
		}
	}
	_, w := utf8.DecodeRuneInString(s[1:])
	return 1 + w, s[1 : 1+w]
}

// hexRune returns the character of the hexadecimal digits in s from byte at on.
func hexRune(s string, at, digits int) (rune, bool) {
	if len(s) < at+digits {
		return 0, false
	}
	n, err := strconv.ParseUint(s[at:at+digits], 16, 32)
	return rune(n), err == nil
}

// visibleRune returns r as text: line ends and what is seen.
func visibleRune(r rune) string {
	if r == '\n' || r == '\r' {
		return "\n"
	}
	return char.Seen(string(r))
}

// scriptWords returns the value of a variable in a script as text.
func scriptWords(s string) string {
	return html.UnescapeString(unescaped(trace.String{Text: s}, knowledge.Span{End: len(s)}).Text)
}
