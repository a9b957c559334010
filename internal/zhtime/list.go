package zhtime

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// word is a word of words.txt with the values of its line.
type word struct {
	text  string
	class string
	code  string   // what its class knows it by, such as a TIMEX
	grain Grain    // of a unit
	n     [5]int   // the numbers of its class
	not   []string // what, behind it, makes it something else
}

// list is the words of a class, or of several, longest first. Most texts are
// ruled out by a table of the words' first characters. A list does not change once
// it is sorted, so it may be used concurrently.
type list struct {
	firsts [4]uint64
	texts  []string
	words  []word
}

// add appends a word.
func (l *list) add(w word) {
	k := firstBits(w.text)
	l.firsts[k>>6] |= 1 << (k & 63)
	l.words = append(l.words, w)
}

// sort puts longer words first.
func (l *list) sort() {
	slices.SortStableFunc(l.words, func(a, b word) int { return len(b.text) - len(a.text) })
	l.texts = make([]string, len(l.words))
	for i, w := range l.words {
		l.texts[i] = w.text
	}
}

// firstBits returns eight bits of the first character of s, which is not empty.
// They are its last ones, since Chinese characters differ most in those.
func firstBits(s string) uint8 {
	if s[0] < utf8.RuneSelf || len(s) < 3 {
		return s[0]
	}
	return s[1]<<6 | s[2]&63
}

// at returns the index of the longest word that s begins with, or -1.
func (l *list) at(s string) int {
	if s == "" {
		return -1
	}
	if k := firstBits(s); l.firsts[k>>6]>>(k&63)&1 == 0 {
		return -1
	}
	for i, text := range l.texts {
		// The last byte of a character differs most often.
		last := len(text) - 1
		if last < len(s) && s[last] == text[last] && s[:last] == text[:last] && !l.words[i].isPartOf(s) {
			return i
		}
	}
	return -1
}

// isPartOf reports whether w is only a part of the word that s begins with.
func (w *word) isPartOf(s string) bool {
	return w.not != nil && slices.ContainsFunc(w.not, func(x string) bool { return strings.HasPrefix(s[len(w.text):], x) })
}
