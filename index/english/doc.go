// Package english translates questions from English to Chinese, for a search that
// knows only Chinese. Words come from a list of phrases (data/phrases.txt) and from
// CC-CEDICT. If a word has several translations, and for names in pinyin, the releases
// decide. The result is no prose but the words in an order that the search
// understands.
//
// 2026-11-30: the words of a Chinese question are in data/chinese.txt, because a
// person who knows Chinese better should be able to correct them; instead of in the
// code that puts them together.
package english

// Slot is a place of a question in Chinese.
type Slot struct {
	Words    []string // the words that can be there, the likeliest first
	Optional bool     // left out if the releases have none of Words with the rest
	Fixed    bool     // says nothing about the contents of releases: a word that asks, a year
}

// Corpus answers what Translate has to know about the releases.
type Corpus interface {
	// Alias returns the name for which the user wrote that phrase.
	Alias(phrase string) (string, bool)
	// Spelled returns the names whose pinyin is letters, complete names of things first.
	Spelled(letters string) []string
	// Has reports whether the releases have a run of letters and digits.
	Has(run string) bool
	// Choose returns a word for each slot, or "" for an optional one that is left out.
	Choose(slots []Slot) []string
}
