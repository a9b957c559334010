package bind

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// mend puts the metric that is meant in the place of what stands before figure i
// where that tells only how it changed, which part it is of or what it is given
// by. left is where the words in front of the figure begin.
func (sc *scene) mend(i, left int, bd *knowledge.Binding) {
	f := &sc.figs[i]
	if f.isTime {
		return
	}
	switch from := sc.formerLevel(i, left); {
	case from != nil:
		bd.Metric, bd.Words = from.Binding.Metric, from.Binding.Words
	case f.Kind == knowledge.Money && sc.grants(i, left, bd):
	case sc.ofLevel(i, bd):
	case sc.called(i, left, bd):
	}
	if len(bd.Words) == 0 && f.Kind == knowledge.Dimension && !bd.Change {
		if w := dimensionOf(f.Unit); w != "" {
			bd.Metric, bd.Words = w, []string{sc.b.Canon(w)}
		}
	}
}

// dimensionOf returns what a unit measures where no word tells it.
func dimensionOf(unit string) string {
	switch unit {
	case "平方米", "平方公里", "亩", "公顷":
		return "面积"
	case "米", "公里":
		return "长度"
	}
	return ""
}

// maxStep is how many characters tell how a level became another: 相应调整为.
const maxStep = 8

// formerLevel returns the figure before figure i in its clause where i is the
// level that it became: 工期由42个月延长至46个月.
func (sc *scene) formerLevel(i, left int) *fig {
	if i == 0 || sc.figs[i-1].clause != sc.figs[i].clause || sc.figs[i-1].to != left {
		return nil
	}
	f, g := &sc.figs[i], &sc.figs[i-1]
	between := sc.s[left:f.from]
	if f.Unit != g.Unit || f.Kind != g.Kind || g.Binding.Metric == "" || !wordlist.HasSuffix(between, "至", "到", "为", "成") || utf8.RuneCountInString(between) > maxStep || strings.Contains(between, "、") {
		return nil
	}
	return g
}

// grants finds what figure i is given as: the word behind it, else that of the sum
// before it in the paragraph, else that of the title.
func (sc *scene) grants(i, left int, bd *knowledge.Binding) bool {
	f := &sc.figs[i]
	if sc.cast.genre != policy || hasThing("grant", bd.Metric) {
		return false
	}
	for _, w := range sc.telling(f.to, sc.right(i)) {
		if s := sc.s[w.Start:w.End]; hasThing("grant", s) {
			from := w.Start
			if rest := strings.TrimPrefix(sc.s[f.to:w.Start], "的"); utf8.RuneCountInString(rest) <= 4 && !strings.ContainsAny(rest, "，、；") {
				from -= len(rest) // 一次性建设补贴
			}
			bd.Metric, bd.Words = sc.s[from:w.End], []string{sc.b.Canon(s)}
			return true
		}
	}
	if !wordlist.ContainsAny(sc.s[sc.clauses[f.clause].start:f.from], "最高", "不超过", "每", "按", "给予", "发放", "累计") {
		return false
	}
	part := bd.Metric // 单个主体累计不超过200万元
	if wordlist.ContainsAny(part, "按", "给予", "发放") {
		part = ""
	}
	if sc.grant >= 0 {
		g := &sc.figs[sc.grant].Binding
		bd.Metric, bd.Words = part+strings.TrimPrefix(g.Metric, part), g.Words
		return true
	}
	for _, w := range names.ThingWords()["grant"].Words {
		if strings.Contains(sc.heading.text, w) || strings.Contains(sc.cast.papers, w) {
			bd.Metric, bd.Words = part+w, []string{sc.b.Canon(w)}
			return true
		}
	}
	return false
}

// ofLevel takes the metric of the level before figure i where nothing but a part
// of it stands in front of i: 发电量118.6亿千瓦时，其中水电76.4亿千瓦时.
func (sc *scene) ofLevel(i int, bd *knowledge.Binding) bool {
	f := &sc.figs[i]
	if bd.Change || f.Kind == knowledge.Count && !slices.Contains([]string{"人次", "标箱", "辆次", "艘次", "架次"}, f.Unit) || f.Kind != knowledge.Count && f.Kind != knowledge.Money && f.Kind != knowledge.Dimension {
		return false
	}
	if c := sc.measuredBy(i); c != nil && fits(c, f) || sc.level < 0 {
		return false
	}
	k := sc.levelIn(f)
	g := &sc.figs[k]
	n, m := sc.sentenceOf(i), sc.sentenceOf(k)
	first := sc.s[sc.firstClause(f.clause):]
	if g.Unit != f.Unit || g.Kind != f.Kind || n-m > 1 || n != m && !wordlist.HasPrefix(first, "其中", "按", "从", "分") {
		return false
	}
	if n == m && !sc.partOf(f, g) {
		return false
	}
	phrase := bd.Metric
	if f.Kind == knowledge.Money && names.ThingWords()["sum"].Ends(phrase) {
		return false // 其中财政资金1.2亿元
	}
	if u := sc.chosen; u != nil && u.clause == f.clause && u.end <= f.from || strings.Contains(g.Binding.Metric, phrase) {
		phrase = ""
	}
	words := slices.Clone(g.Binding.Words)
	if phrase != "" {
		words = append(words, bd.Words...)
		slices.Sort(words)
		words = slices.Compact(words)
	}
	bd.Metric, bd.Words = phrase+g.Binding.Metric, words
	return true
}

// levelIn returns the last level of the unit of f, among the few before it in the
// sentence of the last level; that one where there is none: 米市客流68.4万人次，营业额
// 5230万元；文创园21.3万人次.
func (sc *scene) levelIn(f *fig) int {
	for k := sc.level; k >= max(0, sc.level-maxNear) && sc.sentenceOf(k) == sc.sentenceOf(sc.level); k-- {
		if g := &sc.figs[k]; g.Unit == f.Unit && g.Kind == f.Kind && !g.Binding.Change && g.Binding.Metric != "" {
			return k
		}
	}
	return sc.level
}

// firstClause returns where the sentence of clause k begins.
func (sc *scene) firstClause(k int) int {
	for k > 0 && sc.clauses[k-1].sentence == sc.clauses[k].sentence {
		k--
	}
	return sc.clauses[k].start
}

// partOf reports whether f is told as a part of g, or beside one, in one sentence.
func (sc *scene) partOf(f, g *fig) bool {
	between := sc.s[g.to:f.from]
	if strings.Contains(between, "其中") {
		return true
	}
	// 一般贸易进出口203.5亿元；加工贸易48.9亿元
	if u := sc.chosen; u == nil || u.clause != f.clause || u.end > f.from || utf8.RuneCountInString(sc.s[u.end:f.from]) > 2 {
		return false
	}
	return strings.Contains(between, "；") || strings.Contains(between, ";")
}

// called takes the noun behind a figure for its metric where only verbs stand in
// front: 控制在92亿元的限额之内.
func (sc *scene) called(i, left int, bd *knowledge.Binding) bool {
	f := &sc.figs[i]
	if f.Kind != knowledge.Money && f.Kind != knowledge.Dimension || bd.Change {
		return false
	}
	for _, w := range sc.telling(left, f.from) {
		if w.Tag == "" || w.Tag[0] != 'v' {
			return false
		}
	}
	rest := strings.TrimPrefix(sc.s[f.to:sc.right(i)], "的")
	at := sc.right(i) - len(rest)
	ws := sc.telling(at, min(sc.right(i), at+maxStep*len("字")))
	if len(ws) == 0 || ws[0].Start != at || ws[0].Tag != "n" && ws[0].Tag != names.MetricTag {
		return false
	}
	s := sc.s[ws[0].Start:ws[0].End]
	bd.Metric, bd.Words = s, []string{sc.b.Canon(s)}
	return true
}
