package deal

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
)

// Give gives figure i what it gets of a deal: whose it is, of which part, of what
// and for when.
func (dl *Dealer) Give(i int) {
	s, ok := dl.shares[i]
	if !ok {
		return
	}
	f := &dl.t.Figures[i]
	bd := &f.Binding
	if s.n > 0 { // what holds for the first holds for all
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
	case s.roll == nil: // nobody can tell whose it is, and of what
		bd.Subject, bd.Loose, bd.Scope, bd.Metric, bd.Words = "", true, "", "", nil
	default:
		bd.Sure = 0 // by its place in the list
		dl.giveMember(i, s)
	}
}

// giveMember sets what figure i gets as member s.n of a list.
func (dl *Dealer) giveMember(i int, s share) {
	f, r := &dl.t.Figures[i], s.roll
	bd := &f.Binding
	text, canon := dl.spell(s.metric...)
	last := s.values[len(s.values)-1]
	if f.IsTime {
		text, canon = dl.written(dl.r.Event(last))
	}
	if len(canon) == 0 && r.kind != metricMember {
		text, canon = dl.written(dl.r.Counted(last))
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
		t, c := dl.spell(span)
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

// owner returns the name in front of a list in its clause: whose its members are.
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

// ofMetric returns where a member that is a measure is told, and the name in front
// of it, where it has one of its own.
func (dl *Dealer) ofMetric(p piece, subject string, own bool) (piece, string, bool) {
	c := &dl.t.Clauses[dl.t.ClauseAt(p.from)]
	for j := dl.t.NameBehind(c, p.from); j < c.NamesEnd && dl.t.Names[j].End < p.to; j++ {
		if m := &dl.t.Names[j]; m.Proper && m.Start >= p.from {
			p.from, subject, own = m.End, m.Text, true
		}
	}
	return p, subject, own
}

// spell writes what is told in the pieces, and its words as the ledger compares
// them: a measure of the lexicon as it is, of all else the words that tell.
func (dl *Dealer) spell(ps ...piece) (text string, canon []string) {
	for _, p := range ps {
		words := slices.DeleteFunc(dl.t.Content(p.from, p.to), func(w names.Word) bool {
			return words().Gives.Has(dl.t.S[w.Start:w.End])
		})
		whole := p.to
		for k := dl.t.WordFrom(p.from); k < len(dl.t.Words) && dl.t.Words[k].Start < p.to; k++ {
			if at := dl.t.Words[k].Start; at >= p.from && isSaid(dl.t.S[at:p.to]) {
				whole = at
				break
			}
		}
		t, c := dl.written(words)
		if whole < p.to {
			before, _ := dl.written(slices.DeleteFunc(slices.Clone(words), func(w names.Word) bool { return w.Start >= whole }))
			t = before + strings.TrimPrefix(dl.t.S[whole:p.to], "的")
		}
		text, canon = text+t, append(canon, c...)
	}
	return text, canon
}

// written writes words, and as the ledger compares them.
func (dl *Dealer) written(words []names.Word) (text string, canon []string) {
	for _, w := range words {
		s := dl.t.S[w.Start:w.End]
		text += s
		canon = append(canon, dl.canon(s))
	}
	return text, canon
}

// endsPlace reports whether a name is that of a place in which things have names
// of their own: 东江区1号泊位 is 1号泊位.
func endsPlace(name string) bool {
	return words().Place.Ends(name)
}
