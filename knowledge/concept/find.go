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
	Metric     *Concept // the first of them that is measured; nil for none
}

// Find returns where text says concepts, from left to right, the longest word at
// each place, without overlap. The text is to be in lower case, as the matches are
// looked up so. It takes a time that is linear in the text.
func (l *Lexicon) Find(text string) []Match {
	var out []Match
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if r > 0xFFFF || l.starts[r] {
			next, n := utf8.DecodeRuneInString(text[i+w:])
			if k := pairOf(r, next); l.pairs[k>>6]>>(k&63)&1 != 0 {
				if m, ok := l.at(text, i, w+n); ok {
					out = append(out, m)
					i = m.End
					continue
				}
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
	metric   *Concept
}

// index makes the tables by which Find looks words up.
func (l *Lexicon) index() {
	l.begins = map[string][]said{}
	for w, cs := range l.bySaid {
		w = strings.ToLower(w)
		r, n := utf8.DecodeRuneInString(w)
		if r <= 0xFFFF {
			l.starts[r] = true
		}
		next, _ := utf8.DecodeRuneInString(w[n:])
		k := pairOf(r, next)
		l.pairs[k>>6] |= 1 << (k & 63)
		l.begins[pair(w)] = append(l.begins[pair(w)], said{w, cs, metricOf(cs)})
	}
	for _, ws := range l.begins {
		slices.SortFunc(ws, func(a, b said) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
	}
}

// metricOf returns the first of concepts that is measured, or nil.
func metricOf(concepts []*Concept) *Concept {
	for _, c := range concepts {
		if c.Kind == Metric {
			return c
		}
	}
	return nil
}

// at returns the longest word at byte i of text, whose first two characters have n
// bytes.
func (l *Lexicon) at(text string, i, n int) (Match, bool) {
	for _, w := range l.begins[text[i:i+n]] {
		if strings.HasPrefix(text[i:], w.word) {
			return Match{i, i + len(w.word), w.concepts, w.metric}, true
		}
	}
	return Match{}, false
}

// pairBits is the number of bits that two characters are hashed to. Some 4000
// pairs begin the words of the lexicon.
const pairBits = 16

// pairOf hashes two characters. Most pairs of a text begin no word, and a bit
// of a table that stays in the cache tells so without a look into the map.
func pairOf(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA77) >> (32 - pairBits)
}

// pair returns the first two characters of s, by which words are looked up.
func pair(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	_, k := utf8.DecodeRuneInString(s[n:])
	return s[:n+k]
}
