package deal

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// Give sets what figure i gets: whose it is, of which part, what it measures and for
// when. The other values of the list in front of it have been given.
func (dl *Dealer) Give(i int) {
	s, ok := dl.shares[i]
	if !ok {
		return
	}
	f := &dl.t.Figures[i]
	bd := &f.Binding
	if s.n > 0 { // the first one decides for all
		first := &dl.t.Figures[s.values[0]].Binding
		if bd.State == knowledge.Reached {
			bd.State = first.State
		}
		if bd.Period == "" {
			bd.Period = first.Period
		}
	}
	bd.Change = !f.IsTime && (dl.changes(s.deal) || bd.Change)
	switch {
	case s.levels != nil:
		l := dl.t.Figures[s.levels[s.n]].Binding
		bd.Subject, bd.Loose, bd.Scope, bd.Metric, bd.Words, bd.Period = l.Subject, l.Loose, l.Scope, l.Metric, l.Words, l.Period
	case s.roll == nil: // it cannot be known whose it is, and of what
		bd.Subject, bd.Loose, bd.Scope, bd.Metric, bd.Words = "", true, "", "", nil
	default:
		bd.Sure = 0 // by its place in the list
		dl.giveMember(i, s)
	}
}

// giveMember sets what figure i gets as value s.n of a list.
func (dl *Dealer) giveMember(i int, s share) {
	f, r := &dl.t.Figures[i], s.roll
	bd := &f.Binding
	text, canon := dl.wording(s.metric...)
	last := s.values[len(s.values)-1]
	if f.IsTime {
		text, canon = dl.textOf(dl.r.Event(last))
	}
	if len(canon) == 0 && r.kind != metricMember {
		text, canon = dl.textOf(dl.r.Counted(last))
	}
	member, span := r.members[s.n], r.spans[s.n]
	if s.each {
		member, span = dl.t.S[r.spans[0].from:r.spans[len(r.spans)-1].to], piece{r.spans[0].from, r.spans[len(r.spans)-1].to}
	}
	subject, own := dl.owner(r)
	switch r.kind {
	case thingMember:
		if own && numeral(member) > 0 && !endsPlace(subject) {
			member = subject + member // 枫港码头1号泊位
		}
		subject, own = member, true
	case phaseMember:
		bd.Scope = member
	case timeMember:
		if iso := dl.iso(r.figs[min(s.n, len(r.figs)-1)]); iso != "" && !s.each {
			bd.Period = iso
		}
	case metricMember:
		span, subject, own = dl.ofMetric(span, subject, own)
		t, c := dl.wording(span)
		text, canon = t+text, append(c, canon...)
	case otherMember:
		text = r.lead + member + text
		canon = append(canon, dl.canon(member))
	}
	if own {
		bd.Subject, bd.Loose = subject, false
	} else if r.kind != timeMember && slices.ContainsFunc(r.members, func(m string) bool { return m == bd.Subject || strings.HasSuffix(bd.Subject, m) }) {
		bd.Subject, bd.Loose = dl.head, true
	}
	slices.Sort(canon)
	if text != "" {
		bd.Metric, bd.Words = text, slices.Compact(canon)
	}
}

// owner returns the name in front of a list in its clause: whose the members are.
func (dl *Dealer) owner(r *roll) (string, bool) {
	c := &dl.t.Clauses[dl.t.ClauseAt(r.spans[0].from)]
	j := dl.t.NameFrom(c, r.spans[0].from) - 1
	for ; j >= c.Names; j-- {
		if m := &dl.t.Names[j]; m.Proper && m.End <= r.spans[0].from {
			return m.Text, true
		}
	}
	return "", false
}

// ofMetric returns where the metric of a member begins and ends, and the name in front
// of it if it has one of its own.
func (dl *Dealer) ofMetric(p piece, subject string, own bool) (piece, string, bool) {
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	for j := dl.t.NameBehind(c, p.from); j < c.NamesEnd && dl.t.Names[j].End < p.to; j++ {
		if m := &dl.t.Names[j]; m.Proper && m.Start >= p.from {
			p.from, subject, own = m.End, m.Text, true
		}
	}
	return p, subject, own
}

// wording returns what the pieces say, and its words for comparison: a metric of the
// lexicon in full, of all else the content words.
func (dl *Dealer) wording(ps ...piece) (text string, canon []string) {
	for _, p := range ps {
		words := slices.DeleteFunc(dl.t.Content(p.from, p.to), func(w names.Word) bool {
			return words().Gives.Has(dl.t.S[w.Start:w.End])
		})
		whole := p.to
		for k := dl.t.WordFrom(p.from); k < len(dl.t.Words) && dl.t.Words[k].Start < p.to; k++ {
			if at := dl.t.Words[k].Start; at >= p.from && isMetric(dl.t.S[at:p.to]) {
				whole = at
				break
			}
		}
		t, c := dl.textOf(words)
		if whole < p.to {
			before, _ := dl.textOf(slices.DeleteFunc(slices.Clone(words), func(w names.Word) bool { return w.Start >= whole }))
			t = before + strings.TrimPrefix(dl.t.S[whole:p.to], "的")
		}
		text, canon = text+t, append(canon, c...)
	}
	return text, canon
}

// textOf returns words as one text, and for comparison.
func (dl *Dealer) textOf(words []names.Word) (text string, canon []string) {
	for _, w := range words {
		s := dl.t.S[w.Start:w.End]
		text += s
		canon = append(canon, dl.canon(s))
	}
	return text, canon
}

// endsPlace reports whether a name is that of a place in which things have names of
// their own: 东江区1号泊位 is 1号泊位.
func endsPlace(name string) bool {
	return names.ThingWords().List("region").Ends(name)
}
