package phrase

import (
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
)

// beforeMetric returns where m ends without the metric at its end:
// 某某机场旅客吞吐量首次突破千万.
func (c *chunker) beforeMetric(m Phrase) int {
	k := sort.Search(len(c.t.Matches), func(k int) bool { return c.t.Matches[k].End >= m.End })
	if k == len(c.t.Matches) || c.t.Matches[k].End != m.End || c.t.Matches[k].Start < m.Start || c.t.Matches[k].Metric == nil || names.SortOf(c.t.S[m.Start:m.End]) > 0 {
		return m.End
	}
	return c.t.Matches[k].Start
}

// CutFirm removes the firm in front of what it builds from m: 某某集团国际冷链枢纽.
func CutFirm(m *Phrase) {
	for _, w := range firmEnds() {
		i := strings.LastIndex(m.Text, w)
		if i <= 0 {
			continue
		}
		if rest := m.Text[i+len(w):]; utf8.RuneCountInString(rest) >= minPart && names.SortOf(rest) > 0 {
			m.Text, m.Start = TrimStops(rest), m.Start+i+len(w)
			return
		}
	}
}

// TrimStops removes words that end a phrase from the front of a text: 投建某某母港.
func TrimStops(text string) string {
	for again := true; again; {
		again = false
		for n := 2; n <= 3; n++ {
			k := n * wordlist.Char
			if k < len(text) && utf8.RuneStart(text[k]) && (names.IsThing(names.ThingStop|names.ThingToward, text[:k])) {
				text, again = text[k:], true
			}
		}
	}
	return text
}

// firmEnds are the words that a name may end with in front of another name.
var firmEnds = sync.OnceValue(func() []string {
	return slices.Concat(names.ThingWords().List("firm").Words, names.ThingWords().List("apposed").Words)
})

// minPart is how many characters a name behind that of its firm has at least.
const minPart = 4

// SplitPhase returns the name of a thing without its phase, and the phase, "" if it has
// none: 某某园二期, 码头二期工程.
func SplitPhase(t *clause.Text, text string) (name, phase string) {
	short := text
	for _, k := range names.ThingWords().List("kind-behind").Words {
		short = strings.TrimSuffix(short, k)
	}
	phases := t.Tables.List(names.Phase)
	if phases.Ends(short) {
		for _, p := range phases.Words {
			if name, ok := strings.CutSuffix(short, p); ok && !words().Ordinal.Ends(name) {
				return name, p
			}
		}
	}
	if !phases.In(text) {
		return text, ""
	}
	for _, p := range phases.Words {
		if name, rest, ok := strings.Cut(text, p); ok && name != "" && !words().Ordinal.Ends(name) && (names.SortOf(rest) == 0 || names.SortOf(name) > 0 && names.IsThing(names.ThingDeed, strings.TrimSuffix(rest, "工程"))) {
			return name, p // 风电场一期全容量并网
		}
	}
	return text, ""
}
