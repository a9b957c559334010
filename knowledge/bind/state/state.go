package state

import (
	"strings"
	"sync"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// Of returns the state of figure i, below a heading whose figures are in the state aim.
// The figures before i have been bound.
func Of(t *clause.Text, i int, aim knowledge.State) knowledge.State {
	f := &t.Figures[i]
	from := t.BehindLevel(f)
	before := t.S[from:f.From]
	after := t.S[f.To:t.Right(i)]
	former := trimEach(before) // 由原来的22天压缩到6天, 由每月800元提高到
	former = strings.TrimSuffix(former, t.Tables.List(names.Once).Ended(former))
	if (former != trimEach(before) || t.Tables.List(names.From).Ends(former)) && t.Tables.List(names.Level).Begins(after) {
		return knowledge.Former
	}
	if times.Words().List("aimed").Begins(strings.TrimPrefix(after, "的")) {
		return knowledge.Target // 年初确定的2000个目标
	}
	if t.Sentences[t.SentenceOf(i)].Aims <= f.From {
		return knowledge.Target // every figure of a list of aims
	}
	if !f.IsTime && differs(t, f) {
		return goesOn(t, i, before) // 比年初目标低1.6个百分点: not an aim
	}
	start, end := beforeFormer(t, f)
	for _, k := range []names.Kind{names.Target, names.Planned} {
		if !plans(t, k, from, f.From) && !plans(t, k, start, behindTaking(t, start, end)) && !(f.IsTime && t.Tables.List(k).Begins(after)) {
			continue
		}
		if k == names.Target {
			return knowledge.Target
		}
		return knowledge.Planned
	}
	if s := goesOn(t, i, before); s != knowledge.Reached {
		return s
	}
	if aim != knowledge.Reached && !f.IsTime && !names.HasThing("since", before) {
		return aim
	}
	return knowledge.Reached
}

// beforeFormer returns the text in front of 由 if f is the level that follows a former one
// in its clause: 将 of 将由55分钟缩短到12分钟. It is empty for other figures.
func beforeFormer(t *clause.Text, f *clause.Figure) (from, to int) {
	if f.IsTime || f.Level < 0 || t.Figures[f.Level].Binding.State != knowledge.Former {
		return 0, 0
	}
	was := &t.Figures[f.Level]
	from = t.BehindLevel(was)
	for _, w := range t.Tables.List(names.From).Words {
		if i := strings.LastIndex(t.S[from:was.From], w); i >= 0 {
			to = max(to, from+i)
		}
	}
	return from, max(from, to)
}

// behindTaking returns end without the words from the last one on that may only say what is
// changed, if it is not right in front of 由: 将津贴 of 将津贴由每月800元提高到1200元 plans
// nothing, 拟将津贴 does.
func behindTaking(t *clause.Text, start, end int) int {
	for _, w := range words().Taking.Words {
		if i := strings.LastIndex(t.S[start:end], w); i >= 0 && start+i+len(w) < end {
			return start + i
		}
	}
	return end
}

// plans reports whether a word of kind is between from and to that is not part of what
// is measured: 规划面积.
func plans(t *clause.Text, k names.Kind, from, to int) bool {
	for {
		m, ok := t.Marks.Last(k, from, to)
		if !ok || !(t.S[m.Start:m.End] == "规划" && times.Words().List("laid").Begins(t.S[m.End:])) {
			return ok
		}
		to = m.Start
	}
}

// maxEach is how many characters 每 and what follows it have: 每平方.
const maxEach = 3

// trimEach removes what a figure is given for from the end of s: 每月 of 由每月.
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

// goesOn returns the state that figure i takes from the one before it in its sentence:
// 力争产值突破 50亿元，税收3亿元. A plan does not go on over what is done, over another
// thing, or over what a thing is (占地). before is the text in front of the figure.
func goesOn(t *clause.Text, i int, before string) knowledge.State {
	f := &t.Figures[i]
	c := &t.Clauses[f.Clause]
	if i == 0 || f.IsTime || c.Breaks && f.Level < 0 || IsLasting(t, f) || t.Tables.List(names.Done).In(before) {
		return knowledge.Reached
	}
	last := &t.Figures[i-1]
	if last.IsTime || last.Clause < f.Clause-1 || t.SentenceOf(i-1) != c.Sentence {
		return knowledge.Reached
	}
	if j := t.NameFrom(c, f.From) - 1; j >= c.Names && t.Names[j].Start >= last.To {
		return knowledge.Reached
	}
	if s := last.Binding.State; s == knowledge.Target || s == knowledge.Planned && last.Clause < f.Clause && !IsLasting(t, last) {
		return s
	}
	return knowledge.Reached
}

// Scope returns the whole or the part that f is of according to its clause, or "".
func Scope(t *clause.Text, f *clause.Figure) string {
	c := &t.Clauses[f.Clause]
	best := t.LastMark(names.Scope, c.Start, f.From)
	if best == "其中" {
		best = ""
	}
	if best == "" {
		best = t.LastMark(names.Phase, c.Start, min(c.End, f.From))
	}
	if k := f.Clause - 1; best == "" && k >= 0 && t.Clauses[k].Sentence == c.Sentence {
		best = t.Clauses[k].Phase // 某某校区二期设36个班，建筑面积约6万平方米
	}
	return best
}

// unchanged removes words that contain a word for a change and mean none.
var unchanged = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	for _, w := range words().Unchanged.Words {
		pairs = append(pairs, w, "")
	}
	return strings.NewReplacer(pairs...)
})

// Changed reports whether f, with words in front of it from byte from on, is a change of
// a metric and not a level.
func Changed(t *clause.Text, f *clause.Figure, from int) bool {
	before := wordlist.LastRunes(t.S[from:f.From], 12)
	if t.Tables.Reaches.Ends(before) {
		return false
	}
	switch f.Kind {
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return t.Tables.List(names.Change).In(unchanged().Replace(before)) || differs(t, f)
	}
	return t.Tables.List(names.Delta).Ends(before) || differs(t, f)
}

// differs reports whether f is the difference of a level and another one:
// 比上届总共多了, 超出年度目标.
func differs(t *clause.Text, f *clause.Figure) bool {
	before := wordlist.LastRunes(t.S[t.BehindLevel(f):f.From], maxCompared)
	for _, k := range [][2]names.Kind{{names.More, names.Than}, {names.Aim, names.Over}} {
		if w := t.Tables.List(k[0]).Ended(before); w != "" && t.Tables.List(k[1]).In(before[:len(before)-len(w)]) {
			return true
		}
	}
	return false
}

// maxCompared is how many characters in front of a figure may say what it is compared
// with.
const maxCompared = 16

// maxLasting is how many characters in front of a figure 总投资 may be:
// 总投资由6.8亿元增至7.25亿元.
const maxLasting = 14

// IsLasting reports whether f is of what a thing is, such as its total investment or its
// area, and not of what it does in a year. In news such a figure is as of the release,
// whatever year the sentence began with.
func IsLasting(t *clause.Text, f *clause.Figure) bool {
	before := wordlist.LastRunes(t.S[t.Clauses[f.Clause].Start:f.From], maxLasting)
	return times.Has("lasting", before) && !times.Has("yearly", before)
}
