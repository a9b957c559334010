package wordlist

import (
	"slices"
	"strings"
)

// Longest returns the words, those of most bytes first. The caller must not change the
// slice.
func (l *List) Longest() []string {
	if s := l.sorted.Load(); s != nil {
		return *s
	}
	s := slices.Clone(l.Words)
	slices.SortStableFunc(s, func(a, b string) int { return len(b) - len(a) })
	l.sorted.Store(&s)
	return s
}

// Remove returns s without the words, the longest removed first.
func (l *List) Remove(s string) string {
	if !l.mayBeIn(s) {
		return s
	}
	for _, w := range l.Longest() {
		s = strings.ReplaceAll(s, w, "")
	}
	return s
}

// mayBeIn reports whether s has a character that a word may begin with.
func (l *List) mayBeIn(s string) bool {
	for _, r := range s {
		if l.firsts.Has(uint(r)) {
			return true
		}
	}
	return false
}

// Hide replaces each word in s by a private character of its own, so that other
// lists do not match inside it. [List.Show] undoes it.
func (l *List) Hide(s string) string {
	for i, w := range l.Longest() {
		s = strings.ReplaceAll(s, w, string(rune(firstHidden+i)))
	}
	return s
}

// Show puts the words back that [List.Hide] replaced.
func (l *List) Show(s string) string {
	for i, w := range l.Longest() {
		s = strings.ReplaceAll(s, string(rune(firstHidden+i)), w)
	}
	return s
}

// firstHidden is the private character that replaces the first word of a list.
const firstHidden = 0xF8000
