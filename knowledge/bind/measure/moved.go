package measure

import (
	"strings"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// moved returns the words for what time i is of if it is moved from one time to another,
// or nil: 通车时间由2025年底调整为2026年9月.
func (r *Reader) moved(i int) []names.Word {
	first, second := i, i+1
	if i > 0 && r.follows(i-1, i) {
		first, second = i-1, i
	}
	if !r.follows(first, second) {
		return nil
	}
	from := r.t.Left(first)
	before := r.t.S[from:r.t.Figures[first].From]
	j := -1
	for _, w := range words().DateFrom.Words {
		j = max(j, strings.LastIndex(before, w))
	}
	if j < 0 {
		return nil
	}
	c := &r.t.Clauses[r.t.Figures[first].Clause]
	if k := r.t.NameBehind(c, from+j) - 1; k >= c.Names {
		from = max(from, r.t.Names[k].End)
	}
	return r.t.Content(min(from, r.t.Figures[first].From), r.t.Figures[first].From)
}

// follows reports whether time j replaces time i in its clause.
func (r *Reader) follows(i, j int) bool {
	if j >= len(r.t.Figures) || !r.t.Figures[i].IsTime || !r.t.Figures[j].IsTime || r.t.Figures[i].Clause != r.t.Figures[j].Clause || r.t.Figures[i].To > r.t.Figures[j].From {
		return false
	}
	return times.Words().List("move").Ends(strings.TrimPrefix(r.t.S[r.t.Figures[i].To:r.t.Figures[j].From], "相应"))
}
