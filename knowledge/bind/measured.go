package bind

import (
	"slices"

	"beilun/knowledge"
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
	if bd.Change || len(bd.Words) == 0 {
		if prev := sc.before(i); prev != nil {
			if bd.Change || bd.Metric == "" {
				bd.Metric, bd.Words = prev.Binding.Metric, prev.Binding.Words
			}
			if bd.Subject == "" {
				bd.Subject = prev.Binding.Subject
			}
			if bd.Change && bd.Scope == "" {
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
	f.Binding = bd
	if !f.isTime && !bd.Change && bd.Metric != "" {
		sc.level = i
		if f.Kind == knowledge.Money && hasThing("grant", bd.Metric) {
			sc.grant = i
		}
	}
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
	if !f.isTime || f.Kind == knowledge.Time && !hasSuffix(sc.s[f.from:f.to], "日零时", "日0时", "日24时") {
		return false // what is counted is so at the beginning or the end of a day
	}
	if f.measures {
		return true
	}
	for _, w := range sc.event(i) {
		if sc.t.is(isEvent, sc.s[w.Start:w.End]) {
			return false
		}
	}
	return true
}

// before returns the level that stands before figure i in its sentence; those
// before i are bound.
func (sc *scene) before(i int) *fig {
	if sc.level < 0 || sc.sentenceOf(sc.level) != sc.sentenceOf(i) {
		return nil
	}
	return &sc.figs[sc.level]
}

// left returns where the words in front of figure i begin: behind the figure
// before it in its clause, or the start of the clause. The words are those in
// front of a time that only tells of when the figure is: 税收由2023年的3亿元增至.
func (sc *scene) left(i int) int {
	if i > 0 && sc.figs[i-1].isTime && sc.s[sc.figs[i-1].to:max(sc.figs[i-1].to, sc.figs[i].from)] == "的" && hasSuffix(sc.s[:sc.figs[i-1].from], "由", "从") {
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
