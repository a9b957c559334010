package measure

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
	"beilun/knowledge/bind/unit"
)

// Reader finds what the figures of a paragraph measure, one after the other.
type Reader struct {
	t       *clause.Text
	units   []unit.Unit
	heading phrase.Phrase // that the paragraph begins with
	cast    *cast.Cast
	canon   func(word string) string

	of     *unit.Unit // what the current figure is of; nil for what is outside the paragraph
	ragged bool       // the metric of the current figure is not one that a reader would name
	level  int        // the last figure that is a level with a metric; -1 for none
	grant  int        // the last figure that is a sum given, such as a subsidy; -1 for none
}

// Start sets r to a paragraph of an article with the cast c, and sets Frame of its
// figures. canon returns the word for all with the meaning of one.
func (r *Reader) Start(t *clause.Text, list *unit.List, c *cast.Cast, canon func(word string) string) {
	*r = Reader{t: t, units: list.All, heading: list.Heading, cast: c, canon: canon, level: -1, grant: -1}
	for i := range t.Figures {
		t.Figures[i].Frame = r.framed(i)
	}
}

// Read sets what figure i measures, by its words in the text from left on. bd is its
// binding with the subject, the scope and whether it is a change; of is the unit that it
// is of, nil for what is outside the paragraph. The figures before i have been read.
func (r *Reader) Read(i, left int, bd *knowledge.Binding, of *unit.Unit) {
	f := &r.t.Figures[i]
	r.of = of
	bd.Metric, bd.Words = r.metric(i, left)
	r.attributed(i, bd)
	r.mend(i, left, bd)
	inherited := len(bd.Words) == 0
	own := len(bd.Words) > 0 && r.t.HasMetric(i, left)
	if bd.Change || len(bd.Words) == 0 {
		if prev := r.before(i, bd.Change); prev != nil {
			if bd.Change && !own || bd.Metric == "" {
				bd.Metric, bd.Words = prev.Binding.Metric, prev.Binding.Words
			}
			if bd.Subject == "" || (bd.Change && !own || inherited && f.Kind == knowledge.Percent) && r.sameThing(i) {
				bd.Subject, bd.Scope = prev.Binding.Subject, prev.Binding.Scope
			}
			if bd.Change && !own && bd.Scope == "" {
				bd.Scope = prev.Binding.Scope
			}
		}
	}
	if len(bd.Words) == 0 {
		bd.Metric, bd.Words = r.wordsBefore(left, f.From)
	}
	if r.ragged || inherited && (f.Kind == knowledge.Duration || f.Kind == knowledge.Ordinal) {
		bd.Sure = min(bd.Sure, hardlySure) // 两年平均增长: not a figure of the total
	}
	if bd.Scope == "" && bd.Subject != "" && bd.Subject == r.cast.Home && !f.IsTime && (!bd.Change || own) {
		bd.Scope = r.partIn(i, left, bd.Subject)
	}
	if bd.Scope == "" && !f.IsTime && !bd.Change {
		bd.Scope = r.groupOf(i, bd.Subject)
	}
	f.Binding = *bd
	if !f.IsTime && !bd.Change && bd.Metric != "" {
		r.level = i
		if f.Kind == knowledge.Money && names.HasThing("grant", bd.Metric) {
			r.grant = i
		}
	}
}

// hardlySure is how sure a binding is whose metric no reader would name so.
const hardlySure = 0.05

// sameThing reports whether no other thing is mentioned between figure i and the one
// before it in its sentence, so that a change such as 净增14家 is of what the level
// before it is of.
func (r *Reader) sameThing(i int) bool {
	f := &r.t.Figures[i]
	k := r.t.Prior(i)
	if k < 0 || r.t.Figures[k].Clause < f.Clause-1 {
		return false
	}
	for j := r.t.Clauses[r.t.Figures[k].Clause].Units; j < r.t.Clauses[f.Clause].UnitsEnd && r.units[j].Start < f.From; j++ {
		if u := &r.units[j]; u.Start >= r.t.Figures[k].To && !u.Bare && (u.Proper || u.Sort > 0) {
			return false
		}
	}
	return true
}

// partIn returns the things without a name that figure i is of or counts, a part of
// subject: 工业机器人 of 工业机器人产量688套, 小学 of 小学29所.
func (r *Reader) partIn(i, left int, subject string) string {
	f := &r.t.Figures[i]
	c := &r.t.Clauses[f.Clause]
	part := ""
	for k := c.Units; k < c.UnitsEnd && k < c.Units+2*clause.MaxNear; k++ {
		u := &r.units[k]
		switch {
		case u.Start < left, u.End > f.From && (f.Kind != knowledge.Count || u.Start < f.To || u.Start > r.t.Right(i) || part != ""):
			continue
		case !unit.IsGroup(u) || u.Bare || u.Text == "" || strings.Contains(subject, u.Text) || names.IsPaper(u.Text):
			continue
		case u.Sort == 0 && !r.t.MetricAt(u.End) || clause.IsMetric(u.Text):
			continue // what is measured, not things
		}
		part = u.Text
	}
	return part
}

// project is at the end of what projects are called.
const project = "项目"

// groupOf returns the things without a name that are counted in front of figure i, a
// part of subject, if such things have what the figure measures: 签约项目 of
// 签约项目26个，总投资214.7亿元, 医疗卫生机构 of 医疗卫生机构214个，床位3065张.
func (r *Reader) groupOf(i int, subject string) string {
	f := &r.t.Figures[i]
	k := r.t.Prior(i)
	if k < 0 || r.t.Figures[k].Clause < f.Clause-1 || r.t.Figures[k].Kind != knowledge.Count || r.t.Figures[k].Binding.Change || r.t.Figures[k].Binding.Subject != subject {
		return ""
	}
	m := r.t.MetricOf(i)
	if m == nil || subject == "" {
		return ""
	}
	group, whose := r.t.Figures[k].Binding.Metric, names.Sorts()[names.SortOf(subject)]
	if end := strings.LastIndex(group, project); end >= 0 {
		group = group[:end+len(project)] // 项目集中签约
	}
	s := names.SortOf(group)
	if s == 0 || !slices.Contains(m.Of, names.Sorts()[s]) || names.Sorts()[s] == whose {
		return ""
	}
	switch names.Sorts()[s] {
	case "organisation", "school", "hospital", "company":
		return group
	case "project":
		if whose == "district" || whose == "event" || whose == "park" && names.HasThing("signed", r.t.Figures[k].Binding.Metric) {
			return group // but not the lots of a project
		}
	}
	return ""
}

// wordsBefore returns the metric of a figure for which nothing else is found: all words
// in front of it, even those of its subject.
func (r *Reader) wordsBefore(from, to int) (string, []string) {
	var words []string
	text := ""
	for _, w := range r.t.Content(from, to) {
		text += r.t.S[w.Start:w.End]
		words = append(words, r.canon(r.t.S[w.Start:w.End]))
	}
	if len(words) > MaxMetric {
		return "", nil
	}
	slices.Sort(words)
	return text, slices.Compact(words)
}

// framed reports whether the figures behind time i are of that time: they are in its
// clause, or nothing happens then.
func (r *Reader) framed(i int) bool {
	f := &r.t.Figures[i]
	if !f.IsTime || f.Kind == knowledge.Time && !words().Day.Ends(r.t.S[f.From:f.To]) {
		return false // counts are as of the beginning or the end of a day
	}
	if f.Followed {
		return true
	}
	for _, w := range r.Event(i) {
		if r.t.Tables.Is(names.Event, r.t.S[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// before returns the level in front of figure i in its sentence, or the change right in
// front of it, which may be of a metric without a level; nil if there is none. The
// figures before i have been read.
func (r *Reader) before(i int, change bool) *clause.Figure {
	if k := r.t.Prior(i); k >= 0 && r.t.Figures[k].Binding.Change && len(r.t.Figures[k].Binding.Words) > 0 {
		return &r.t.Figures[k]
	}
	level := r.level
	if change && r.t.Figures[i].Kind == knowledge.Percent && level >= 0 {
		level = r.grown(level)
	}
	if level < 0 || r.t.SentenceOf(level) != r.t.SentenceOf(i) {
		return nil
	}
	return &r.t.Figures[level]
}

// grown returns the level that grows if the last figure is only a share of it:
// 支出295亿元， 完成预算的97.6%，增长4.6%.
func (r *Reader) grown(level int) int {
	for k := level; k >= max(0, level-clause.MaxNear) && r.t.SentenceOf(k) == r.t.SentenceOf(level); k-- {
		if g := &r.t.Figures[k]; g.Kind != knowledge.Percent && !g.IsTime && !g.Binding.Change && len(g.Binding.Words) > 0 {
			return k
		}
	}
	return level
}
