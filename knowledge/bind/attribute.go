package bind

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// attribute returns the noun behind figure i where i only tells of what sort
// the things are that another figure counts, and measures nothing itself:
// 60岁及以上人口为7.2万人, 超10亿元项目2个.
func (sc *scene) attribute(i int) string {
	f := &sc.figs[i]
	class := ""
	switch {
	case f.Kind == knowledge.Age:
		class = "of-age"
	case f.Kind == knowledge.Money && f.Qualifier != "" && !strings.Contains(f.Unit, "/"):
		class = "of-size"
	default:
		return ""
	}
	rest := strings.TrimPrefix(sc.s[f.to:max(f.to, sc.clauses[f.clause].end)], "的")
	n := 0
	for range maxKinds {
		n += wordlist.Longest(rest[n:], times.Words()["of-kind"].Words)
	}
	k := wordlist.Longest(rest[n:], times.Words()[class].Words)
	if k == 0 || !sc.counts(i-1, i) && !sc.counts(i+1, i) || wordlist.HasPrefix(rest[n+k:], "投资", "总") {
		return ""
	}
	return rest[:n+k]
}

// maxKinds is how many words may stand between a figure and what it is an
// attribute of: 投资, 产业 of 超亿元产业投资项目.
const maxKinds = 2

// counts reports whether figure j stands in the clause of one next to it and
// is no time.
func (sc *scene) counts(j, beside int) bool {
	return j >= 0 && j < len(sc.figs) && sc.figs[j].clause == sc.figs[beside].clause && !sc.figs[j].isTime
}

// attributed puts the attribute in front of figure i into what it measures:
// 60岁及以上人口.
func (sc *scene) attributed(i int, bd *knowledge.Binding) {
	if i == 0 || sc.figs[i-1].clause != sc.figs[i].clause || sc.figs[i].isTime {
		return
	}
	g := &sc.figs[i-1]
	noun := sc.attribute(i - 1)
	if noun == "" || g.to > sc.figs[i].from {
		return
	}
	quote := sc.s[g.from:g.to]
	if !strings.HasPrefix(bd.Metric, noun) {
		if bd.Metric != "" && !strings.HasSuffix(noun, bd.Metric) {
			return
		}
		bd.Metric = noun
	}
	bd.Metric = quote + bd.Metric
	if !slices.Contains(bd.Words, quote) {
		bd.Words = append(slices.Clone(bd.Words), quote)
		slices.Sort(bd.Words)
	}
}
