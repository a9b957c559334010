package char

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool {
	if 0x3001 <= r && r <= 0xFFFF { // as most are
		return false
	}
	return unicode.IsSpace(r)
}

// IsHan reports whether r is a Han character, or a kana, which is set like one.
func IsHan(r rune) bool {
	if 0x4E00 <= r && r < 0xA000 { // as most are
		return true
	}
	return r >= 0x2E80 && !IsMark(r) && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == '〇')
}

var chineseMarks = zhtext.NewSet("“”‘’…⋯—！（），：；？．／～")

// IsMark reports whether r is a Chinese punctuation mark.
func IsMark(r rune) bool {
	if 0x4E00 <= r && r < 0xA000 { // Han, as most are
		return false
	}
	return 0x3001 <= r && r <= 0x3003 || 0x3008 <= r && r <= 0x301F || chineseMarks.Has(r)
}

// IsAlnum reports whether r is an ASCII letter or digit, or a sign that is part
// of a number.
func IsAlnum(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r == '%' || r == '‰' || r == '℃'
}

// IsASCIIDigit reports whether c is an ASCII digit.
func IsASCIIDigit(c byte) bool { return '0' <= c && c <= '9' }

// IsHalfDigit reports whether r is a digit of half width.
func IsHalfDigit(r rune) bool { return '0' <= r && r <= '9' }

// IsDigit reports whether r is a digit of half or full width.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' || '０' <= r && r <= '９' }

// IsLetter reports whether r is a letter of an alphabet.
func IsLetter(r rune) bool { return unicode.IsLetter(r) && !IsHan(r) }

// IsLineEnd reports whether r ends a line.
func IsLineEnd(r rune) bool {
	switch r {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// IsControl reports whether r is a control character other than a tab.
func IsControl(r rune) bool { return r < ' ' && r != '\t' || 0x7F <= r && r < 0xA0 }

// IsInvisible reports whether r has no width and no meaning in Chinese text:
// zero-width spaces and joiners, soft hyphens, marks of direction, byte order
// marks in the middle of a text.
func IsInvisible(r rune) bool {
	switch {
	case r == '\u00AD', r == '\u061C', r == '\u180E', r == '\uFEFF':
		return true
	case 0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E, 0x2060 <= r && r <= 0x206F:
		return true
	case 0xFFF9 <= r && r <= 0xFFFB:
		return true
	}
	return r&0xFFFE == 0xFFFE || 0xE0000 <= r && r <= 0xE007F // noncharacters; tags
}

// Last returns the last character of s, utf8.RuneError if s is empty.
func Last(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// First returns the first character of s, utf8.RuneError if s is empty.
func First(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// Seen returns s without invisible characters. A character that cannot be read
// stays, so that no number is shown without it.
func Seen(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case IsLineEnd(r):
			return ' '
		case IsControl(r):
			return utf8.RuneError
		case IsInvisible(r):
			return -1
		}
		return zhtext.Unify(r)
	}, s)
}

// Entity returns the length in bytes of the HTML entity at the start of s, which
// begins with &, and the visible text it encodes; 0 if there is none.
func Entity(s string) (int, string) {
	const longest = 34
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return 0, ""
	}
	out := html.UnescapeString(s[:end+1])
	if out == s[:end+1] || strings.HasSuffix(out, ";") && out != ";" {
		return 0, ""
	}
	return end + 1, Seen(out)
}

// CountHan returns how many Han characters are in s.
func CountHan(s string) int {
	n := 0
	for _, r := range s {
		if IsHan(r) {
			n++
		}
	}
	return n
}
