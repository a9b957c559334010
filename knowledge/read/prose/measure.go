package prose

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
)

// Extent is the width of a text in em, the width of a Han character. It is a
// range, because typesetters squeeze marks and spaces to fit one more character
// into a line, and Latin letters differ in width.
type Extent struct{ Normal, Least float64 }

func (e Extent) plus(f Extent) Extent { return Extent{e.Normal + f.Normal, e.Least + f.Least} }

// Ruler is a way to measure the width of a line. A typesetter fits lines to the
// column. A program counts characters, or the places they take on a terminal, and
// its lines have exactly one width.
type Ruler uint8

const (
	ByType    Ruler = iota // in em as printed
	byPlaces               // in em of two places
	ByCount                // in characters
	NumRulers              // number of rulers
)

// Measure returns the extent of s in print.
func Measure(s string) Extent { return ByType.Measure(s) }

// Measure returns the extent of s by the ruler.
func (by Ruler) Measure(s string) Extent {
	switch by {
	case ByCount:
		n := float64(utf8.RuneCountInString(s))
		return Extent{n, n}
	case byPlaces:
		n := placesOf(s)
		return Extent{n, n}
	}
	var e Extent
	for _, r := range s {
		if 0x4E00 <= r && r < 0xA000 { // Han, as most are
			e.Normal++
			e.Least++
			continue
		}
		e = e.plus(measureRune(r))
	}
	return e
}

// placesOf returns the width of s in places. It is a sum of halves and therefore
// exact.
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

func (by Ruler) rune(r rune) Extent {
	switch {
	case by == ByCount:
		return Extent{1, 1}
	case by == byPlaces && r < 0x2000:
		return Extent{0.5, 0.5}
	case by == byPlaces:
		return Extent{1, 1}
	}
	return measureRune(r)
}

// Hanging returns the width of the marks at the end of s that may be beyond the
// edge of the column, because no line begins with them.
func (by Ruler) Hanging(s string) float64 {
	return by.Measure(s[len(NoLineStart.TrimRight(s)):]).Normal
}

func measureRune(r rune) Extent {
	switch {
	case 0x4E00 <= r && r < 0xA000: // Han, as most are
		return Extent{1, 1}
	case char.IsSpace(r):
		if r == '\u3000' {
			return Extent{1, 1}
		}
		return Extent{0.3, 0.15}
	case '0' <= r && r <= '9':
		return Extent{0.5, 0.5}
	case r == '%' || r == '‰':
		return Extent{0.7, 0.5}
	case r < 0x2000:
		return Extent{0.5, 0.4}
	case r == '…' || r == '⋯' || r == '—':
		return Extent{1, 1}
	case char.IsMark(r):
		return Extent{1, 0.5}
	case r < 0x2E80 && r > 0x206F: // symbols, many of them as wide as Han characters
		return Extent{1, 0.5}
	}
	return Extent{1, 1}
}

var (
	NoLineStart = zhtext.NewSet("，。、；：？！）》〉】〕」』”’…⋯—,.;:?!)]}%‰℃")
	noLineEnd   = zhtext.NewSet("（《〈【〔「『“‘([{")
	closers     = zhtext.NewSet("”’」』）》】〕)]\"'")
)

// FirstUnit returns the extent of what a typesetter cannot separate at the start
// of s: its first character, or first Latin word or number, with the marks next
// to it.
func FirstUnit(s string) Extent { return ByType.FirstUnit(s, false) }

// FirstUnit returns the extent of the first unit of s by the ruler. broken says
// that lines also end inside numbers and words.
func (by Ruler) FirstUnit(s string, broken bool) Extent {
	const most = 64 // bytes; no line ends early because of a longer unit
	var e Extent
	inside := false // after the first character of the unit proper
	var last rune
	for i, r := range s {
		switch {
		case i > most:
			return e
		case !inside && noLineEnd.Has(r):
		case !inside:
			inside = true
		case NoLineStart.Has(r):
		case !broken && wordRune(last) && wordRune(r):
		default:
			return e
		}
		e = e.plus(by.rune(r))
		last = r
	}
	return e
}

// wordRune reports whether r is part of a word or number, inside which no line
// ends.
func wordRune(r rune) bool {
	switch r {
	case '.', ',', '-', '_', '/', '+', '&', '\'', '@', ':', '#':
		return true
	}
	return char.IsAlnum(r) || 0xC0 <= r && r < 0x2000
}

// Ending is how a line ends.
type Ending int

const (
	EndsOpen  Ending = iota // in the middle of a sentence
	EndsComma               // at a mark after which a sentence continues
	EndsHalf                // at ：；…, which may end a paragraph
	EndsFull                // at a full stop, with or without closing marks
)

// EndOf returns how s ends.
func EndOf(s string) Ending {
	first, last := char.First(s), char.Last(s)
	if (first == '（' || first == '(') && (last == '）' || last == ')') && strings.Count(s, "（")+strings.Count(s, "(") == 1 {
		return EndsFull // a note on a line of its own
	}
	t := closers.TrimRight(s)
	if t == "" {
		return EndsOpen
	}
	switch r, w := utf8.DecodeLastRuneInString(t); r {
	case '。', '！', '？', '!', '?', '｡':
		return EndsFull
	case '.':
		if before := char.Last(t[:len(t)-w]); t[:len(t)-w] != "" && (before < '0' || before > '9') && before != '.' {
			return EndsFull
		}
		return EndsOpen
	case '：', '；', ':', ';', '…', '⋯':
		return EndsHalf
	case '，', '、', ',':
		if len(t) == len(s) {
			return EndsComma
		}
	}
	return EndsOpen
}
