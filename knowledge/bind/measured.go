package bind

import (
	"slices"
	"sort"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
	"beilun/knowledge/concept"
)

// bind sets the Binding of figure i.
func (sc *scene) bind(i int) {
	f := &sc.figs[i]
	bd := knowledge.Binding{}
	bd.State, bd.Period = sc.when(i, sc.state(i))
	left := sc.left(i)
	bd.Scope = sc.scope(f)
	bd.Change = !f.isTime && sc.changed(f, left)
	if f.frame || sc.attribute(i) != "" { // it is of what the figures behind it are of
		bd.Loose = true
		f.Binding = bd
		return
	}
	sc.subject(i, &bd)
	bd.Metric, bd.Words = sc.metric(i, left)
	sc.attributed(i, &bd)
	sc.mend(i, left, &bd)
	inherited := len(bd.Words) == 0
	own := len(bd.Words) > 0 && sc.ownMetric(i, left)
	if bd.Change || len(bd.Words) == 0 {
		if prev := sc.before(i, bd.Change); prev != nil {
			if bd.Change && !own || bd.Metric == "" {
				bd.Metric, bd.Words = prev.Binding.Metric, prev.Binding.Words
			}
			if bd.Subject == "" || (bd.Change && !own || inherited && f.Kind == knowledge.Percent) && sc.sameThing(i) {
				bd.Subject, bd.Scope = prev.Binding.Subject, prev.Binding.Scope
			}
			if bd.Change && !own && bd.Scope == "" {
				bd.Scope = prev.Binding.Scope
			}
		}
	}
	if len(bd.Words) == 0 {
		bd.Metric, bd.Words = sc.wordsBefore(left, f.from)
	}
	if sc.ragged || inherited && (f.Kind == knowledge.Duration || f.Kind == knowledge.Ordinal) {
		bd.Sure = min(bd.Sure, hardlySure) // 两年平均增长: no figure of the total
	}
	if bd.Scope == "" && bd.Subject != "" && bd.Subject == sc.cast.home && !f.isTime && (!bd.Change || own) {
		bd.Scope = sc.partIn(i, left, bd.Subject)
	}
	if bd.Scope == "" && !f.isTime && !bd.Change {
		bd.Scope = sc.groupOf(i, bd.Subject)
	}
	f.Binding = bd
	if !f.isTime && !bd.Change && bd.Metric != "" {
		sc.level = i
		if f.Kind == knowledge.Money && hasThing("grant", bd.Metric) {
			sc.grant = i
		}
	}
}

// sameThing reports whether no thing is told of between figure i and the one before it in
// its sentence: what changed, 净增14家, is that of what the level before it is of.
func (sc *scene) sameThing(i int) bool {
	f := &sc.figs[i]
	k := sc.prior(i)
	if k < 0 || sc.figs[k].clause < f.clause-1 {
		return false
	}
	for j := sc.clauses[sc.figs[k].clause].units; j < sc.clauses[f.clause].unitsEnd && sc.units[j].start < f.from; j++ {
		if u := &sc.units[j]; u.start >= sc.figs[k].to && !u.bare && (u.proper || u.sort > 0) {
			return false
		}
	}
	return true
}

// prior returns the figure right before figure i in its sentence but for times; -1 for
// none.
func (sc *scene) prior(i int) int {
	for k := i - 1; k >= max(0, i-maxNear) && sc.sentenceOf(k) == sc.sentenceOf(i); k-- {
		if !sc.figs[k].isTime {
			return k
		}
	}
	return -1
}

// ownMetric reports whether figure i is told with a metric of the lexicon in front of
// it, as 固定资产投资增长7.8% behind another level. left is where the words in front of
// it begin. Where only a part of that level stands there (其中出口增长), it is one, too.
func (sc *scene) ownMetric(i, left int) bool {
	f := &sc.figs[i]
	k := sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].Start >= left })
	for ; k < len(sc.matches) && sc.matches[k].End <= f.from; k++ {
		if c := sc.matches[k].Metric; c != nil && !c.HasClass(concept.Percent) && !c.HasClass(concept.Count) {
			return true
		}
	}
	return false
}

// partIn returns the things without a name that figure i is told of or counts, as a part
// of what subject has: 工业机器人 of 工业机器人产量688套, 小学 of 小学29所.
func (sc *scene) partIn(i, left int, subject string) string {
	f := &sc.figs[i]
	c := &sc.clauses[f.clause]
	part := ""
	for k := c.units; k < c.unitsEnd && k < c.units+2*maxNear; k++ {
		u := &sc.units[k]
		switch {
		case u.start < left, u.end > f.from && (f.Kind != knowledge.Count || u.start < f.to || u.start > sc.right(i) || part != ""):
			continue
		case !isGroup(u) || u.bare || u.text == "" || strings.Contains(subject, u.text) || isPaper(u.text):
			continue
		case u.sort == 0 && !sc.metricAt(u.end) || isMeasured(u.text):
			continue // what is measured, and no things
		}
		part = u.text
	}
	return part
}

// groupOf returns the things without a name that are counted in front of figure i, the
// part of subject that it is of where such things have what it measures: 签约项目 of
// 签约项目26个，总投资214.7亿元, 医疗卫生机构 of 医疗卫生机构214个，床位3065张.
func (sc *scene) groupOf(i int, subject string) string {
	f := &sc.figs[i]
	k := sc.prior(i)
	if k < 0 || sc.figs[k].clause < f.clause-1 || sc.figs[k].Kind != knowledge.Count || sc.figs[k].Binding.Change || sc.figs[k].Binding.Subject != subject {
		return ""
	}
	m := sc.measuredBy(i)
	if m == nil || subject == "" {
		return ""
	}
	group, whose := sc.figs[k].Binding.Metric, names.Sorts()[names.SortOf(subject)]
	if end := strings.LastIndex(group, "项目"); end >= 0 {
		group = group[:end+len("项目")] // 项目集中签约
	}
	s := names.SortOf(group)
	if s == 0 || !slices.Contains(m.Of, names.Sorts()[s]) || names.Sorts()[s] == whose {
		return ""
	}
	switch names.Sorts()[s] {
	case "organisation", "school", "hospital", "company":
		return group
	case "project":
		if whose == "district" || whose == "event" || whose == "park" && hasThing("signed", sc.figs[k].Binding.Metric) {
			return group // and not the lots that a project has
		}
	}
	return ""
}

// metricAt reports whether a metric of the lexicon begins at i.
func (sc *scene) metricAt(i int) bool {
	k := sort.Search(len(sc.matches), func(k int) bool { return sc.matches[k].Start >= i })
	return k < len(sc.matches) && sc.matches[k].Start == i && sc.matches[k].Metric != nil
}

// wordsBefore is the metric of a figure that nothing else tells: all words in front of
// it, be they those of its subject.
func (sc *scene) wordsBefore(from, to int) (string, []string) {
	var words []string
	text := ""
	for _, w := range sc.telling(from, to) {
		text += sc.s[w.Start:w.End]
		words = append(words, sc.b.Canon(sc.s[w.Start:w.End]))
	}
	if len(words) > maxMetric {
		return "", nil
	}
	slices.Sort(words)
	return text, slices.Compact(words)
}

// hardlySure is how sure the binding of a figure is whose metric no reader would
// tell so.
const hardlySure = 0.05

// framed reports whether time i tells when the figures behind it hold: they
// stand in its clause, or nothing happens at that time.
func (sc *scene) framed(i int) bool {
	f := &sc.figs[i]
	if !f.isTime || f.Kind == knowledge.Time && !wordlist.HasSuffix(sc.s[f.from:f.to], "日零时", "日0时", "日24时") {
		return false // what is counted is so at the beginning or the end of a day
	}
	if f.measures {
		return true
	}
	for _, w := range sc.event(i) {
		if sc.t.Is(names.Event, sc.s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// before returns the level that stands before figure i in its sentence, or the change
// right before it, which may be of a metric told without its level; those before i are
// bound.
func (sc *scene) before(i int, change bool) *fig {
	if k := sc.prior(i); k >= 0 && sc.figs[k].Binding.Change && len(sc.figs[k].Binding.Words) > 0 {
		return &sc.figs[k]
	}
	level := sc.level
	if change && sc.figs[i].Kind == knowledge.Percent && level >= 0 {
		level = sc.grown(level)
	}
	if level < 0 || sc.sentenceOf(level) != sc.sentenceOf(i) {
		return nil
	}
	return &sc.figs[level]
}

// grown returns the level that grows where a share of it was told last: 支出295亿元，
// 完成预算的97.6%，增长4.6%.
func (sc *scene) grown(level int) int {
	for k := level; k >= max(0, level-maxNear) && sc.sentenceOf(k) == sc.sentenceOf(level); k-- {
		if g := &sc.figs[k]; g.Kind != knowledge.Percent && !g.isTime && !g.Binding.Change && len(g.Binding.Words) > 0 {
			return k
		}
	}
	return level
}

// left returns where the words in front of figure i begin: behind the figure
// before it in its clause, or the start of the clause. The words are those in
// front of a time that only tells of when the figure is: 税收由2023年的3亿元增至.
func (sc *scene) left(i int) int {
	if i > 0 && sc.figs[i-1].isTime && sc.s[sc.figs[i-1].to:max(sc.figs[i-1].to, sc.figs[i].from)] == "的" && wordlist.HasSuffix(sc.s[:sc.figs[i-1].from], "由", "从") {
		i--
	}
	f := &sc.figs[i]
	from := sc.clauses[f.clause].start
	if i > 0 && sc.figs[i-1].to > from {
		from = min(sc.figs[i-1].to, f.from)
	}
	return from
}

// right returns where the words behind figure i end.
func (sc *scene) right(i int) int {
	f := &sc.figs[i]
	if f.right > 0 {
		return f.right
	}
	to := max(f.to, sc.clauses[f.clause].end) // a figure may go on in the next line
	if i+1 < len(sc.figs) && sc.figs[i+1].from < to {
		to = max(f.to, sc.figs[i+1].from)
	}
	for j, r := range sc.s[f.to:to] {
		if endsWords(r) {
			to = f.to + j
			break
		}
	}
	f.right = to
	return to
}

// endsWords reports whether the words behind a figure end in front of r.
func endsWords(r rune) bool {
	switch r {
	case '、', '，', '；', '。', '：', ',', ';', ':', '(', ')', '“', '”', '！', '？':
		return true
	}
	return false
}
