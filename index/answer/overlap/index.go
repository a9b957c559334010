package overlap

import (
	"math"
	"math/bits"
	"slices"
	"unicode/utf8"
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

// Count returns how many of members, given by their numbers, are in s.
func (s *Set) Count(members []int) (n int) {
	for _, m := range members {
		n += int(s[m/64] >> (m % 64) & 1)
	}
	return n
}

// Index numbers the characters or pairs of characters of a question, and
// weighs them by how rare they are.
type Index struct {
	members [slots]member
	count   int
	own     int        // how many of the members weigh something: those of the question itself
	filter  [64]uint64 // low bits of the last characters: most of a text needs no look-up
	weight  []float64
	total   float64
}

// member is a character or a pair of an index.
type member struct {
	key    uint32 // see keyOf; 0: the slot is free
	number int
}

// slots is how many members an index has room for: at most half of them are taken, so
// that one is found or missed in a few steps.
const slots = 2 * maxMembers

// keyOf returns two characters as one number. All are of 16 bits, see isWord.
func keyOf(last, c rune) uint32 { return uint32(last)<<16 | uint32(c) }

// slot returns the place of a key, or the free one for it.
func (x *Index) slot(key uint32) *member {
	for i := key * 0x9E3779B1 >> 24; ; i = (i + 1) % slots {
		if m := &x.members[i]; m.key == key || m.key == 0 {
			return m
		}
	}
}

// numberOf returns the number of a member.
func (x *Index) numberOf(last, c rune) (n int, ok bool) {
	m := x.slot(keyOf(last, c))
	return m.number, m.key != 0
}

// NewPairs returns an index of the pairs of neighbouring characters of text.
func NewPairs(text string) *Index {
	x := &Index{}
	var last rune
	for _, c := range text {
		if isWord(last) && isWord(c) {
			x.add(last, c)
		}
		last = c
	}
	x.own = x.count
	return x
}

// Extend adds the pairs of words that are looked for besides the question. They weigh
// nothing.
func (x *Index) Extend(words ...string) {
	for _, w := range words {
		var last rune
		for _, c := range w {
			if isWord(last) && isWord(c) {
				x.add(last, c)
			}
			last = c
		}
	}
}

// NewChars returns an index of the characters of text.
func NewChars(text string) *Index {
	x := &Index{}
	for _, c := range text {
		if isWord(c) {
			x.add(0, c)
		}
	}
	x.own = x.count
	return x
}

func (x *Index) add(last, c rune) {
	if m := x.slot(keyOf(last, c)); m.key == 0 && x.count < maxMembers {
		*m = member{keyOf(last, c), x.count}
		x.count++
		x.filter[c>>6&63] |= 1 << (c & 63)
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
		if n, ok := x.numberOf(0, c); ok {
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
		if n, ok := x.numberOf(0, c); ok && isWord(c) && keep(c) {
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
		if x.mayHave(c) && isWord(c) && isWord(last) {
			if n, ok := x.numberOf(last, c); ok {
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
			n, ok := x.numberOf(last, c)
			if !ok || !isWord(last) || !isWord(c) {
				return nil
			}
			out = append(out, n)
		}
		last = c
	}
	return out
}

// AppendLetters appends the characters of text, those that no member can have as 0: what
// is compared with many questions is decoded once.
func AppendLetters(out []uint16, text string) []uint16 {
	out = slices.Grow(out, utf8.RuneCountInString(text))
	for _, c := range text {
		if !isWord(c) {
			c = 0
		}
		out = append(out, uint16(c))
	}
	return out
}

// InLetters is In for the letters of a text, see AppendLetters.
func (x *Index) InLetters(text []uint16) (s Set) {
	var last uint16
	for _, c := range text {
		if c != 0 && last != 0 && x.mayHave(rune(c)) {
			if n, ok := x.numberOf(rune(last), rune(c)); ok {
				s.add(n)
			}
		}
		last = c
	}
	return s
}

// Weigh weighs each member by how few of the texts have it, given as a set for
// each text. A member that no text has weighs nothing.
func (x *Index) Weigh(texts []Set) {
	df := make([]int, x.count)
	for _, s := range texts {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				df[64*i+bits.TrailingZeros64(w)]++
			}
		}
	}
	x.weight, x.total = make([]float64, len(df)), 0
	for i, n := range df[:x.own] {
		if n > 0 {
			x.weight[i] = math.Log(1 + float64(len(texts))/float64(n))
			x.total += x.weight[i]
		}
	}
}

// Reweighed returns an index of the same members that is weighed by other texts.
func (x *Index) Reweighed(texts []Set) *Index {
	out := *x
	out.Weigh(texts)
	return &out
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
