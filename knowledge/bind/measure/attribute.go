package measure

import (
	"slices"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/times"
)

// IsAttribute reports whether figure i only describes what another figure counts: 60岁
// of 60岁及以上人口为7.2万人.
func (r *Reader) IsAttribute(i int) bool { return r.attribute(i) != "" }

// attribute returns the noun behind figure i if the figure only describes what another
// one counts, else "": 60岁及以上人口为7.2万人, 超10亿元项目2个.
func (r *Reader) attribute(i int) string {
	f := &r.t.Figures[i]
	class := ""
	switch {
	case f.Kind == knowledge.Age:
		class = "of-age"
	case f.Kind == knowledge.Money && f.Qualifier != "" && !strings.Contains(f.Unit, "/"):
		class = "of-size"
	default:
		return ""
	}
	rest := strings.TrimPrefix(r.t.S[f.To:max(f.To, r.t.Clauses[f.Clause].End)], "的")
	n := 0
	for range maxKinds {
		n += wordlist.Longest(rest[n:], times.Words().List("of-kind").Words)
	}
	k := wordlist.Longest(rest[n:], times.Words().List(class).Words)
	if k == 0 || !r.counts(i-1, i) && !r.counts(i+1, i) || words().NotOf.Begins(rest[n+k:]) {
		return ""
	}
	return rest[:n+k]
}

// maxKinds is how many words may be between a figure and the noun that it describes:
// 投资, 产业 of 超亿元产业投资项目.
const maxKinds = 2

// counts reports whether figure j exists, is in the clause of figure beside and is no
// time.
func (r *Reader) counts(j, beside int) bool {
	return j >= 0 && j < len(r.t.Figures) && r.t.Figures[j].Clause == r.t.Figures[beside].Clause && !r.t.Figures[j].IsTime
}

// attributed adds the attribute in front of figure i to what it measures:
// 60岁及以上人口.
func (r *Reader) attributed(i int, bd *knowledge.Binding) {
	if i == 0 || r.t.Figures[i-1].Clause != r.t.Figures[i].Clause || r.t.Figures[i].IsTime {
		return
	}
	g := &r.t.Figures[i-1]
	noun := r.attribute(i - 1)
	if noun == "" || g.To > r.t.Figures[i].From {
		return
	}
	quote := r.t.S[g.From:g.To]
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
