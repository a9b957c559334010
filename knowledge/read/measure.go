package read

import (
	"strings"
	"unicode/utf8"
)

// extent is the width of a piece of text in em, the width of a Han character.
// Typesetters squeeze marks and spaces to fit one more character into a line,
// and Latin letters differ in width, so that it is a range.
type extent struct{ normal, least float64 }

func (e extent) plus(f extent) extent { return extent{e.normal + f.normal, e.least + f.least} }

// measure returns the extent of s.
func measure(s string) extent {
	var e extent
	for _, r := range s {
		e = e.plus(measureRune(r))
	}
	return e
}

func measureRune(r rune) extent {
	switch {
	case isSpace(r):
		if r == '\u3000' {
			return extent{1, 1}
		}
		return extent{0.3, 0.15}
	case '0' <= r && r <= '9':
		return extent{0.5, 0.5}
	case r == '%' || r == '‰':
		return extent{0.7, 0.5}
	case r < 0x2000:
		return extent{0.5, 0.4}
	case strings.ContainsRune("…⋯—", r):
		return extent{1, 1}
	case isMark(r):
		return extent{1, 0.5}
	case r < 0x2E80 && r > 0x206F: // symbols, many of them as wide as Han characters
		return extent{1, 0.5}
	}
	return extent{1, 1}
}

const (
	noLineStart = "，。、；：？！）》〉】〕」』”’…⋯—,.;:?!)]}%‰℃"
	noLineEnd   = "（《〈【〔「『“‘([{"
)

// firstUnit returns the extent of what a typesetter would have had to move to
// the line before to put anything there: the first character of s, or its
// first Latin word or number, with the marks that cannot be parted from it.
func firstUnit(s string) extent {
	const most = 64 // bytes: no line is broken for the sake of a longer one
	var e extent
	inside := false // after the first character of the unit proper
	var last rune
	for i, r := range s {
		switch {
		case i > most:
			return e
		case !inside && strings.ContainsRune(noLineEnd, r):
		case !inside:
			inside = true
		case strings.ContainsRune(noLineStart, r):
		case wordRune(last) && wordRune(r):
		default:
			return e
		}
		e = e.plus(measureRune(r))
		last = r
	}
	return e
}

// wordRune reports whether no line ends beside r within a word or number.
func wordRune(r rune) bool {
	return isAlnum(r) || strings.ContainsRune(".,-_/+&'@:#", r) || 0xC0 <= r && r < 0x2000
}

// ending is how a line ends.
type ending int

const (
	endsOpen  ending = iota // in the middle of a sentence
	endsComma               // at a mark after which a sentence goes on
	endsHalf                // at ：；…, which may close a paragraph
	endsFull                // at a full stop, closing marks included
)

// endOf tells how s ends.
func endOf(s string) ending {
	first, last := firstRune(s), lastRune(s)
	if (first == '（' || first == '(') && (last == '）' || last == ')') && strings.Count(s, "（")+strings.Count(s, "(") == 1 {
		return endsFull // a note on a line of its own
	}
	t := strings.TrimRight(s, "”’」』）》】〕)]\"'")
	if t == "" {
		return endsOpen
	}
	switch r, w := utf8.DecodeLastRuneInString(t); r {
	case '。', '！', '？', '!', '?', '｡':
		return endsFull
	case '.':
		if before := lastRune(t[:len(t)-w]); t[:len(t)-w] != "" && (before < '0' || before > '9') && before != '.' {
			return endsFull
		}
		return endsOpen
	case '：', '；', ':', ';', '…', '⋯':
		return endsHalf
	case '，', '、', ',':
		if len(t) == len(s) {
			return endsComma
		}
	}
	return endsOpen
}
