package cue

import "strings"

// Index finds which of some lists of words have one in a text.
type Index struct {
	filter [64]uint64            // low bits of the characters that words begin with
	words  map[rune][]listedWord // by the first character
}

type listedWord struct {
	text string
	list int
}

// NewIndex returns an index of up to 64 lists of words.
func NewIndex(lists [][]string) *Index {
	x := &Index{words: map[rune][]listedWord{}}
	for i, words := range lists {
		for _, w := range words {
			c := []rune(w)[0]
			x.words[c] = append(x.words[c], listedWord{w, i})
			x.filter[c>>6&63] |= 1 << (c & 63)
		}
	}
	return x
}

// In returns the lists that have a word in text: bit i is set for list i.
func (x *Index) In(text string) (set uint64) {
	for i, c := range text {
		if x.filter[c>>6&63]&(1<<(c&63)) == 0 {
			continue
		}
		for _, w := range x.words[c] {
			if set&(1<<w.list) == 0 && strings.HasPrefix(text[i:], w.text) {
				set |= 1 << w.list
			}
		}
	}
	return set
}
