package bind

import (
	"strings"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// moved returns the words that tell what time i is of, where it is told as
// moved from one to another: 通车时间由2025年底调整为2026年9月.
func (sc *scene) moved(i int) []names.Word {
	first, second := i, i+1
	if i > 0 && sc.follows(i-1, i) {
		first, second = i-1, i
	}
	if !sc.follows(first, second) {
		return nil
	}
	from := sc.left(first)
	before := sc.s[from:sc.figs[first].from]
	j := max(strings.LastIndex(before, "时间由"), strings.LastIndex(before, "时间从"), strings.LastIndex(before, "日期由"), strings.LastIndex(before, "日期从"))
	if j < 0 {
		return nil
	}
	c := &sc.clauses[sc.figs[first].clause]
	if k := sc.nameBehind(c, from+j) - 1; k >= c.first {
		from = max(from, sc.names[k].End)
	}
	return sc.telling(min(from, sc.figs[first].from), sc.figs[first].from)
}

// follows reports whether time j takes the place of time i in its clause.
func (sc *scene) follows(i, j int) bool {
	if j >= len(sc.figs) || !sc.figs[i].isTime || !sc.figs[j].isTime || sc.figs[i].clause != sc.figs[j].clause || sc.figs[i].to > sc.figs[j].from {
		return false
	}
	return times.Words()["move"].Ends(strings.TrimPrefix(sc.s[sc.figs[i].to:sc.figs[j].from], "相应"))
}
