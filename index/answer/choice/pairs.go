package choice

import (
	"math"
	"math/bits"
)

// What concepts and names do not catch, pairs of neighbouring characters do: how
// many of those of the question stand in a text, weighed by how rare they are among
// the sentences of the passages.

// maxPairs is how many pairs of a question are looked at.
const maxPairs = 128

// pairSet is a set of pairs of the question.
type pairSet [maxPairs / 64]uint64

func (s pairSet) or(o pairSet) pairSet {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

// pairIndex numbers the pairs of a question.
type pairIndex struct {
	number map[[2]rune]int
	filter [64]uint64 // the low bits of the last characters: most of a text needs no look-up
	weight []float64
	total  float64
}

func newPairIndex(text string) *pairIndex {
	p := &pairIndex{number: map[[2]rune]int{}}
	var last rune
	for _, c := range text {
		if isWord(last) && isWord(c) {
			p.add([2]rune{last, c})
		}
		last = c
	}
	return p
}

// newCharIndex is newPairIndex for single characters, as pairs without a first one.
func newCharIndex(text string) *pairIndex {
	p := &pairIndex{number: map[[2]rune]int{}}
	for _, c := range text {
		if isWord(c) {
			p.add([2]rune{0, c})
		}
	}
	return p
}

func (p *pairIndex) add(key [2]rune) {
	if _, ok := p.number[key]; !ok && len(p.number) < maxPairs {
		p.number[key] = len(p.number)
		p.filter[key[1]>>6&63] |= 1 << (key[1] & 63)
	}
}

// mayHave reports whether a character may be the last of a pair.
func (p *pairIndex) mayHave(c rune) bool { return p.filter[c>>6&63]&(1<<(c&63)) != 0 }

// chars returns the characters that stand in a text, and the share of its
// characters that they are.
func (p *pairIndex) chars(text string) (s pairSet, share float64) {
	all, found := 0, 0
	for _, c := range text {
		if !isWord(c) || c < 0x80 {
			continue
		}
		all++
		if !p.mayHave(c) {
			continue
		}
		if n, ok := p.number[[2]rune{0, c}]; ok {
			s[n/64] |= 1 << (n % 64)
			found++
		}
	}
	if all == 0 {
		return s, 0
	}
	return s, float64(found) / float64(all)
}

func isWord(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= '0' && c <= '9' || c >= 'a' && c <= 'z'
}

// in returns the pairs that stand in a text.
func (p *pairIndex) in(text string) (s pairSet) {
	var last rune
	for _, c := range text {
		if p.mayHave(c) {
			if n, ok := p.number[[2]rune{last, c}]; ok {
				s[n/64] |= 1 << (n % 64)
			}
		}
		last = c
	}
	return s
}

// weigh weighs the pairs by the sentences that they stand in. A pair that stands in
// none tells nothing.
func (p *pairIndex) weigh(sentences []pairSet) {
	df := make([]int, len(p.number))
	for _, s := range sentences {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				df[64*i+bits.TrailingZeros64(w)]++
			}
		}
	}
	p.weight = make([]float64, len(df))
	for i, n := range df {
		if n > 0 {
			p.weight[i] = math.Log(1 + float64(len(sentences))/float64(n))
			p.total += p.weight[i]
		}
	}
}

// share returns the share of the weight of all pairs that s has.
func (p *pairIndex) share(s pairSet) float64 {
	if p.total == 0 {
		return 0
	}
	sum := 0.0
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			sum += p.weight[64*i+bits.TrailingZeros64(w)]
		}
	}
	return sum / p.total
}
