package subject

import (
	"sort"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
)

// maxPair is how many characters in front of a figure 前者 or 后者 may be.
const maxPair = 60

// maxPairUnits is how many units back the two things may be.
const maxPairUnits = 30

// ofPair proposes the first or the second of the last two things if f is of that one:
// 前者占地78亩. It reports whether it is.
func (ch *Chooser) ofPair(f *clause.Figure) bool {
	c := &ch.t.Clauses[f.Clause]
	own := ch.t.Clauses[ch.firstOf(c.Sentence, f.Clause)].Start
	before := wordlist.LastRunes(ch.t.S[own:f.From], maxPair)
	at, which := -1, 0
	for i, w := range words().Both.Words {
		if k := strings.LastIndex(before, w); k > at {
			at, which = k, i
		}
	}
	if at < 0 {
		return false
	}
	at += f.From - len(before)
	top := sort.Search(len(ch.units), func(k int) bool { return ch.units[k].Start >= at })
	for i := top - 1; i > max(0, top-maxPairUnits); i-- {
		a, b := &ch.units[i-1], &ch.units[i]
		if !a.Proper || !b.Proper || a.End > b.Start {
			continue
		}
		if between := ch.t.S[a.End:b.Start]; between != "及" && names.Joints().Has(between) {
			return ch.proposeUnit(f, i-1+which, model.Recalled)
		}
	}
	return false
}

// firstOf returns the index of the first clause of a sentence, at most a few before
// clause k.
func (ch *Chooser) firstOf(sentence, k int) int {
	for n := 0; n < maxClauses && k > 0 && ch.t.Clauses[k-1].Sentence == sentence; n++ {
		k--
	}
	return k
}
