package read

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// plain gives the text of a line that stands as its author wrote it: without
// white space at the ends, and with spaces for tabs.
func plain(t traced) traced {
	t = t.trim()
	if !strings.ContainsRune(t.text, '\t') {
		return t
	}
	var b builder
	from := 0
	for i := range len(t.text) {
		if t.text[i] == '\t' {
			b.copy(t, knowledge.Span{Start: from, End: i})
			b.replace(" ", t, knowledge.Span{Start: i, End: i + 1})
			from = i + 1
		}
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}

// tidy gives t the spacing of a printed Chinese text: none at the ends, beside
// a Chinese mark, or as a single space between Han characters and digits or
// Latin letters (2024 年); anything else that is white space becomes one
// space. A wider gap between words is a gap that someone meant and stays.
func tidy(t traced) traced {
	t = t.trim()
	if strings.IndexFunc(t.text, isSpace) < 0 {
		return t
	}
	var b builder
	from := 0
	for i := 0; i < len(t.text); {
		r, w := utf8.DecodeRuneInString(t.text[i:])
		if !isSpace(r) {
			i += w
			continue
		}
		end := i
		for end < len(t.text) {
			r, w := utf8.DecodeRuneInString(t.text[end:])
			if !isSpace(r) {
				break
			}
			end += w
		}
		gap := t.text[i:end]
		before, _ := utf8.DecodeLastRuneInString(t.text[:i])
		after, _ := utf8.DecodeRuneInString(t.text[end:])
		b.copy(t, knowledge.Span{Start: from, End: i})
		if keepGap(before, gap, after) {
			b.replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}

// keepGap reports whether white space between two characters means something.
func keepGap(before rune, gap string, after rune) bool {
	if isMark(before) || isMark(after) {
		return false
	}
	single := utf8.RuneCountInString(gap) == 1 && gap != "\t" && gap != "\n" && gap != "\u3000"
	if single && (isHan(before) && isAlnum(after) || isAlnum(before) && isHan(after)) {
		return false
	}
	return true
}

// letterSpaced reports whether line is set with a space after each character
// (推 广 方 案), as titles and stretched lines are.
func letterSpaced(line string) bool {
	if !strings.ContainsFunc(line, isSpace) {
		return false
	}
	spaced, close := 0, 0
	before, space := rune(0), 0
	for _, r := range line {
		switch {
		case isSpace(r):
			space++
		case isHan(r):
			if isHan(before) {
				if space > 0 {
					spaced++
				} else {
					close++
				}
			}
			before, space = r, 0
		default:
			before, space = r, 0
		}
	}
	return spaced >= 3 && spaced >= 2*close
}

// spreadWord reports whether the Han characters of a cell begin it with a space after
// each: 绝 对 数（亿元）.
func spreadWord(cell string) bool {
	n, spaced := 0, true
	for _, r := range cell {
		switch {
		case isHan(r) && spaced:
			n++
			spaced = false
		case isHan(r):
			return false
		case !isSpace(r):
			return n > 1
		default:
			spaced = true
		}
	}
	return n > 1
}

// closeUp takes the spaces out of a letter-spaced line. Gaps of more than one
// space are those between words and become one. Digits are put together only
// where every number of the line was spread: a number must not come out of two.
func closeUp(t traced) traced {
	spread := !twoDigits(t.text)
	var b builder
	from := 0
	for i := 0; i < len(t.text); {
		r, w := utf8.DecodeRuneInString(t.text[i:])
		if !isSpace(r) {
			i += w
			continue
		}
		end := i + w
		for end < len(t.text) {
			r, w := utf8.DecodeRuneInString(t.text[end:])
			if !isSpace(r) {
				break
			}
			end += w
		}
		b.copy(t, knowledge.Span{Start: from, End: i})
		if end-i > w || wordsApart(t.text, i, end, spread) {
			b.replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}

// twoDigits reports whether two digits of s stand side by side.
func twoDigits(s string) bool {
	for i := 1; i < len(s); i++ {
		if digit(s[i-1]) && digit(s[i]) {
			return true
		}
	}
	return false
}

// wordsApart reports whether the white space from i to end of a letter-spaced
// line parts two Latin words or numbers, so that it has to stay. Spread says
// that single letters and digits belong together.
func wordsApart(text string, i, end int, spread bool) bool {
	before := text[:i]
	after := text[end:]
	left := len(before) - len(strings.TrimRightFunc(before, isAlnum))
	right := len(after) - len(strings.TrimLeftFunc(after, isAlnum))
	return left > 0 && right > 0 && (left > 1 || right > 1 || !spread)
}

// withoutNotes takes the marks of notes out of a text, so that what is shown of a
// number is the number.
func withoutNotes(t traced) traced {
	notes := figure.Notes(t.text)
	if len(notes) == 0 {
		return t
	}
	var b builder
	from := 0
	for _, n := range notes {
		b.copy(t, knowledge.Span{Start: from, End: n.Start})
		from = n.End
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}
