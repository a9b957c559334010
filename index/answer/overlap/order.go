package overlap

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// maxOrdered is how many characters of a question an Order compares.
const maxOrdered = 64

// Order holds the characters of a question in their order: 装电梯 is in
// 加装一部电梯, 骗补 in 骗取补贴.
type Order struct {
	masks  map[rune]uint64 // places of a character in the question
	filter [4]uint64       // low bits of the characters: most of a text needs no look-up
	length int
}

// NewOrder returns the first characters of text.
func NewOrder(text string) *Order {
	o := &Order{masks: map[rune]uint64{}}
	for _, c := range text {
		if o.length == maxOrdered {
			break
		}
		if !isWord(c) {
			continue
		}
		o.masks[c] |= 1 << o.length
		o.filter[c>>6&3] |= 1 << (c & 63)
		o.length++
	}
	return o
}

// Share returns the length of the longest common subsequence of the question
// and text, as a share of the question (bit-parallel: Hyyrö, 2004).
func (o *Order) Share(text string) float64 {
	if o.length == 0 {
		return 0
	}
	left := ^uint64(0)
	for _, c := range text {
		if o.filter[c>>6&3]&(1<<(c&63)) == 0 {
			continue
		}
		if m := o.masks[c]; m != 0 {
			both := left & m
			left = (left + both) | (left &^ m)
		}
	}
	missing := bits.OnesCount64(left << (maxOrdered - o.length))
	return float64(o.length-missing) / float64(o.length)
}

// InOrder reports whether text has all characters of word in their order.
func InOrder(word, text string) bool {
	for _, c := range word {
		i := strings.IndexRune(text, c)
		if i < 0 {
			return false
		}
		text = text[i+utf8.RuneLen(c):]
	}
	return true
}
