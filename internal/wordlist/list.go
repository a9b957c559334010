package wordlist

import (
	"slices"
	"strings"
	"sync/atomic"
	"unicode/utf8"
)

// Char is how many bytes a Chinese character has in UTF-8.
const Char = 3

// List is the words of a class in a data file. A table of their first and last
// characters rules most texts out before they are compared. A nil list has no words. A list must
// not be copied.
type List struct {
	Words         []string // in the order of the file
	firsts, lasts RuneSet
	asked         atomic.Bool              // for Classes.Unused
	sorted        atomic.Pointer[[]string] // Words, the longest first, once Longest made it
}

// RuneSet is a set of characters by their low bits: it may contain more than were added.
type RuneSet [16]uint64

// Add adds a character by its low bits.
func (s *RuneSet) Add(low uint) { s[low>>6&15] |= 1 << (low & 63) }

// Has reports whether a character may be in s, by its low bits.
func (s *RuneSet) Has(low uint) bool { return s[low>>6&15]>>(low&63)&1 != 0 }

// CharsOf returns the characters of s.
func CharsOf(s string) (chars RuneSet) {
	for _, r := range s {
		chars.Add(uint(r))
	}
	return chars
}

// MayBegin reports whether a word may begin with a character of s. It does for the empty
// word.
func (s *RuneSet) MayBegin(word string) bool { return word == "" || s.Has(LowFirst(word)) }

// LowBits is how many bits of a character tables keep: those in the last two of the
// three bytes of a Chinese character.
const (
	LowBits = 12
	LowMask = 1<<LowBits - 1
)

// LowFirst returns the low bits of the first character of s.
func LowFirst(s string) uint {
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 {
		return uint(s[1]&63)<<6 | uint(s[2]&63)
	}
	return lowFirstOther(s)
}

// lowFirstOther is LowFirst for a character that has not three bytes.
func lowFirstOther(s string) uint {
	r, _ := utf8.DecodeRuneInString(s)
	return uint(r) & LowMask
}

// LowLast returns the low bits of the last character of s.
func LowLast(s string) uint {
	if n := len(s); n >= 3 && s[n-3]&0xF0 == 0xE0 {
		return uint(s[n-2]&63)<<6 | uint(s[n-1]&63)
	}
	return lowLastOther(s)
}

// lowLastOther is LowLast for a character that has not three bytes.
func lowLastOther(s string) uint {
	r, _ := utf8.DecodeLastRuneInString(s)
	return uint(r) & LowMask
}

// Add appends words to l.
func (l *List) Add(words ...string) {
	for _, w := range words {
		l.firsts.Add(LowFirst(w))
		l.lasts.Add(LowLast(w))
	}
	l.Words = append(l.Words, words...)
	l.sorted.Store(nil)
}

// Chars returns the characters of all words of l, as sets of characters are written.
func (l *List) Chars() string { return strings.Join(l.Words, "") }

// Begins reports whether s begins with a word of l.
func (l *List) Begins(s string) bool {
	if l == nil {
		return false
	}
	return l.firsts.Has(LowFirst(s)) && HasPrefix(s, l.Words...)
}

// Size returns the length of the first word of l that s, which begins with r, begins
// with; 0 for none.
func (l *List) Size(r rune, s string) int {
	if l == nil || !l.firsts.Has(uint(r)) {
		return 0
	}
	for _, w := range l.Words {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// Ends reports whether s ends with a word of l.
func (l *List) Ends(s string) bool {
	if l == nil {
		return false
	}
	return l.lasts.Has(LowLast(s)) && HasSuffix(s, l.Words...)
}

// Ended returns the longest word of l that s ends with, "" for none.
func (l *List) Ended(s string) (longest string) {
	if l == nil || !l.lasts.Has(LowLast(s)) {
		return ""
	}
	for _, w := range l.Words {
		if len(w) > len(longest) && strings.HasSuffix(s, w) {
			longest = w
		}
	}
	return longest
}

// Started returns the longest word of l that s begins with, "" for none.
func (l *List) Started(s string) (longest string) {
	if l == nil || !l.firsts.Has(LowFirst(s)) {
		return ""
	}
	for _, w := range l.Words {
		if len(w) > len(longest) && strings.HasPrefix(s, w) {
			longest = w
		}
	}
	return longest
}

// In reports whether s contains a word of l.
func (l *List) In(s string) bool {
	if l == nil {
		return false
	}
	for i, r := range s {
		if l.firsts.Has(uint(r)) && HasPrefix(s[i:], l.Words...) {
			return true
		}
	}
	return false
}

// Has reports whether word is in l.
func (l *List) Has(word string) bool {
	if l == nil {
		return false
	}
	return l.firsts.Has(LowFirst(word)) && slices.Contains(l.Words, word)
}

// CutFrom returns s without the first word of l that it ends with, if more than least
// characters are left.
func (l *List) CutFrom(s string, least int) string {
	if !l.lasts.Has(LowLast(s)) {
		return s
	}
	for _, w := range l.Words {
		if short, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(short) > least {
			return short
		}
	}
	return s
}

// HasPrefix reports whether s begins with one of prefixes.
func HasPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
			return true
		}
	}
	return false
}

// HasSuffix reports whether s ends with one of suffixes.
func HasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}

// LastRunes returns the last n characters of s.
func LastRunes(s string, n int) string {
	i := len(s)
	for n > 0 && i > 0 {
		if i--; utf8.RuneStart(s[i]) {
			n--
		}
	}
	return s[i:]
}

// ContainsAny reports whether s contains one of words.
func ContainsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// Longest returns the length of the longest of words that s begins with.
func Longest(s string, words []string) int {
	n := 0
	for _, w := range words {
		if len(w) > n && strings.HasPrefix(s, w) {
			n = len(w)
		}
	}
	return n
}
