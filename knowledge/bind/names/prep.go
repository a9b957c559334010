package names

import (
	"unicode/utf8"
)

// Preps is how many prepositions PrepBefore knows.
const Preps = 16

// preps are the prepositions that show how a noun phrase relates to its clause.
var preps = []rune("由在于对与和至到从以为据经给向距")

// The numbers of the preposition in front of who does something, 由, and of the one in
// front of a place that something lies at, 于.
const (
	Agent  = 1
	Toward = 3
)

// PrepAt returns preposition i, from 0.
func PrepAt(i int) rune { return preps[i] }

// PrepBefore returns the number, from 1, of the preposition that s ends with: what is in
// front of a noun phrase. It is 0 for none, and Toward for all words in front of a place.
func PrepBefore(s string) uint8 {
	if ThingWords().List("toward").Ends(s) {
		return Toward
	}
	if ThingWords().List("spent").Ends(s) {
		return 0 // 用于某某院区3.2亿元: not a place that something lies at
	}
	r, _ := utf8.DecodeLastRuneInString(s)
	for i, p := range preps {
		if p == r {
			return uint8(i + 1)
		}
	}
	return 0
}
