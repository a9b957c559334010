package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/cue"
	"beilun/index/query"
	"beilun/index/words"
)

// maxRenamed is how many other names of the things in a question are tried.
const maxRenamed = 6

// renamed returns a question with the other names that people give the things in it,
// one at a time.
func (a *Answerer) renamed(u understood) (out []understood) {
	folded := fold(u.text)
	names, of := a.index.NamesGiven(folded)
	for i, n := range names {
		for _, other := range of[i] {
			if other == n || len(out) == maxRenamed || !strings.Contains(folded, n) {
				continue
			}
			r := u
			r.text = strings.Replace(folded, n, other, 1)
			r.corrected = append(slices.Clip(u.corrected), words.Correction{From: n, To: other})
			out = append(out, r)
		}
	}
	return out
}

// addNames adds the names that people give things to those that a question asks
// about: few of them end as names do.
func (a *Answerer) addNames(q *query.Query) {
	names, _ := a.index.NamesGiven(q.Folded())
	for _, n := range names {
		if slices.ContainsFunc(q.Named, func(m string) bool { return strings.Contains(m, n) }) {
			continue
		}
		q.Named = slices.DeleteFunc(slices.Clone(q.Named), func(m string) bool { return strings.Contains(n, m) })
		q.Named = append(q.Named, n)
	}
}

// read returns the passages that an answer was made of: those that were found, and
// those of its claims.
func (ans *Answer) read(hits []index.Hit) (out []index.Passage) {
	for _, h := range hits {
		out = append(out, h.Passage)
	}
	for _, c := range append(slices.Clone(ans.Others), ans.Known...) {
		out = append(out, c.Hit.Passage)
	}
	if said := ans.Said(); said != nil {
		out = append(out, said.Hit.Passage)
	}
	return out
}

// district returns the name of the place that a question gives by its short name,
// with nothing beside it but what is measured: 临湖区 for 临湖面积; "" for none.
func (a *Answerer) district(q query.Query) string {
	place := ""
	if !q.Want.IsFigure() {
		return ""
	}
	for _, c := range q.Concepts {
		switch {
		case c.Alts != nil || isMetric(c.Text):
		case place != "" || utf8.RuneCountInString(c.Text) != 2:
			return ""
		default:
			place = c.Text
		}
	}
	if place == "" {
		return ""
	}
	for _, kind := range cue.Of("region").Words {
		if name := place + kind; a.index.Known(name) == name {
			return name
		}
	}
	return ""
}
