package bind

import (
	"sort"
	"strings"

	"beilun/knowledge/bind/wordlist"
)

// pairWords are what stands for the first and for the second of two things.
var pairWords = [2]string{"前者", "后者"}

// maxPair is how many characters in front of a figure it may be told that it is of the
// first or the second of two things.
const maxPair = 60

// maxPairUnits is how many names and phrases back the two may stand.
const maxPairUnits = 30

// ofPair proposes the first or the second of the two things told of last, where the
// sentence of f tells in front of it that it is of that one: 前者占地78亩. It reports
// whether it does.
func (sc *scene) ofPair(f *fig) bool {
	c := &sc.clauses[f.clause]
	own := sc.clauses[sc.firstOf(c.sentence, f.clause)].start
	before := wordlist.LastRunes(sc.s[own:f.from], maxPair)
	at, which := -1, 0
	for i, w := range pairWords {
		if k := strings.LastIndex(before, w); k > at {
			at, which = k, i
		}
	}
	if at < 0 {
		return false
	}
	at += f.from - len(before)
	top := sort.Search(len(sc.units), func(k int) bool { return sc.units[k].start >= at })
	for i := top - 1; i > max(0, top-maxPairUnits); i-- {
		a, b := &sc.units[i-1], &sc.units[i]
		if !a.proper || !b.proper || a.end > b.start {
			continue
		}
		if between := sc.s[a.end:b.start]; between == "、" || between == "和" || between == "与" {
			return sc.propose(f, i-1+which, recalled)
		}
	}
	return false
}

// firstOf returns the first clause of a sentence, at most a few before clause k.
func (sc *scene) firstOf(sentence, k int) int {
	for n := 0; n < maxClauses && k > 0 && sc.clauses[k-1].sentence == sentence; n++ {
		k--
	}
	return k
}
