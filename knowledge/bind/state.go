package bind

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// state tells how firm figure i is.
func (sc *scene) state(i int) knowledge.State {
	f := &sc.figs[i]
	from := sc.clauses[f.clause].start
	if f.level >= 0 { // what stands before a sum is that sum's
		from = max(from, min(sc.figs[f.level].to, f.from))
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
	if sc.sentences[sc.sentenceOf(i)].aims <= f.from {
		return knowledge.Target // all of a list of aims
	}
	for _, k := range []kindOf{isTarget, isPlanned} {
		if !sc.marks.has(k, from, f.from) && !(f.isTime && hasPrefix(after, sc.t.words[k]...)) {
			continue
		}
		if k == isTarget {
			return knowledge.Target
		}
		return knowledge.Planned
	}
	return knowledge.Reached
}

func (sc *scene) levelFollows(after string) bool { return hasPrefix(after, sc.t.words[isLevel]...) }

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
	c := &sc.clauses[f.clause]
	best := sc.last(isScope, c.start, f.from)
	if best == "其中" {
		best = ""
	}
	if best == "" {
		best = sc.last(isPhase, c.start, min(c.end, f.from))
	}
	if k := f.clause - 1; best == "" && k >= 0 && sc.clauses[k].sentence == c.sentence {
		best = sc.clauses[k].phase // 某某校区二期设36个班，建筑面积约6万平方米
	}
	return best
}

// last returns the word of kind that stands last between from and to, the
// longest of several; or "", as it does where it is joined with another one:
// 一期、二期.
func (sc *scene) last(kind kindOf, from, to int) string {
	m, ok := sc.marks.last(kind, from, to)
	if !ok {
		return ""
	}
	for _, joint := range []string{"、", "和", "与", "及"} {
		if other, ok := strings.CutSuffix(sc.s[from:m.start], joint); ok && hasSuffix(other, sc.t.words[kind]...) {
			return ""
		}
	}
	return sc.s[m.start:m.end]
}

// changed reports whether f is a change of a metric.
func (sc *scene) changed(f *fig, from int) bool {
	before := lastRunes(sc.s[from:f.from], 12)
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

func hasPrefix(s string, prefixes ...string) bool {
	for _, x := range prefixes {
		if strings.HasPrefix(s, x) {
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

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
