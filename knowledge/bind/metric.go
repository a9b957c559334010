package bind

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// maxMetric is how many words of a metric are kept: those nearest the figure.
const maxMetric = 5

// metric returns what figure i measures, as written and by words. from is
// where the words in front of it begin.
func (sc *scene) metric(i, from int) (string, []string) {
	f := &sc.figs[i]
	c := &sc.clauses[f.clause]
	for j := sc.nameBehind(c, from); j < c.last && sc.names[j].End <= f.from; j++ { // a name is no part of the metric
		sc.steps++
		if m := &sc.names[j]; m.Proper && !m.Listed {
			from = m.End
		}
	}
	if c.start == from {
		from = min(f.from, from+sc.t.Pointer(sc.s[from:f.from])) // 这所高中用地
	}
	whole := from
	if u := sc.chosen; u != nil && (u.proper || u.named) && u.clause == f.clause && u.end > from && u.end <= f.from {
		from = u.end // nor is the subject, where anything is left
	}
	if u := sc.chosen; u != nil && isGroup(u) && u.clause == f.clause && u.end <= f.from && sc.cutBy(u, from) {
		from = max(from, u.end) // 仑吉利生产汽车: a name was behind a part of the group
	}
	if j := strings.LastIndex(sc.s[from:f.from], "等"); j >= 0 && (strings.Contains(sc.s[from:from+j], "、") || sc.listEnds(from+j)) {
		from += j + len("等") // 某某、某某等3个项目
	}
	var words []names.Word
	if f.isTime {
		words = sc.event(i)
	} else {
		words = sc.telling(from, f.from)
		if len(words) == 0 && from > whole && sc.chosen != nil && !sc.chosen.proper {
			words = sc.telling(whole, f.from)
		}
		if f.Kind == knowledge.Count || len(words) == 0 {
			words = append(words, sc.counted(i)...)
		}
	}
	if own := sc.cast.last != nil && sc.cast.last.text == sc.cast.home; len(words) > 1 && !own && words[0].End <= f.from && sc.t.Is(names.Suffix, sc.s[words[0].Start:words[0].End]) {
		words = words[1:] // 学校占地: what stands for the subject
	}
	if len(words) > maxMetric {
		words = words[len(words)-maxMetric:]
	}
	sc.ragged = sc.isRagged(i, words)
	var text strings.Builder
	var canon []string
	for _, w := range words {
		s := sc.s[w.Start:w.End]
		text.WriteString(s)
		if c := sc.b.Canon(s); !slices.Contains(canon, c) {
			canon = append(canon, c)
		}
	}
	if u := strings.TrimPrefix(f.Unit, "个"); len(words) == 0 && f.Kind == knowledge.Count && u != "" && u != f.Unit {
		return u, []string{u} // 36个班
	}
	if len(words) == 0 && f.Kind == knowledge.Count && utf8.RuneCountInString(f.Unit) == 1 && !strings.Contains("个家项条座处所间套件次位名人", f.Unit) {
		return f.Unit, []string{f.Unit} // 设72个班
	}
	slices.Sort(canon)
	return text.String(), canon
}

// cutBy reports whether the first word that tells something behind from is a piece of
// unit u, which begins in front of it with another one.
func (sc *scene) cutBy(u *unit, from int) bool {
	ws := sc.telling(from, u.end)
	return len(ws) > 0 && ws[0].Start > u.start && ws[0].Start < u.end && ws[0].End-ws[0].Start == len("字")
}

// maxPlain is how many words a metric has at most that the lexicon does not know.
const maxPlain = 3

// isRagged reports whether no reader would call what figure i measures by words: a
// piece of a word begins or ends it, or it goes on and on.
func (sc *scene) isRagged(i int, words []names.Word) bool {
	if len(words) == 0 || sc.measuredBy(i) != nil {
		return false
	}
	piece := func(w names.Word) bool {
		return w.End-w.Start == len("字") && w.Tag == "" && !names.Lone(sc.words, sc.wordAt(w.Start))
	}
	return piece(words[0]) || sc.figs[i].isTime && words[len(words)-1].End-words[len(words)-1].Start == len("字") || len(words) > maxPlain
}

// wordAt returns the word that begins at i.
func (sc *scene) wordAt(i int) int {
	return sort.Search(len(sc.words), func(k int) bool { return sc.words[k].Start >= i })
}

// listEnds reports whether a list of names ends at i.
func (sc *scene) listEnds(i int) bool {
	c := &sc.clauses[sc.clauseAt(i)]
	j := sc.nameBehind(c, i-1)
	return j < c.last && sc.names[j].End == i && sc.names[j].Listed
}

// telling returns the words between from and to that tell something. They lie one
// behind the other in the memory of the scene, and nobody else's do.
func (sc *scene) telling(from, to int) []names.Word {
	first := len(sc.tellings)
	for i := sort.Search(len(sc.words), func(i int) bool { return sc.words[i].Start >= from }); i < len(sc.words) && sc.words[i].End <= to; i++ {
		w := sc.words[i]
		sc.steps++
		if sc.tells(w) && (w.End-w.Start > len("字") || w.Tag == "n" || w.Tag == names.MetricTag || names.Lone(sc.words, i) || len(sc.tellings) > first && sc.tellings[len(sc.tellings)-1].End == w.Start && !sc.t.Is(names.Break, sc.s[w.Start:w.End])) {
			sc.tellings = append(sc.tellings, w)
		}
	}
	return slices.Clip(sc.tellings[first:])
}

func (sc *scene) tells(w names.Word) bool {
	s := sc.s[w.Start:w.End]
	if sc.t.Is(names.Idle|names.Scope|names.Prep|names.From|names.Change|names.Level, s) {
		return false
	}
	switch w.Tag {
	case "p", "c", "u", "uj", "ul", "r", "d", "t", "m", "mq", "q", "y", "ad":
		return false
	}
	return !sc.figureIn(w.Start, w.End)
}

// counted returns the noun that follows a count: 家企业, 个项目全面开工.
func (sc *scene) counted(i int) []names.Word {
	f := &sc.figs[i]
	const most = 3
	var out []names.Word
	if sc.levelFollows(sc.s[f.to:]) {
		return nil // 300张扩至500张
	}
	for _, w := range sc.telling(f.to, sc.right(i)) {
		if len(out) == most || len(out) > 0 && strings.Contains(sc.s[out[len(out)-1].End:w.Start], "的") {
			break
		}
		out = append(out, w)
	}
	return out
}

// event returns the words that tell what happens at time i: behind it, or in
// front of it where nothing follows.
func (sc *scene) event(i int) []names.Word {
	f := &sc.figs[i]
	if ws := sc.moved(i); len(ws) > 0 {
		return ws[max(0, len(ws)-maxMetric):]
	}
	to := max(f.to, sc.clauses[f.clause].end) // see right
	if i+1 < len(sc.figs) && sc.figs[i+1].from < to && sc.figs[i+1].isTime {
		to = max(f.to, sc.figs[i+1].from)
	}
	if j := strings.IndexAny(sc.s[f.to:to], "。”！？"); j >= 0 {
		to = f.to + j // not the words about who said so
	}
	c := &sc.clauses[f.clause]
	for j := sc.nameFrom(c, f.to); j < c.last && sc.names[j].End <= to; j++ {
		sc.steps++
		if m := &sc.names[j]; !m.Listed {
			if ws := sc.telling(m.End, to); len(ws) > 0 {
				return ws[:min(len(ws), 3)]
			}
			break // behind the next ones there is nothing either
		}
	}
	ws := sc.telling(f.to, to)
	if len(ws) == 0 {
		from := sc.left(i)
		if j := sc.nameBehind(c, f.from) - 1; j >= c.first {
			from = max(from, sc.names[j].End)
		}
		ws = sc.telling(from, f.from)
	}
	return ws[:min(len(ws), 3)]
}

// corrections marks what a sentence takes back and what it puts in its place:
// “甲12.8公里”应为“18.2公里”.
func (sc *scene) corrections() {
	for i := range sc.figs {
		f := &sc.figs[i]
		if i == 0 || f.isTime && f.Kind == knowledge.Time {
			continue
		}
		g := &sc.figs[i-1]
		if sc.sentenceOf(i-1) != sc.sentenceOf(i) || g.Kind != f.Kind {
			continue
		}
		between := sc.s[g.to:f.from]
		strong := false
		for _, w := range []string{"应为", "更正为", "订正为", "应是", "更改为"} {
			strong = strong || strings.Contains(between, w)
		}
		if !strong {
			continue
		}
		g.Binding.State, f.Binding.State = knowledge.Withdrawn, knowledge.Corrected
		f.Binding.Metric, f.Binding.Words = g.Binding.Metric, g.Binding.Words
		f.Binding.Subject, f.Binding.Scope, f.Binding.Change = g.Binding.Subject, g.Binding.Scope, g.Binding.Change
	}
}
