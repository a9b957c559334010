package bind

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// state tells how firm figure i is.
func (sc *scene) state(i int) knowledge.State {
	f := &sc.figs[i]
	from := sc.behindLevel(f)
	before := sc.s[from:f.from]
	after := sc.s[f.to:sc.right(i)]
	former := trimEach(before) // 由原来的22天压缩到6天, 由每月800元提高到
	former = strings.TrimSuffix(former, sc.t.List(names.Once).Ended(former))
	if (former != trimEach(before) || sc.hasKind(names.From, former, true)) && sc.levelFollows(after) {
		return knowledge.Former
	}
	if times.Words()["aimed"].Begins(strings.TrimPrefix(after, "的")) {
		return knowledge.Target // 年初确定的2000个目标
	}
	if sc.sentences[sc.sentenceOf(i)].aims <= f.from {
		return knowledge.Target // all of a list of aims
	}
	if !f.isTime && sc.differs(f) {
		return sc.goesOn(i, before) // 比年初目标低1.6个百分点: nothing that is aimed at
	}
	for _, k := range []names.Kind{names.Target, names.Planned} {
		if !sc.plans(k, from, f.from) && !(f.isTime && sc.t.List(k).Begins(after)) {
			continue
		}
		if k == names.Target {
			return knowledge.Target
		}
		return knowledge.Planned
	}
	if s := sc.goesOn(i, before); s != knowledge.Reached {
		return s
	}
	if sc.cal.Aim != knowledge.Reached && !f.isTime && !times.Has("since", before) {
		return sc.cal.Aim
	}
	return knowledge.Reached
}

// behindLevel returns where the words in front of f begin that are not those of a
// sum before it in its clause.
func (sc *scene) behindLevel(f *fig) int {
	from := sc.clauses[f.clause].start
	if f.level >= 0 { // what stands before a sum is that sum's
		from = max(from, min(sc.figs[f.level].to, f.from))
	}
	return from
}

// plans reports whether a word of kind stands within from and to and is no part
// of what is measured: 规划面积.
func (sc *scene) plans(k names.Kind, from, to int) bool {
	for {
		m, ok := sc.marks.Last(k, from, to)
		if !ok || !(sc.s[m.Start:m.End] == "规划" && times.Words()["laid"].Begins(sc.s[m.End:])) {
			return ok
		}
		to = m.Start
	}
}

// maxEach is how long, in characters, what a figure is told for gets: 每平方.
const maxEach = 3

// trimEach takes off the end of s what a figure is told for: 由每月.
func trimEach(s string) string {
	for {
		end := wordlist.LastRunes(s, maxEach)
		i := strings.LastIndex(end, "每")
		if i < 0 {
			return s
		}
		s = s[:len(s)-len(end)+i]
	}
}

// goesOn returns the state that figure i takes from the one before it in its
// sentence: 力争产值突破50亿元，税收3亿元. What is done, or names a thing of its own, or
// tells what a thing is (占地) does not go on with a plan.
func (sc *scene) goesOn(i int, before string) knowledge.State {
	f := &sc.figs[i]
	c := &sc.clauses[f.clause]
	if i == 0 || f.isTime || c.breaks && f.level < 0 || sc.lasting(f) || sc.hasKind(names.Done, before, false) {
		return knowledge.Reached
	}
	last := &sc.figs[i-1]
	if last.isTime || last.clause < f.clause-1 || sc.sentenceOf(i-1) != c.sentence {
		return knowledge.Reached
	}
	if j := sc.nameFrom(c, f.from) - 1; j >= c.first && sc.names[j].Start >= last.to {
		return knowledge.Reached
	}
	if s := last.Binding.State; s == knowledge.Target || s == knowledge.Planned && last.clause < f.clause && !sc.lasting(last) {
		return s
	}
	return knowledge.Reached
}

func (sc *scene) levelFollows(after string) bool { return sc.t.List(names.Level).Begins(after) }

// hasKind reports whether s has a word of kind in it, at its end when end is
// set.
func (sc *scene) hasKind(kind names.Kind, s string, end bool) bool {
	if end {
		return sc.t.List(kind).Ends(s)
	}
	return sc.t.List(kind).In(s)
}

// scope finds the whole or part that f is told of, in its clause.
func (sc *scene) scope(f *fig) string {
	c := &sc.clauses[f.clause]
	best := sc.last(names.Scope, c.start, f.from)
	if best == "其中" {
		best = ""
	}
	if best == "" {
		best = sc.last(names.Phase, c.start, min(c.end, f.from))
	}
	if k := f.clause - 1; best == "" && k >= 0 && sc.clauses[k].sentence == c.sentence {
		best = sc.clauses[k].phase // 某某校区二期设36个班，建筑面积约6万平方米
	}
	return best
}

// last returns the word of kind that stands last between from and to, the
// longest of several; or "", as it does where it is joined with another one:
// 一期、二期.
func (sc *scene) last(kind names.Kind, from, to int) string {
	m, ok := sc.marks.Last(kind, from, to)
	if !ok {
		return ""
	}
	for _, joint := range []string{"、", "和", "与", "及"} {
		if other, ok := strings.CutSuffix(sc.s[from:m.Start], joint); ok && sc.t.List(kind).Ends(other) {
			return ""
		}
	}
	return sc.s[m.Start:m.End]
}

// unchanged takes out what has a word for a change in it and tells of none.
var unchanged = strings.NewReplacer("增加值", "", "调整预算", "", "预算调整", "", "调整后", "")

// changed reports whether f is a change of a metric.
func (sc *scene) changed(f *fig, from int) bool {
	before := wordlist.LastRunes(sc.s[from:f.from], 12)
	if sc.t.Reaches.Ends(before) {
		return false
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return sc.hasKind(names.Change, unchanged.Replace(before), false) || sc.differs(f)
	}
	return sc.t.List(names.Delta).Ends(before) || sc.differs(f)
}

// differs reports whether f is told as how much a level is above or below another
// one: 比上届总共多了, 超出年度目标.
func (sc *scene) differs(f *fig) bool {
	before := wordlist.LastRunes(sc.s[sc.behindLevel(f):f.from], maxCompared)
	for _, k := range [][2]names.Kind{{names.More, names.Than}, {names.Aim, names.Over}} {
		if w := sc.t.List(k[0]).Ended(before); w != "" && sc.t.List(k[1]).In(before[:len(before)-len(w)]) {
			return true
		}
	}
	return false
}

// maxCompared is how many characters tell what a level is compared with.
const maxCompared = 16
