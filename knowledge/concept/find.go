package concept

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Match is a place in a text that has a word of concepts.
type Match struct {
	Start, End int
	Concepts   []*Concept
	Metric     *Concept // the first of them that has a class, or nil
}

// Find returns the words of concepts in text, from left to right, the longest at each
// place, without overlap. The text has to be in lower case. The time is linear in the
// text.
func (l *Lexicon) Find(text string) []Match { return l.AppendMatches(nil, text) }

// AppendMatches appends the matches that Find returns to out.
func (l *Lexicon) AppendMatches(out []Match, text string) []Match {
	for i := 0; i < len(text); {
		if rest := text[i:]; len(rest) >= 3 && rest[0]&0xF0 == 0xE0 && rest[1]&0xC0 == 0x80 && rest[2]&0xC0 == 0x80 && !l.starting(rest) {
			i += 3
			continue
		}
		r, w := utf8.DecodeRuneInString(text[i:])
		if r > 0xFFFF || l.starts[r>>6]>>(r&63)&1 != 0 {
			next, n := utf8.DecodeRuneInString(text[i+w:])
			if h := pairOf(r, next); l.pairs[h>>6]>>(h&63)&1 != 0 {
				if m, ok := l.at(text, i, h, w+n); ok {
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

// starting reports whether a word may begin with the first character of s, which has
// three bytes.
func (l *Lexicon) starting(s string) bool {
	r := uint(s[0]&15)<<12 | uint(s[1]&63)<<6 | uint(s[2]&63)
	return l.starts[r>>6]>>(r&63)&1 != 0
}

// said is a word of releases, in lower case, with its concepts.
type said struct {
	word     string
	pair     int // bytes of the first two characters
	concepts []*Concept
	metric   *Concept
}

// index fills the tables in which Find looks words up.
func (l *Lexicon) index() {
	var buckets [1 << pairBits][]said
	for w, cs := range l.bySaid {
		w = strings.ToLower(w)
		r, n := utf8.DecodeRuneInString(w)
		if r <= 0xFFFF {
			l.starts[r>>6] |= 1 << (r & 63)
		}
		next, k := utf8.DecodeRuneInString(w[n:])
		h := pairOf(r, next)
		l.pairs[h>>6] |= 1 << (h & 63)
		buckets[h] = append(buckets[h], said{w, n + k, cs, metricOf(cs)})
	}
	for h, ws := range buckets {
		slices.SortFunc(ws, func(a, b said) int { return cmp.Or(len(b.word)-len(a.word), strings.Compare(a.word, b.word)) })
		l.words = append(l.words, ws...)
		l.ends[h+1] = uint16(len(l.words))
	}
	l.gather()
}

// gather moves the words next to each other in memory, in the order in which they are
// compared.
func (l *Lexicon) gather() {
	var b strings.Builder
	for i := range l.words {
		b.WriteString(l.words[i].word)
	}
	all := b.String()
	for i := range l.words {
		n := len(l.words[i].word)
		l.words[i].word, all = all[:n], all[n:]
	}
}

// metricOf returns the first of concepts that has a class, or nil.
func metricOf(concepts []*Concept) *Concept {
	for _, c := range concepts {
		if c.Kind == Metric {
			return c
		}
	}
	return nil
}

// at returns the longest word at byte i of text, whose first two characters have n
// bytes and the hash h.
func (l *Lexicon) at(text string, i int, h uint32, n int) (Match, bool) {
	for k := l.ends[h]; k < l.ends[h+1]; k++ {
		if w := &l.words[k]; w.pair == n && strings.HasPrefix(text[i:], w.word) {
			return Match{i, i + len(w.word), w.concepts, w.metric}, true
		}
	}
	return Match{}, false
}

// pairBits is the number of bits that two characters are hashed to. Some 4000
// pairs begin the words of the lexicon, so that most pairs of a text have a bucket
// without words.
const pairBits = 15

// pairOf hashes two characters.
func pairOf(a, b rune) uint32 {
	return (uint32(a)*0x9E3779B1 ^ uint32(b)*0x85EBCA77) >> (32 - pairBits)
}
