package bind

import (
	"strings"

	"beilun/knowledge"
)

// state tells how firm figure i is.
func (sc *scene) state(i int) knowledge.State {
	f := &sc.figs[i]
	from := sc.clauses[f.clause].start
	for k := i - 1; k >= 0 && sc.figs[k].clause == f.clause; k-- {
		if !sc.figs[k].isTime { // what stands before a sum is that sum's
			from = max(from, min(sc.figs[k].to, f.from))
			break
		}
	}
	before := sc.s[from:f.from]
	after := sc.s[f.to:sc.right(i)]
	former := before // 由原来的22天压缩到6天
	for _, w := range []string{"原来的", "原先的", "以前的", "过去的", "此前的", "最初的", "原来", "原先", "原", "此前"} {
		former = strings.TrimSuffix(former, w)
	}
	if (former != before || sc.hasKind(isFrom, before, true)) && sc.levelFollows(after) {
		return knowledge.Former
	}
	if start := sc.sentenceStart(f); containsAny(sc.s[start:f.from], "目标是:", "目标为:", "目标:", "目标包括:") {
		return knowledge.Target // all of a list of aims
	}
	for _, w := range sc.t.words[isTarget] {
		if strings.Contains(before, w) || f.isTime && strings.HasPrefix(after, w) {
			return knowledge.Target
		}
	}
	for _, w := range sc.t.words[isPlanned] {
		if strings.Contains(before, w) || f.isTime && strings.HasPrefix(after, w) {
			return knowledge.Planned
		}
	}
	return knowledge.Reached
}

func (sc *scene) levelFollows(after string) bool {
	for _, w := range sc.t.words[isLevel] {
		if strings.HasPrefix(after, w) {
			return true
		}
	}
	return false
}

// hasKind reports whether s has a word of kind in it, at its end when end is
// set.
func (sc *scene) hasKind(kind kindOf, s string, end bool) bool {
	for _, w := range sc.t.words[kind] {
		if end && strings.HasSuffix(s, w) || !end && strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// scope finds the whole or part that f is told of, in its clause.
func (sc *scene) scope(f *fig) string {
	left := sc.s[sc.clauses[f.clause].start:f.from]
	best := sc.last(isScope, left)
	if best == "其中" {
		best = ""
	}
	for k := f.clause; best == "" && k >= 0 && sc.clauses[k].sentence == sc.clauses[f.clause].sentence; k-- {
		best = sc.last(isPhase, sc.s[sc.clauses[k].start:min(sc.clauses[k].end, f.from)]) // 某某校区二期设36个班，建筑面积约6万平方米
	}
	return best
}

// last returns the word of kind that stands last in s, the longest of several;
// or "", as it does where it is joined with another one: 一期、二期.
func (sc *scene) last(kind kindOf, s string) string {
	best, at := "", -1
	for _, w := range sc.t.words[kind] {
		if j := strings.LastIndex(s, w); j > at || j == at && j >= 0 && len(w) > len(best) {
			best, at = w, j
		}
	}
	if at < 0 {
		return ""
	}
	for _, joint := range []string{"、", "和", "与", "及"} {
		if other, ok := strings.CutSuffix(s[:at], joint); ok && hasSuffix(other, sc.t.words[kind]...) {
			return ""
		}
	}
	return best
}

// changed reports whether f is a change of a metric.
func (sc *scene) changed(f *fig, from int) bool {
	before := sc.s[from:f.from]
	if r := []rune(before); len(r) > 12 {
		before = string(r[len(r)-12:])
	}
	for _, w := range sc.t.words[isLevel] {
		if strings.HasSuffix(before, w) && strings.HasSuffix(w, "到") || strings.HasSuffix(before, w) && strings.HasSuffix(w, "至") {
			return false
		}
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return sc.hasKind(isChange, before, false)
	}
	return hasSuffix(before, "增长", "下降", "增加", "减少", "增加了", "减少了", "提高", "提高了", "缩短", "缩短了", "压缩", "压缩了")
}

// sentenceStart returns where the sentence of f begins.
func (sc *scene) sentenceStart(f *fig) int {
	k := f.clause
	for k > 0 && sc.clauses[k-1].sentence == sc.clauses[f.clause].sentence {
		k--
	}
	return sc.clauses[k].start
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func hasSuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
