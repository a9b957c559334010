package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxGap      = 12 // characters of white space that a figure may contain
	maxGapLines = 2  // line ends among them
	maxJoined   = 5  // digits of a number that a line end divides
)

// isSpace reports whether r is white space in a folded text.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u200b', '\ufeff':
		return true
	}
	return false
}

// gap measures the white space that rest begins with. last is the last character
// of done, the prepared text so far. mark is what replaces the white space: 0 for
// nothing, a space, or a line end, which no figure crosses.
func gap(rest string, last rune, done []byte) (n int, mark byte) {
	chars, lines := 0, 0
	var next rune
	for n < len(rest) {
		r, w := utf8.DecodeRuneInString(rest[n:])
		if !isSpace(r) {
			next = r
			break
		}
		if r == '\n' || r == '\u2028' || r == '\u2029' {
			lines++
		}
		chars++
		n += w
	}
	switch {
	case chars > maxGap || lines > maxGapLines:
		return n, '\n'
	case last >= utf8.RuneSelf || next >= utf8.RuneSelf || next == '%' || last == 0 || next == 0:
		return n, 0
	case lines == 0:
		return n, ' '
	case dividesNumber(rest[n:], last, done):
		return n, 0
	}
	return n, '\n'
}

// dividesNumber reports whether a line end is inside a number: digits on both
// sides, few in all, text in front of them and a unit behind.
func dividesNumber(after string, last rune, done []byte) bool {
	before := len(done)
	for before > 0 && len(done)-before <= maxJoined && (IsDigit(rune(done[before-1])) || done[before-1] == '.') {
		before--
	}
	n := 0
	for n < len(after) && n <= maxJoined && (IsDigit(rune(after[n])) || after[n] == '.' || after[n] == ',') {
		n++
	}
	if n == 0 || before == len(done) || before == 0 || done[before-1] < utf8.RuneSelf || len(done)-before+n > maxJoined {
		return false
	}
	if last == '.' && !IsDigit(rune(after[0])) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(after[n:], isSpace))
	return next == '%' || next >= utf8.RuneSelf && unicode.IsLetter(next)
}
