package trace

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/read/char"
)

// Plain returns t without white space at the ends and with spaces for tabs. Other
// spacing stays as its author wrote it.
func Plain(t String) String {
	t = t.Trim()
	if !strings.ContainsRune(t.Text, '\t') {
		return t
	}
	var b Builder
	from := 0
	for i := range len(t.Text) {
		if t.Text[i] == '\t' {
			b.Copy(t, knowledge.Span{Start: from, End: i})
			b.Replace(" ", t, knowledge.Span{Start: i, End: i + 1})
			from = i + 1
		}
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}

// Tidy returns t with the spacing of printed Chinese text: none at the ends, next
// to a Chinese mark, or for a single space between Han characters and digits or
// Latin letters (2024 年). Other white space becomes one space, because a wider
// gap between words has a meaning.
func Tidy(t String) String {
	t = t.Trim()
	if strings.IndexFunc(t.Text, char.IsSpace) < 0 {
		return t
	}
	var b Builder
	from := 0
	for i := 0; i < len(t.Text); {
		r, w := utf8.DecodeRuneInString(t.Text[i:])
		if !char.IsSpace(r) {
			i += w
			continue
		}
		end := i
		for end < len(t.Text) {
			r, w := utf8.DecodeRuneInString(t.Text[end:])
			if !char.IsSpace(r) {
				break
			}
			end += w
		}
		gap := t.Text[i:end]
		before, _ := utf8.DecodeLastRuneInString(t.Text[:i])
		after, _ := utf8.DecodeRuneInString(t.Text[end:])
		b.Copy(t, knowledge.Span{Start: from, End: i})
		if KeepGap(before, gap, after) {
			b.Replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}

// KeepGap reports whether the white space gap between two characters has a
// meaning.
func KeepGap(before rune, gap string, after rune) bool {
	if char.IsMark(before) || char.IsMark(after) {
		return false
	}
	single := utf8.RuneCountInString(gap) == 1 && gap != "\t" && gap != "\n" && gap != "\u3000"
	if single && (char.IsHan(before) && char.IsAlnum(after) || char.IsAlnum(before) && char.IsHan(after)) {
		return false
	}
	return true
}

// LetterSpaced reports whether line has a space after each character (推 广 方 案),
// as titles and stretched lines do.
func LetterSpaced(line string) bool {
	if !strings.ContainsFunc(line, char.IsSpace) {
		return false
	}
	spaced, close := 0, 0
	before, space := rune(0), 0
	for _, r := range line {
		switch {
		case char.IsSpace(r):
			space++
		case char.IsHan(r):
			if char.IsHan(before) {
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

// SpreadWord reports whether cell begins with Han characters that have a space
// after each: 绝 对 数（亿元）.
func SpreadWord(cell string) bool {
	n, spaced := 0, true
	for _, r := range cell {
		switch {
		case char.IsHan(r) && spaced:
			n++
			spaced = false
		case char.IsHan(r):
			return false
		case !char.IsSpace(r):
			return n > 1
		default:
			spaced = true
		}
	}
	return n > 1
}

// CloseUp returns a letter-spaced line without its spaces. Gaps of more than one
// space are between words and become one space. Digits are joined only if the
// line has no number of adjacent digits; otherwise two numbers could become one.
func CloseUp(t String) String {
	spread := !twoDigits(t.Text)
	var b Builder
	from := 0
	for i := 0; i < len(t.Text); {
		r, w := utf8.DecodeRuneInString(t.Text[i:])
		if !char.IsSpace(r) {
			i += w
			continue
		}
		end := i + w
		for end < len(t.Text) {
			r, w := utf8.DecodeRuneInString(t.Text[end:])
			if !char.IsSpace(r) {
				break
			}
			end += w
		}
		b.Copy(t, knowledge.Span{Start: from, End: i})
		if end-i > w || wordsApart(t.Text, i, end, spread) {
			b.Replace(" ", t, knowledge.Span{Start: i, End: end})
		}
		from, i = end, end
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}

// twoDigits reports whether s has two adjacent digits.
func twoDigits(s string) bool {
	for i := 1; i < len(s); i++ {
		if char.IsASCIIDigit(s[i-1]) && char.IsASCIIDigit(s[i]) {
			return true
		}
	}
	return false
}

// wordsApart reports whether the white space from i to end of a letter-spaced
// line is between two Latin words or numbers and has to stay. spread says that
// single letters and digits belong together.
func wordsApart(text string, i, end int, spread bool) bool {
	before := text[:i]
	after := text[end:]
	left := len(before) - len(strings.TrimRightFunc(before, char.IsAlnum))
	right := len(after) - len(strings.TrimLeftFunc(after, char.IsAlnum))
	return left > 0 && right > 0 && (left > 1 || right > 1 || !spread)
}

// WithoutNotes returns t without the marks of notes, so that numbers have no
// other digits next to them.
func WithoutNotes(t String) String {
	notes := figure.Notes(t.Text)
	if len(notes) == 0 {
		return t
	}
	var b Builder
	from := 0
	for _, n := range notes {
		b.Copy(t, knowledge.Span{Start: from, End: n.Start})
		from = n.End
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}
