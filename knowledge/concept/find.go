package concept

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Match is a place in a text that calls concepts by one of their words.
type Match struct {
	Start, End int
	Concepts   []*Concept
}

// Find returns where text says concepts, from left to right, the longest word at
// each place, without overlap. The text is to be in lower case, as the matches are
// looked up so. It takes a time that is linear in the text.
func (l *Lexicon) Find(text string) []Match {
	var out []Match
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if r > 0xFFFF || l.starts[r] {
			if m, ok := l.at(text, i); ok {
				out = append(out, m)
				i = m.End
				continue
			}
		}
		i += w
	}
	return out
}

// said is a word of releases, in lower case, with what it says.
type said struct {
	word     string
	concepts []*Concept
}

// index makes the table by which Find looks words up.
func (l *Lexicon) index() {
	l.begins = map[uint64][]said{}
	for w, cs := range l.bySaid {
		w = strings.ToLower(w)
		if r, _ := utf8.DecodeRuneInString(w); r <= 0xFFFF {
			l.starts[r] = true
		}
		l.begins[pair(w)] = append(l.begins[pair(w)], said{w, cs})
	}
	for _, ws := range l.begins {
		slices.SortFunc(ws, func(a, b said) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
	}
}

// at returns the longest word at byte i of text.
func (l *Lexicon) at(text string, i int) (Match, bool) {
	for _, w := range l.begins[pair(text[i:])] {
		if strings.HasPrefix(text[i:], w.word) {
			return Match{i, i + len(w.word), w.concepts}, true
		}
	}
	return Match{}, false
}

// pair returns the first two characters of s, by which words are looked up.
func pair(s string) uint64 {
	r, n := utf8.DecodeRuneInString(s)
	q, _ := utf8.DecodeRuneInString(s[n:])
	return uint64(r)<<32 | uint64(q)
}
