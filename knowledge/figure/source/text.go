package source

import (
	"strings"
	"unicode/utf8"
)

// Text is a prepared text. Positions in it are byte offsets at character
// boundaries, 0 to len(t).
type Text string

// At returns the character at i, 0 at the end of t.
func (t Text) At(i int) rune {
	if i >= len(t) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(string(t[i:]))
	return r
}

// Before returns the character that ends at i, 0 at the start of t.
func (t Text) Before(i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(string(t[:i]))
	return r
}

// Has reports whether word is at i.
func (t Text) Has(i int, word string) bool { return strings.HasPrefix(string(t[i:]), word) }

// Word returns the end of the first of words that is at i, or 0 if none is.
func (t Text) Word(i int, words ...string) int {
	for _, w := range words {
		if t.Has(i, w) {
			return i + len(w)
		}
	}
	return 0
}

// Ends reports whether one of words ends at i.
func (t Text) Ends(i int, words ...string) bool {
	for _, w := range words {
		if strings.HasSuffix(string(t[:i]), w) {
			return true
		}
	}
	return false
}

// SkipBlank returns the position behind the space at i, or i if none is there.
func (t Text) SkipBlank(i int) int {
	if i < len(t) && t[i] == ' ' {
		return i + 1
	}
	return i
}

// InLatin reports whether i is inside a word of Latin letters and digits.
func (t Text) InLatin(i int) bool {
	return i > 0 && IsAlnum(rune(t[i-1])) && i < len(t) && IsAlnum(rune(t[i]))
}

// InName reports whether the characters in front of i make a number at i part of
// a name, a formula or the number of a document: A-3, 〔2024, 第3.
func (t Text) InName(i int) bool {
	if i == 0 {
		return false
	}
	before := string(t[:i])
	r, w := utf8.DecodeLastRuneInString(before)
	switch r {
	case '〔', '[', '第', '#', '×', '№':
		return true
	case '-', '+', '·', '.', '/', '_', ':', '*':
		last, _ := utf8.DecodeLastRuneInString(before[:len(before)-w])
		return IsAlnum(last)
	}
	return IsAlnum(r)
}

// IsLatin reports whether r is a lower-case ASCII letter. Prepared texts have no
// upper-case ones.
func IsLatin(r rune) bool { return 'a' <= r && r <= 'z' }

// IsDigit reports whether r is an ASCII digit.
func IsDigit(r rune) bool { return '0' <= r && r <= '9' }

// IsAlnum reports whether r is a lower-case ASCII letter or an ASCII digit.
func IsAlnum(r rune) bool { return IsLatin(r) || IsDigit(r) }
