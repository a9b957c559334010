package answer

import (
	"slices"
	"strings"

	"beilun/index/query"
)

// ofDistrict returns q with the word by which the people of the district call it
// (全区学校几所) read as its name: releases say it as often by that. The district is
// the one of the releases at hand; where it is not known, q stays as it is.
func (a *Answerer) ofDistrict(q query.Query) query.Query {
	if len(q.Named) > 0 || !q.Want.IsFigure() {
		return q
	}
	d := a.index.District()
	word := d.Own(q.Folded())
	if word == "" {
		return q
	}
	q.Concepts = slices.Clone(q.Concepts)
	for i, c := range q.Concepts {
		if c.Text == word {
			q.Concepts[i].Alts = append(slices.Clone(c.Alts), d.Names()...)
		}
	}
	// 全区学校 is no name of a thing.
	q.Names = slices.DeleteFunc(slices.Clone(q.Names), func(n string) bool { return strings.HasPrefix(n, word) })
	return q
}
