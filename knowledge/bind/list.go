package bind

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// wordList is a class of words of a data file. A text is compared with them only
// where a table of their characters does not rule it out, which it mostly does. A
// nil list has no words.
type wordList struct {
	words         []string
	firsts, lasts runeSet
}

// runeSet is a set of characters that may have more than were added: it keeps no
// more than the low bits of each.
type runeSet [16]uint64

func (s *runeSet) add(low uint) { s[low>>6&15] |= 1 << (low & 63) }

func (s *runeSet) has(low uint) bool { return s[low>>6&15]>>(low&63)&1 != 0 }

// lowBits is how many bits of a character the tables of words keep: what a
// character of three bytes has in the last two of them.
const (
	lowBits = 12
	lowMask = 1<<lowBits - 1
)

// lowFirst returns the low bits of the first character of s. It says nothing of a
// text that begins with no character, and no word does.
func lowFirst(s string) uint {
	if len(s) >= 3 && s[0]&0xF0 == 0xE0 {
		return uint(s[1]&63)<<6 | uint(s[2]&63)
	}
	return lowFirstOther(s)
}

func lowFirstOther(s string) uint {
	r, _ := utf8.DecodeRuneInString(s)
	return uint(r) & lowMask
}

// lowLast returns the low bits of the last character of s.
func lowLast(s string) uint {
	if n := len(s); n >= 3 && s[n-3]&0xF0 == 0xE0 {
		return uint(s[n-2]&63)<<6 | uint(s[n-1]&63)
	}
	return lowLastOther(s)
}

func lowLastOther(s string) uint {
	r, _ := utf8.DecodeLastRuneInString(s)
	return uint(r) & lowMask
}

// add appends words to l.
func (l *wordList) add(words ...string) {
	for _, w := range words {
		l.firsts.add(lowFirst(w))
		l.lasts.add(lowLast(w))
	}
	l.words = append(l.words, words...)
}

// begins reports whether s begins with a word of l.
func (l *wordList) begins(s string) bool {
	if l == nil {
		return false
	}
	return l.firsts.has(lowFirst(s)) && hasPrefix(s, l.words...)
}

// size returns the length of the first word of l that s, which begins with r, begins
// with; 0 for none.
func (l *wordList) size(r rune, s string) int {
	if l == nil || !l.firsts.has(uint(r)) {
		return 0
	}
	for _, w := range l.words {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// ends reports whether s ends with a word of l.
func (l *wordList) ends(s string) bool {
	if l == nil {
		return false
	}
	return l.lasts.has(lowLast(s)) && hasSuffix(s, l.words...)
}

// ended returns the longest word of l that s ends with, "" for none.
func (l *wordList) ended(s string) (longest string) {
	if l == nil || !l.lasts.has(lowLast(s)) {
		return ""
	}
	for _, w := range l.words {
		if len(w) > len(longest) && strings.HasSuffix(s, w) {
			longest = w
		}
	}
	return longest
}

// in reports whether a word of l stands in s.
func (l *wordList) in(s string) bool {
	if l == nil {
		return false
	}
	for i, r := range s {
		if l.firsts.has(uint(r)) && hasPrefix(s[i:], l.words...) {
			return true
		}
	}
	return false
}

// has reports whether word is one of l.
func (l *wordList) has(word string) bool {
	if l == nil {
		return false
	}
	return l.firsts.has(lowFirst(word)) && slices.Contains(l.words, word)
}

// cutFrom returns s without the first word of l that it ends with and that leaves
// more than least characters.
func (l *wordList) cutFrom(s string, least int) string {
	if !l.lasts.has(lowLast(s)) {
		return s
	}
	for _, w := range l.words {
		if short, ok := strings.CutSuffix(s, w); ok && utf8.RuneCountInString(short) > least {
			return short
		}
	}
	return s
}

// classes are the lists of a data file by the names of their classes.
type classes map[string]*wordList

// readClasses reads a data file, "class word word" a line.
func readClasses(file string) classes {
	out := classes{}
	eachLine(file, func(f []string) {
		if out[f[0]] == nil {
			out[f[0]] = &wordList{}
		}
		out[f[0]].add(f[1:]...)
	})
	return out
}
