package overlap

import (
	"math"
	"math/bits"
)

// maxMembers is how many characters or pairs of a question are numbered. A
// question has rarely a third as many.
const maxMembers = 128

// Set is a set of an Index's characters or pairs.
type Set [maxMembers / 64]uint64

// Or returns the union of s and o.
func (s Set) Or(o Set) Set {
	for i := range s {
		s[i] |= o[i]
	}
	return s
}

// Minus returns how many members of s are not in o.
func (s Set) Minus(o Set) int {
	n := 0
	for i, w := range s {
		n += bits.OnesCount64(w &^ o[i])
	}
	return n
}

func (s *Set) add(n int) { s[n/64] |= 1 << (n % 64) }

// Has reports whether the member with a number is in s.
func (s *Set) Has(n int) bool { return s[n/64]&(1<<(n%64)) != 0 }

// Index numbers the characters or pairs of characters of a question, and
// weighs them by how rare they are.
type Index struct {
	number map[[2]rune]int // of a pair; of a character, with 0 before it
	filter [64]uint64      // low bits of the last characters: most of a text needs no look-up
	weight []float64
	total  float64
}

// NewPairs returns an index of the pairs of neighbouring characters of text.
func NewPairs(text string) *Index {
	x := &Index{number: map[[2]rune]int{}}
	var last rune
	for _, c := range text {
		if isWord(last) && isWord(c) {
			x.add([2]rune{last, c})
		}
		last = c
	}
	return x
}

// NewChars returns an index of the characters of text.
func NewChars(text string) *Index {
	x := &Index{number: map[[2]rune]int{}}
	for _, c := range text {
		if isWord(c) {
			x.add([2]rune{0, c})
		}
	}
	return x
}

func (x *Index) add(key [2]rune) {
	if _, ok := x.number[key]; !ok && len(x.number) < maxMembers {
		x.number[key] = len(x.number)
		x.filter[key[1]>>6&63] |= 1 << (key[1] & 63)
	}
}

// mayHave reports whether c may be the last character of a member.
func (x *Index) mayHave(c rune) bool { return x.filter[c>>6&63]&(1<<(c&63)) != 0 }

// Chars returns the members of an index of characters that occur in text, and
// the share of text's Han characters that they are.
func (x *Index) Chars(text string) (s Set, share float64) {
	all, found := 0, 0
	for _, c := range text {
		if !isWord(c) || c < 0x80 {
			continue
		}
		all++
		if !x.mayHave(c) {
			continue
		}
		if n, ok := x.number[[2]rune{0, c}]; ok {
			s.add(n)
			found++
		}
	}
	if all == 0 {
		return s, 0
	}
	return s, float64(found) / float64(all)
}

// Only returns the members of an index of characters that occur in text and
// that keep accepts.
func (x *Index) Only(text string, keep func(c rune) bool) (s Set) {
	for _, c := range text {
		if n, ok := x.number[[2]rune{0, c}]; ok && keep(c) {
			s.add(n)
		}
	}
	return s
}

// isWord reports whether c is a Han character, a digit or a small letter.
func isWord(c rune) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= '0' && c <= '9' || c >= 'a' && c <= 'z'
}

// In returns the members of an index of pairs that occur in text.
func (x *Index) In(text string) (s Set) {
	var last rune
	for _, c := range text {
		if x.mayHave(c) {
			if n, ok := x.number[[2]rune{last, c}]; ok {
				s.add(n)
			}
		}
		last = c
	}
	return s
}

// Numbers returns the numbers of the pairs of neighbouring characters of word, nil
// unless it has some and all are members.
func (x *Index) Numbers(word string) (out []int) {
	var last rune
	for _, c := range word {
		if last != 0 {
			n, ok := x.number[[2]rune{last, c}]
			if !ok {
				return nil
			}
			out = append(out, n)
		}
		last = c
	}
	return out
}

// Weigh weighs each member by how few of the texts have it, given as a set for
// each text. A member that no text has weighs nothing.
func (x *Index) Weigh(texts []Set) {
	df := make([]int, len(x.number))
	for _, s := range texts {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				df[64*i+bits.TrailingZeros64(w)]++
			}
		}
	}
	x.weight, x.total = make([]float64, len(df)), 0
	for i, n := range df {
		if n > 0 {
			x.weight[i] = math.Log(1 + float64(len(texts))/float64(n))
			x.total += x.weight[i]
		}
	}
}

// Reweighed returns an index of the same members that is weighed by other texts.
func (x *Index) Reweighed(texts []Set) *Index {
	out := &Index{number: x.number, filter: x.filter}
	out.Weigh(texts)
	return out
}

// Share returns the share of the weight of all members that s has, 0 where
// nothing weighs anything.
func (x *Index) Share(s Set) float64 {
	if x.total == 0 {
		return 0
	}
	sum := 0.0
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			sum += x.weight[64*i+bits.TrailingZeros64(w)]
		}
	}
	return sum / x.total
}
