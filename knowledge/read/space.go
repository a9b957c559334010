package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

func isSpace(r rune) bool {
	if 0x3001 <= r && r <= 0xFFFF { // as most are
		return false
	}
	return unicode.IsSpace(r)
}

// isHan reports whether r is a Han character or another one that is set in the
// full width of a line of Chinese and never takes a space beside it.
func isHan(r rune) bool {
	if 0x4E00 <= r && r < 0xA000 { // as most are
		return true
	}
	return r >= 0x2E80 && !isMark(r) && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '〇')
}

var chineseMarks = zhtext.NewSet("“”‘’…⋯—！（），：；？．／～")

// isMark reports whether r is a Chinese punctuation mark.
func isMark(r rune) bool {
	if 0x4E00 <= r && r < 0xA000 { // Han, as most are
		return false
	}
	return 0x3001 <= r && r <= 0x3003 || 0x3008 <= r && r <= 0x301F || chineseMarks.Has(r)
}

// isAlnum reports whether r is a letter or digit of ASCII, or a sign that is
// part of a number.
func isAlnum(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '%' || r == '‰' || r == '℃'
}

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
