package read

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a source, without the white space around it.
type line struct {
	start, end int // bytes in the source's text
	indent     float64
	width      float64 // in em
	spaced     bool    // letter-spaced: 推 窗 见 景
	text       string
}

// lines cuts a text into its lines that are not blank. CR, CRLF, LF and the
// Unicode separators all end a line.
func lines(text string) []line {
	var out []line
	start := 0
	add := func(end int) {
		part := text[start:end]
		left := strings.TrimLeftFunc(part, isBlank)
		trimmed := strings.TrimRightFunc(left, isBlank)
		if trimmed == "" {
			return
		}
		from := start + len(part) - len(left)
		l := line{start: from, end: from + len(trimmed), text: trimmed, indent: emWidth(text[start:from])}
		l.spaced = isSpaced(trimmed)
		if l.spaced {
			trimmed = strings.ReplaceAll(trimmed, " ", "")
		}
		l.width = emWidth(trimmed)
		out = append(out, l)
	}
	for i, r := range text {
		if r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\f' || r == '\v' {
			add(i)
			start = i + utf8.RuneLen(r)
		}
	}
	add(len(text))
	return out
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}

// emWidth measures a line as a typesetter does: a Han character is 1 em wide,
// a Latin letter or digit about half of one.
func emWidth(s string) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r == ' ':
			w += 0.25
		case r < utf8.RuneSelf, unicode.Is(unicode.Latin, r):
			w += 0.5
		case unicode.IsPunct(r):
			w += 0.8 // set in less than its square where a line is tight
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Cf, r):
		default:
			w++
		}
	}
	return w
}

// isSpaced reports whether a line is letter-spaced: single characters with
// blanks between them.
func isSpaced(s string) bool {
	words := strings.Fields(s)
	if len(words) < 5 {
		return false
	}
	short := 0
	for _, w := range words {
		if utf8.RuneCountInString(w) <= 2 && !isASCII(w) {
			short++
		}
	}
	return short*10 >= len(words)*9
}

func isASCII(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

const closers = "”’」』）》)】〕\"'"

// endsSentence reports whether a line ends with the end of a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, closers)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。！？…⋯!?", r) || r == '.' && len(s) > 1 && s[len(s)-2] >= utf8.RuneSelf
}
