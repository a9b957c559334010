package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Notes returns where marks of notes stand in text: raised digits that are no
// power, and ①, [1] and * between a number and its unit. A reader passes over
// them, and so has whoever reads the number: 30²亿元 is 30亿元.
func Notes(text string) []knowledge.Span {
	var out []knowledge.Span
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf && text[i] != '[' && text[i] != '*' {
			i++
			continue
		}
		if zhtext.HanAt(text, i) { // as most are
			i += len("字")
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

// maxMark is how many characters the mark of a note may have.
const maxMark = 12

// noteMark returns the length of what may be marks of notes at the start of s.
func noteMark(s string) int {
	n := 0
	for range maxMark {
		r, w := utf8.DecodeRuneInString(s[n:])
		switch {
		case raisedDigit(r) >= 0, r == '⁻' || r == '⁺', 0x2460 <= r && r <= 0x2473, r == '*' || r == '＊':
		case r == '[' || r == '［' || r == '〔' || r == '（':
			if w = bracketed(s[n:]); w == 0 {
				return n
			}
		case (r == ',' || r == '，') && n > 0:
			if next, _ := utf8.DecodeRuneInString(s[n+w:]); raisedDigit(next) < 0 {
				return n
			}
		default:
			return n
		}
		n += w
	}
	return n
}

// brackets are those that marks of notes stand in.
var brackets = map[rune]string{'[': "]", '［': "］", '〔': "〕", '（': "）"}

// bracketed returns the length of a note's mark in brackets at the start of s:
// [1], ［注］, （注2）; 0 when there is none. Four digits are the year of a
// document's number, and round brackets hold much else.
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
		if !('0' <= r && r <= '9' || raisedDigit(r) >= 0) {
			return 0
		}
		count++
	}
	if count > 2 {
		return 0
	}
	return w + len(inner) + len(brackets[open])
}

// isNote reports whether the mark from i to end of text is that of a note and
// not a power, a count or the number of a document.
func isNote(text string, i, end int) bool {
	before, w := utf8.DecodeLastRuneInString(text[:i])
	mark, _ := utf8.DecodeRuneInString(text[i:])
	raised := raisedDigit(mark) >= 0
	switch {
	case isWestern(before), '０' <= before && before <= '９':
		if raised && powerOfTen(text[:i]) {
			return false
		}
		return unitFollows(text[end:]) || end == len(text) && (raised || isCell(text[:i]))
	case strings.ContainsRune("万亿千百", before) && i > w:
		number, _ := utf8.DecodeLastRuneInString(text[:i-w])
		return isWestern(number) && unitFollows(text[end:]) || raised
	case strings.ContainsRune("米里秒", before): // metres to a power
		return !raised && mark != '*' && bracketed(text[i:]) > 0
	case raised, mark == '[' || mark == '［':
		return unicode.Is(unicode.Han, before) || 0x3300 <= before && before < 0x3400 || strings.ContainsRune("%％℃”》」。，；：、", before)
	}
	return false
}

// isCell reports whether text is nothing but a number, as in the cell of a table.
func isCell(text string) bool {
	return len(text) < maxRow && strings.Trim(strings.TrimLeft(text, "-−－+ "), "0123456789.,") == ""
}

// powerOfTen reports whether text ends with a 10 that is no part of a longer
// number. Where no sign of multiplication stands before it, it may be a number
// with a note; then nobody can tell.
func powerOfTen(text string) bool {
	rest, ok := strings.CutSuffix(text, "10")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(rest)
	return !isWestern(r) && r != '.' && r != ','
}

// unitFollows reports whether s begins with a unit or with what multiplies one.
func unitFollows(s string) bool {
	s = zhtext.FoldString(strings.TrimLeft(s[:min(len(s), maxMark*utf8.UTFMax)], " \u00a0\u3000"))
	if r, _ := utf8.DecodeRuneInString(s); r != 0 && strings.ContainsRune("万亿", r) {
		return true
	}
	_, n := loadTables().unitAt(s)
	return n > 0
}
