package overview

import (
	"strings"
	"unicode/utf8"

	"beilun/index/facts"
	"beilun/knowledge/concept"
)

// Weights of what tells a sentence that says what a thing is from one that only names
// it, by hand, read on the things of six invented districts.
const (
	named      = 1
	begins     = 4 // with the name
	nearly     = 2 // with up to nearFront characters in front of it
	saysWhat   = 2 // for each of so many words that describe
	mostWords  = 3
	among      = -3 // the name stands in a row of others
	tooLong    = -1
	nearFront  = 8
	longest    = 120
	shortest   = 10
	tooShort   = -3
	notLooking = 0
)

// Describes returns how well a folded sentence says what the thing called name is; 0 if
// it does not name it.
func Describes(sentence, name string) int {
	s := strings.Join(strings.Fields(sentence), "")
	i := strings.Index(s, name)
	if i < 0 {
		return notLooking
	}
	n := named
	switch front := utf8.RuneCountInString(s[:i]); {
	case front == 0:
		n += begins
	case front <= nearFront:
		n += nearly
	}
	found := 0
	for _, w := range listOf("describes").Words {
		if found < mostWords && strings.Contains(s[i+len(name):], w) {
			found++
		}
	}
	n += found * saysWhat
	row := listOf("row")
	if row.Begins(s[i+len(name):]) || row.Ends(s[:i]) {
		n += among
	}
	switch size := utf8.RuneCountInString(s); {
	case size > longest:
		n += tooLong
	case size < shortest:
		n += tooShort
	}
	return max(n, 1)
}

// Main returns the entries of what is said first of a district, in that order.
func Main(entries []facts.Entry) (out []facts.Entry) {
	for _, name := range listOf("main").Words {
		m := concept.Default().Named(name)
		if m == nil {
			continue
		}
		var best *facts.Entry
		for i, e := range entries {
			if measures(e.Rows[0], m) && e.Rows[0].Figure.Binding.Scope == "" && (best == nil || e.Rows[0].AsOf().Compare(best.Rows[0].AsOf()) > 0) {
				best = &entries[i]
			}
		}
		if best != nil {
			out = append(out, *best)
		}
	}
	return out
}
