// Package english puts questions in English into Chinese, for a search that knows
// Chinese only. Words come from a list of the phrases of the trade and from
// CC-CEDICT; where a word can be several in Chinese, and for names in pinyin, the
// releases decide. What it returns is no prose: the words in an order in which a
// question is understood.
package english

// Slot is a place of a question in Chinese.
type Slot struct {
	Words    []string // what can stand there, the likeliest first
	Optional bool     // left out where the releases have none of Words with the rest
	Fixed    bool     // says nothing about what releases hold: a word that asks, a year
}

// Corpus is what is to be known of the releases.
type Corpus interface {
	// Alias returns the name that the user gives a phrase for.
	Alias(phrase string) (string, bool)
	// Spelled returns the names that are read as letters, those of whole things first.
	Spelled(letters string) []string
	// Has reports whether the releases have a run of letters and digits.
	Has(run string) bool
	// Choose returns a word for each slot; "" for an optional one that is left out.
	Choose(slots []Slot) []string
}
