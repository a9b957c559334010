package read

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// extent is the width of a piece of text in em, the width of a Han character.
// Typesetters squeeze marks and spaces to fit one more character into a line,
// and Latin letters differ in width, so that it is a range.
type extent struct{ normal, least float64 }

func (e extent) plus(f extent) extent { return extent{e.normal + f.normal, e.least + f.least} }

// A ruler is a way to measure the width of a line. A typesetter fits lines to
// the column, a program counts: characters, or the places that they take on a
// terminal. The lines of a program are of one width exactly.
type ruler uint8

const (
	byType    ruler = iota // in em as printed
	byPlaces               // in em of two places
	byCount                // in characters
	numRulers              // how many there are
)

// measure returns the extent of s in print.
func measure(s string) extent { return byType.measure(s) }

func (by ruler) measure(s string) extent {
	switch by {
	case byCount:
		n := float64(utf8.RuneCountInString(s))
		return extent{n, n}
	case byPlaces:
		n := placesOf(s)
		return extent{n, n}
	}
	var e extent
	for _, r := range s {
		if 0x4E00 <= r && r < 0xA000 { // Han, as most are
			e.normal++
			e.least++
			continue
		}
		e = e.plus(measureRune(r))
	}
	return e
}

// placesOf returns the width of s by places, a sum of halves that is exact in
// whatever order.
func placesOf(s string) float64 {
	all, narrow := 0, 0
	for _, r := range s {
		all++
		if r < 0x2000 {
			narrow++
		}
	}
	return float64(all) - 0.5*float64(narrow)
}

func (by ruler) rune(r rune) extent {
	switch {
	case by == byCount:
		return extent{1, 1}
	case by == byPlaces && r < 0x2000:
		return extent{0.5, 0.5}
	case by == byPlaces:
		return extent{1, 1}
	}
	return measureRune(r)
}

// hanging returns the width of the marks at the end of s that may stand
// beyond the edge of the column because no line begins with them.
func (by ruler) hanging(s string) float64 {
	return by.measure(s[len(noLineStart.TrimRight(s)):]).normal
}

func measureRune(r rune) extent {
	switch {
	case 0x4E00 <= r && r < 0xA000: // Han, as most are
		return extent{1, 1}
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
	case r == '…' || r == '⋯' || r == '—':
		return extent{1, 1}
	case isMark(r):
		return extent{1, 0.5}
	case r < 0x2E80 && r > 0x206F: // symbols, many of them as wide as Han characters
		return extent{1, 0.5}
	}
	return extent{1, 1}
}

var (
	noLineStart = zhtext.NewSet("，。、；：？！）》〉】〕」』”’…⋯—,.;:?!)]}%‰℃")
	noLineEnd   = zhtext.NewSet("（《〈【〔「『“‘([{")
	closers     = zhtext.NewSet("”’」』）》】〕)]\"'")
)

// firstUnit returns the extent of what a typesetter would have had to move to
// the line before to put anything there: the first character of s, or its
// first Latin word or number, with the marks that cannot be parted from it.
func firstUnit(s string) extent { return byType.firstUnit(s, false) }

// firstUnit is that of a ruler. Broken says that lines end within numbers and
// words too.
func (by ruler) firstUnit(s string, broken bool) extent {
	const most = 64 // bytes: no line is broken for the sake of a longer one
	var e extent
	inside := false // after the first character of the unit proper
	var last rune
	for i, r := range s {
		switch {
		case i > most:
			return e
		case !inside && noLineEnd.Has(r):
		case !inside:
			inside = true
		case noLineStart.Has(r):
		case !broken && wordRune(last) && wordRune(r):
		default:
			return e
		}
		e = e.plus(by.rune(r))
		last = r
	}
	return e
}

// wordRune reports whether no line ends beside r within a word or number.
func wordRune(r rune) bool {
	switch r {
	case '.', ',', '-', '_', '/', '+', '&', '\'', '@', ':', '#':
		return true
	}
	return isAlnum(r) || 0xC0 <= r && r < 0x2000
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
	t := closers.TrimRight(s)
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
