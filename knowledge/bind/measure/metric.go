package measure

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/unit"
)

// MaxMetric is how many words of a metric are kept: those nearest to the figure.
const MaxMetric = 5

// metric returns what figure i measures, as it is written and as sorted words for
// comparison. from is where the words in front of the figure begin.
func (r *Reader) metric(i, from int) (string, []string) {
	f := &r.t.Figures[i]
	c := &r.t.Clauses[f.Clause]
	for j := r.t.NameBehind(c, from); j < c.NamesEnd && r.t.Names[j].End <= f.From; j++ { // a name is no part of the metric
		r.t.Steps++
		if m := &r.t.Names[j]; m.Proper && !m.Listed {
			from = m.End
		}
	}
	if c.Start == from {
		from = min(f.From, from+r.t.Tables.Pointer(r.t.S[from:f.From])) // 这所高中用地
	}
	whole := from
	if u := r.of; u != nil && (u.Proper || u.Named) && u.Clause == f.Clause && u.End > from && u.End <= f.From {
		from = u.End // nor is the subject, if anything is left
	}
	if u := r.of; u != nil && unit.IsGroup(u) && u.Clause == f.Clause && u.End <= f.From && r.cutBy(u, from) {
		from = max(from, u.End) // 仑吉利生产汽车: a name was behind a part of the group
	}
	if j := strings.LastIndex(r.t.S[from:f.From], "等"); j >= 0 && (strings.Contains(r.t.S[from:from+j], "、") || r.t.ListEndsAt(from+j)) {
		from += j + wordlist.Char // 某某、某某等3个项目
	}
	var found []names.Word
	if f.IsTime {
		found = r.Event(i)
	} else {
		found = r.t.Content(from, f.From)
		if len(found) == 0 && from > whole && r.of != nil && !r.of.Proper {
			found = r.t.Content(whole, f.From)
		}
		if f.Kind == knowledge.Count || len(found) == 0 {
			found = append(found, r.Counted(i)...)
		}
	}
	if own := r.cast.Last != nil && r.cast.Last.Text == r.cast.Home; len(found) > 1 && !own && found[0].End <= f.From && r.t.Tables.Is(names.Suffix, r.t.S[found[0].Start:found[0].End]) {
		found = found[1:] // 学校占地: it means the subject
	}
	if len(found) > MaxMetric {
		found = found[len(found)-MaxMetric:]
	}
	r.ragged = r.isRagged(i, found)
	var text strings.Builder
	var canon []string
	for _, w := range found {
		s := r.t.S[w.Start:w.End]
		text.WriteString(s)
		if c := r.canon(s); !slices.Contains(canon, c) {
			canon = append(canon, c)
		}
	}
	if u := strings.TrimPrefix(f.Unit, "个"); len(found) == 0 && f.Kind == knowledge.Count && u != "" && u != f.Unit {
		return u, []string{u} // 36个班
	}
	if len(found) == 0 && f.Kind == knowledge.Count && utf8.RuneCountInString(f.Unit) == 1 && !strings.Contains(words().PlainUnit.Chars(), f.Unit) {
		return f.Unit, []string{f.Unit} // 设72个班
	}
	slices.Sort(canon)
	return text.String(), canon
}

// cutBy reports whether the first content word behind from is a single character of u,
// which begins in front of from.
func (r *Reader) cutBy(u *unit.Unit, from int) bool {
	ws := r.t.Content(from, u.End)
	return len(ws) > 0 && ws[0].Start > u.Start && ws[0].Start < u.End && ws[0].End-ws[0].Start == wordlist.Char
}

// maxPlain is how many words a metric that is not in the lexicon has at most.
const maxPlain = 3

// isRagged reports whether no reader would name what figure i measures with words: they
// begin or end with a piece of a word, or are too many.
func (r *Reader) isRagged(i int, words []names.Word) bool {
	if len(words) == 0 || r.t.MetricOf(i) != nil {
		return false
	}
	piece := func(w names.Word) bool {
		return w.End-w.Start == wordlist.Char && w.Tag == "" && !names.Lone(r.t.Words, r.t.WordAt(w.Start))
	}
	return piece(words[0]) || r.t.Figures[i].IsTime && words[len(words)-1].End-words[len(words)-1].Start == wordlist.Char || len(words) > maxPlain
}

// Counted returns the noun behind a count: 家企业, 个项目全面开工.
func (r *Reader) Counted(i int) []names.Word {
	f := &r.t.Figures[i]
	const most = 3
	var out []names.Word
	if r.t.Tables.List(names.Level).Begins(r.t.S[f.To:]) {
		return nil // 300张扩至500张
	}
	for _, w := range r.t.Content(f.To, r.t.Right(i)) {
		if len(out) == most || len(out) > 0 && strings.Contains(r.t.S[out[len(out)-1].End:w.Start], "的") {
			break
		}
		out = append(out, w)
	}
	return out
}

// Event returns the words for what happens at time i: those behind it, or else those in
// front of it.
func (r *Reader) Event(i int) []names.Word {
	f := &r.t.Figures[i]
	if ws := r.moved(i); len(ws) > 0 {
		return ws[max(0, len(ws)-MaxMetric):]
	}
	to := max(f.To, r.t.Clauses[f.Clause].End) // a figure may continue in the next clause
	if i+1 < len(r.t.Figures) && r.t.Figures[i+1].From < to && r.t.Figures[i+1].IsTime {
		to = max(f.To, r.t.Figures[i+1].From)
	}
	if j := strings.IndexAny(r.t.S[f.To:to], "。”！？"); j >= 0 {
		to = f.To + j // without the words for who said so
	}
	c := &r.t.Clauses[f.Clause]
	for j := r.t.NameFrom(c, f.To); j < c.NamesEnd && r.t.Names[j].End <= to; j++ {
		r.t.Steps++
		if m := &r.t.Names[j]; !m.Listed {
			if ws := r.t.Content(m.End, to); len(ws) > 0 {
				return ws[:min(len(ws), 3)]
			}
			break // nothing is behind the next ones either
		}
	}
	ws := r.t.Content(f.To, to)
	if len(ws) == 0 {
		from := r.t.Left(i)
		if j := r.t.NameBehind(c, f.From) - 1; j >= c.Names {
			from = max(from, r.t.Names[j].End)
		}
		ws = r.t.Content(from, f.From)
	}
	return ws[:min(len(ws), 3)]
}

// Corrections sets the states of figures that a sentence takes back, and of those in
// their place: “甲12.8公里”应为“18.2公里”.
func (r *Reader) Corrections() {
	for i := range r.t.Figures {
		f := &r.t.Figures[i]
		if i == 0 || f.IsTime && f.Kind == knowledge.Time {
			continue
		}
		g := &r.t.Figures[i-1]
		if r.t.SentenceOf(i-1) != r.t.SentenceOf(i) || g.Kind != f.Kind {
			continue
		}
		between := r.t.S[g.To:f.From]
		if !words().Corrected.In(between) {
			continue
		}
		g.Binding.State, f.Binding.State = knowledge.Withdrawn, knowledge.Corrected
		f.Binding.Metric, f.Binding.Words = g.Binding.Metric, g.Binding.Words
		f.Binding.Subject, f.Binding.Scope, f.Binding.Change = g.Binding.Subject, g.Binding.Scope, g.Binding.Change
	}
}
