package choice

import "strings"

// wordIndex finds which of some lists of words stand in a text, in one pass over it.
type wordIndex struct {
	filter [64]uint64            // the low bits of the characters that words begin with
	words  map[rune][]listedWord // by the first character
}

// listedWord is a word and the list that it is of.
type listedWord struct {
	text string
	list int
}

// newWordIndex returns an index of up to 64 lists of words.
func newWordIndex(lists [][]string) *wordIndex {
	x := &wordIndex{words: map[rune][]listedWord{}}
	for i, words := range lists {
		for _, w := range words {
			c := []rune(w)[0]
			x.words[c] = append(x.words[c], listedWord{w, i})
			x.filter[c>>6&63] |= 1 << (c & 63)
		}
	}
	return x
}

// in returns the lists that have a word in a text, as bits.
func (x *wordIndex) in(text string) (set uint64) {
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
