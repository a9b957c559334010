package measure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/phrase"
)

// mend corrects the metric of figure i if the words in front of it only say how it
// changed, which part it is of or by whom it is given. left is where these words begin.
func (r *Reader) mend(i, left int, bd *knowledge.Binding) {
	f := &r.t.Figures[i]
	if f.IsTime {
		return
	}
	switch from := r.formerLevel(i, left); {
	case from != nil:
		bd.Metric, bd.Words = from.Binding.Metric, from.Binding.Words
	case f.Kind == knowledge.Money && r.grantOf(i, left, bd):
	case r.ofLevel(i, bd):
	case r.nounBehind(i, left, bd):
	}
	if len(bd.Words) == 0 && f.Kind == knowledge.Dimension && !bd.Change {
		if w := dimensions()[f.Unit]; w != "" {
			bd.Metric, bd.Words = w, []string{r.canon(w)}
		}
	}
}

// maxStep is how many characters may say how a level became another one: 相应调整为.
const maxStep = 8

// formerLevel returns the figure before figure i in its clause if i is the level that it
// became, or nil: 工期由42个月延长至46个月.
func (r *Reader) formerLevel(i, left int) *clause.Figure {
	if i == 0 || r.t.Figures[i-1].Clause != r.t.Figures[i].Clause || r.t.Figures[i-1].To != left {
		return nil
	}
	f, g := &r.t.Figures[i], &r.t.Figures[i-1]
	between := r.t.S[left:f.From]
	if f.Unit != g.Unit || f.Kind != g.Kind || g.Binding.Metric == "" || !words().Became.Ends(between) || utf8.RuneCountInString(between) > maxStep || strings.Contains(between, "、") {
		return nil
	}
	return g
}

// grantOf sets what figure i is given as: by the word behind it, else like the last sum
// of the paragraph, else by the title. It reports whether it did.
func (r *Reader) grantOf(i, left int, bd *knowledge.Binding) bool {
	f := &r.t.Figures[i]
	if r.cast.Genre != cast.Policy || names.HasThing("grant", bd.Metric) {
		return false
	}
	for _, w := range r.t.Content(f.To, r.t.Right(i)) {
		if s := r.t.S[w.Start:w.End]; names.HasThing("grant", s) {
			from := w.Start
			if rest := strings.TrimPrefix(r.t.S[f.To:w.Start], "的"); utf8.RuneCountInString(rest) <= 4 && !strings.ContainsAny(rest, "，、；") {
				from -= len(rest) // 一次性建设补贴
			}
			bd.Metric, bd.Words = r.t.S[from:w.End], []string{r.canon(s)}
			return true
		}
	}
	gives := names.ThingWords().List("gives")
	if before := r.t.S[r.t.Clauses[f.Clause].Start:f.From]; !words().GivenBy.In(before) && !gives.In(before) {
		return false
	}
	part := bd.Metric // 单个主体累计不超过200万元
	if gives.In(part) {
		part = ""
	}
	if r.grant >= 0 {
		g := &r.t.Figures[r.grant].Binding
		bd.Metric, bd.Words = part+strings.TrimPrefix(g.Metric, part), g.Words
		return true
	}
	for _, w := range names.ThingWords().List("grant").Words {
		if strings.Contains(r.heading.Text, w) || strings.Contains(r.cast.TitleText, w) {
			bd.Metric, bd.Words = part+w, []string{r.canon(w)}
			return true
		}
	}
	return false
}

// ofLevel sets the metric of the level before figure i if only a part of it is in front
// of i: 发电量118.6亿千瓦时，其中水电76.4亿千瓦时. It reports whether it did.
func (r *Reader) ofLevel(i int, bd *knowledge.Binding) bool {
	f := &r.t.Figures[i]
	if bd.Change || f.Kind == knowledge.Count && !words().CountUnit.Has(f.Unit) || f.Kind != knowledge.Count && f.Kind != knowledge.Money && f.Kind != knowledge.Dimension {
		return false
	}
	if c := r.t.MetricOf(i); c != nil && phrase.Fits(c, f) || r.level < 0 {
		return false
	}
	k := r.levelOfUnit(f)
	g := &r.t.Figures[k]
	n, m := r.t.SentenceOf(i), r.t.SentenceOf(k)
	first := r.t.S[r.t.FirstClause(f.Clause):]
	if g.Unit != f.Unit || g.Kind != f.Kind || n-m > 1 || n != m && !words().Part.Begins(first) {
		return false
	}
	if n == m && !r.partOf(f, g) {
		return false
	}
	part := bd.Metric
	if f.Kind == knowledge.Money && names.ThingWords().List("sum").Ends(part) {
		return false // 其中财政资金1.2亿元
	}
	if u := r.of; u != nil && u.Clause == f.Clause && u.End <= f.From || strings.Contains(g.Binding.Metric, part) {
		part = ""
	}
	words := slices.Clone(g.Binding.Words)
	if part != "" {
		words = append(words, bd.Words...)
		slices.Sort(words)
		words = slices.Compact(words)
	}
	bd.Metric, bd.Words = part+g.Binding.Metric, words
	return true
}

// levelOfUnit returns the last level with the unit of f in the sentence of the last
// level, or the last level: 米市客流68.4万人次，营业额5230万元；文创园21.3万人次.
func (r *Reader) levelOfUnit(f *clause.Figure) int {
	for k := r.level; k >= max(0, r.level-clause.MaxNear) && r.t.SentenceOf(k) == r.t.SentenceOf(r.level); k-- {
		if g := &r.t.Figures[k]; g.Unit == f.Unit && g.Kind == f.Kind && !g.Binding.Change && g.Binding.Metric != "" {
			return k
		}
	}
	return r.level
}

// partOf reports whether f is a part of g, or a part beside it, in the same sentence.
func (r *Reader) partOf(f, g *clause.Figure) bool {
	between := r.t.S[g.To:f.From]
	if strings.Contains(between, "其中") {
		return true
	}
	// 一般贸易进出口203.5亿元；加工贸易48.9亿元
	if u := r.of; u == nil || u.Clause != f.Clause || u.End > f.From || utf8.RuneCountInString(r.t.S[u.End:f.From]) > 2 {
		return false
	}
	return strings.Contains(between, "；") || strings.Contains(between, ";")
}

// nounBehind sets the noun behind figure i as its metric if only verbs are in front of
// it: 控制在92亿元的限额之内. It reports whether it did.
func (r *Reader) nounBehind(i, left int, bd *knowledge.Binding) bool {
	f := &r.t.Figures[i]
	if f.Kind != knowledge.Money && f.Kind != knowledge.Dimension || bd.Change {
		return false
	}
	for _, w := range r.t.Content(left, f.From) {
		if w.Tag == "" || w.Tag[0] != 'v' {
			return false
		}
	}
	rest := strings.TrimPrefix(r.t.S[f.To:r.t.Right(i)], "的")
	at := r.t.Right(i) - len(rest)
	ws := r.t.Content(at, min(r.t.Right(i), at+maxStep*wordlist.Char))
	if len(ws) == 0 || ws[0].Start != at || ws[0].Tag != "n" && ws[0].Tag != names.MetricTag {
		return false
	}
	s := r.t.S[ws[0].Start:ws[0].End]
	bd.Metric, bd.Words = s, []string{r.canon(s)}
	return true
}
