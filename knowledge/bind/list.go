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

func (s *runeSet) add(r rune) { s[r>>6&15] |= 1 << (r & 63) }

func (s *runeSet) has(r rune) bool { return s[r>>6&15]>>(r&63)&1 != 0 }

// add appends words to l.
func (l *wordList) add(words ...string) {
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		last, _ := utf8.DecodeLastRuneInString(w)
		l.firsts.add(first)
		l.lasts.add(last)
	}
	l.words = append(l.words, words...)
}

// begins reports whether s begins with a word of l.
func (l *wordList) begins(s string) bool {
	if l == nil {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return l.firsts.has(r) && hasPrefix(s, l.words...)
}

// size returns the length of the first word of l that s, which begins with r, begins
// with; 0 for none.
func (l *wordList) size(r rune, s string) int {
	if l == nil || !l.firsts.has(r) {
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
	r, _ := utf8.DecodeLastRuneInString(s)
	return l.lasts.has(r) && hasSuffix(s, l.words...)
}

// in reports whether a word of l stands in s.
func (l *wordList) in(s string) bool {
	if l == nil {
		return false
	}
	for i, r := range s {
		if l.firsts.has(r) && hasPrefix(s[i:], l.words...) {
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
	r, _ := utf8.DecodeRuneInString(word)
	return l.firsts.has(r) && slices.Contains(l.words, word)
}

// cutFrom returns s without the first word of l that it ends with and that leaves
// more than least characters.
func (l *wordList) cutFrom(s string, least int) string {
	r, _ := utf8.DecodeLastRuneInString(s)
	if !l.lasts.has(r) {
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
