package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
)

// Notes returns the spans of note marks in text: raised digits that are no power,
// and ①, [1] and * between a number and its unit. A reader of files takes them out
// before the text is scanned: 30²亿元 is 30亿元.
func Notes(text string) []knowledge.Span {
	var out []knowledge.Span
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf && text[i] != '[' && text[i] != '*' {
			i++
			continue
		}
		if zhtext.HanAt(text, i) { // as most are
			i += 3
			continue
		}
		n := noteMark(text[i:])
		if n == 0 {
			_, w := utf8.DecodeRuneInString(text[i:])
			i += w
			continue
		}
		if isNote(text, i, i+n) {
			out = append(out, knowledge.Span{Start: i, End: i + n})
		}
		i += n
	}
	return out
}

const (
	maxMark   = 12 // bytes of a mark in brackets, and characters of a row of marks
	maxNumber = 60 // bytes of the number in a table cell
)

// noteMark returns the length of the characters at the start of s that can be note
// marks.
func noteMark(s string) int {
	n := 0
	for range maxMark {
		r, w := utf8.DecodeRuneInString(s[n:])
		switch {
		case number.Raised(r) >= 0, r == '⁻' || r == '⁺', 0x2460 <= r && r <= 0x2473, r == '*' || r == '＊':
		case r == '[' || r == '［' || r == '〔' || r == '（':
			if w = bracketed(s[n:]); w == 0 {
				return n
			}
		case (r == ',' || r == '，') && n > 0:
			if next, _ := utf8.DecodeRuneInString(s[n+w:]); number.Raised(next) < 0 {
				return n
			}
		default:
			return n
		}
		n += w
	}
	return n
}

// brackets are the brackets around note marks, by the opening one.
var brackets = map[rune]string{'[': "]", '［': "］", '〔': "〕", '（': "）"}

// bracketed returns the length of a note mark in brackets at the start of s, or 0:
// [1], ［注］, （注2）. Four digits would be the year of a document's number; round
// brackets contain much else, so that 注 is needed there.
func bracketed(s string) int {
	open, w := utf8.DecodeRuneInString(s)
	inner, _, ok := strings.Cut(s[w:min(len(s), w+maxMark)], brackets[open])
	if !ok || inner == "" {
		return 0
	}
	digits := strings.TrimPrefix(inner, "注")
	if open == '（' && digits == inner {
		return 0
	}
	count := 0
	for _, r := range digits {
		if !('0' <= r && r <= '9' || number.Raised(r) >= 0) {
			return 0
		}
		count++
	}
	if count > 2 {
		return 0
	}
	return w + len(inner) + len(brackets[open])
}

// isNote reports whether the mark from i to end of text belongs to a note and is no
// power, count or document number.
func isNote(text string, i, end int) bool {
	before, w := utf8.DecodeLastRuneInString(text[:i])
	mark, _ := utf8.DecodeRuneInString(text[i:])
	raised := number.Raised(mark) >= 0
	switch {
	case source.IsDigit(before), '０' <= before && before <= '９':
		if raised && powerOfTen(text[:i]) {
			return false
		}
		return unitFollows(text[end:]) || end == len(text) && (raised || isCell(text[:i]))
	case strings.ContainsRune("万亿千百", before) && i > w:
		number, _ := utf8.DecodeLastRuneInString(text[:i-w])
		return source.IsDigit(number) && unitFollows(text[end:]) || raised
	case strings.ContainsRune("米里秒", before): // metres to a power
		return !raised && mark != '*' && bracketed(text[i:]) > 0
	case raised, mark == '[' || mark == '［':
		return unicode.Is(unicode.Han, before) || 0x3300 <= before && before < 0x3400 || strings.ContainsRune("%％℃”》」。，；：、", before)
	}
	return false
}

// isCell reports whether text is nothing but a number, as in a table cell.
func isCell(text string) bool {
	return len(text) < maxNumber && strings.Trim(strings.TrimLeft(text, "-−－+ "), "0123456789.,") == ""
}

// powerOfTen reports whether text ends with a 10 that is no part of a longer number.
// Without a multiplication sign it may also be a number with a note; that case is
// undecidable and counts as a power.
func powerOfTen(text string) bool {
	rest, ok := strings.CutSuffix(text, "10")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return !source.IsDigit(r) && r != '.' && r != ','
}

// unitFollows reports whether s begins with a unit or a scale.
func unitFollows(s string) bool {
	s = zhtext.FoldString(strings.TrimLeft(s[:min(len(s), maxMark*utf8.UTFMax)], " \u00a0\u3000"))
	if r, _ := utf8.DecodeRuneInString(s); r != 0 && strings.ContainsRune("万亿", r) {
		return true
	}
	_, n := unit.Default().At(s)
	return n > 0
}
