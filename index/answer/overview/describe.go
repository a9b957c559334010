package overview

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
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
	speaks     = -3 // somebody says something
	nearFront  = 8
	nearBehind = 4 // characters between the name and a word for what it is
	longest    = 120
	shortest   = 10
	tooShort   = -3
	notLooking = 0
)

// Describes returns how well a sentence of a passage says what the thing with some names
// is; 0 if it has none of them. Where the passage or its heading has a name in full, a
// sentence may begin with the end of it: 小镇规划面积….
func Describes(p *index.Passage, sentence knowledge.Span, called []string) (best int) {
	s := strings.Join(strings.Fields(p.FoldedSpan(sentence)), "")
	for _, n := range called {
		if best = max(best, describes(s, n)); !strings.Contains(p.Folded()+squeezed(p.Heading)+squeezed(p.Release.Title), n) {
			continue
		}
		for i := range n {
			if end := n[i:]; i > 0 && utf8.RuneCountInString(end) >= leastEnd && strings.HasPrefix(s, end) {
				best = max(best, describes(s, end))
			}
		}
	}
	return best
}

// leastEnd is how many characters the end of a name has that a sentence begins with.
const leastEnd = 2

func describes(s, name string) int {
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
	behind := s[i+len(name):]
	for _, w := range listOf("is").Words {
		if at := strings.Index(behind, w); at >= 0 && utf8.RuneCountInString(behind[:at]) <= nearBehind {
			n += saysWhat
			break
		}
	}
	row := listOf("row")
	if row.Begins(s[i+len(name):]) || row.Ends(s[:i]) {
		n += among
	}
	if names.ThingWords().List("says").In(s) {
		n += speaks
	}
	switch size := utf8.RuneCountInString(s); {
	case size > longest:
		n += tooLong
	case size < shortest:
		n += tooShort
	}
	return max(n, 1)
}

// isReached reports whether the figures of an entry are neither planned nor aimed at.
func isReached(e facts.Entry) bool {
	return ledger.StateClass(e.Rows[0].Figure.Binding.State) == knowledge.Reached
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
			if !measures(e.Rows[0], m) || e.Rows[0].Figure.Binding.Scope != "" {
				continue
			}
			if best == nil || isReached(e) && !isReached(*best) || isReached(e) == isReached(*best) && e.Rows[0].AsOf().Compare(best.Rows[0].AsOf()) > 0 {
				best = &entries[i]
			}
		}
		if best != nil {
			out = append(out, *best)
		}
	}
	return out
}
