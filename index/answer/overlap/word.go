package overlap

import (
	"strings"
	"unicode/utf8"
)

// Pairs returns the share of word's pairs of neighbouring characters that occur
// in text, 0 for a word without a pair.
func Pairs(word, text string) float64 {
	found, all := 0, 0
	last := -1
	for i, c := range word {
		if last >= 0 {
			all++
			if strings.Contains(text, word[last:i+utf8.RuneLen(c)]) {
				found++
			}
		}
		last = i
	}
	if all == 0 {
		return 0
	}
	return float64(found) / float64(all)
}

// Part returns how far text has a word that it lacks as a whole: the square of
// Pairs for a word of three characters and more, 0 for a shorter one.
func Part(word, text string) float64 {
	if utf8.RuneCountInString(word) < 3 {
		return 0
	}
	share := Pairs(word, text)
	return share * share
}

// PartOf is Part for a word of which a text has some of all pairs.
func PartOf(found, all int) float64 {
	if all < 2 {
		return 0
	}
	share := float64(found) / float64(all)
	return share * share
}

// FirstRunes returns the first n characters of s, or all of a shorter one.
func FirstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
