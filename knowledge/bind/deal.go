package bind

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// deal gives figure i what it gets of a deal: whose it is, of which part, of what
// and for when.
func (sc *scene) deal(i int) {
	s, ok := sc.shares[i]
	if !ok {
		return
	}
	f := &sc.figs[i]
	bd := &f.Binding
	if s.n > 0 { // what holds for the first holds for all
		first := &sc.figs[s.values[0]].Binding
		if bd.State == knowledge.Reached {
			bd.State = first.State
		}
		if bd.Period == "" {
			bd.Period = first.Period
		}
	}
	bd.Change = !f.isTime && (sc.changes(s.deal) || bd.Change)
	switch {
	case s.levels != nil:
		l := sc.figs[s.levels[s.n]].Binding
		bd.Subject, bd.Loose, bd.Scope, bd.Metric, bd.Words, bd.Period = l.Subject, l.Loose, l.Scope, l.Metric, l.Words, l.Period
	case s.roll == nil: // nobody can tell whose it is, and of what
		bd.Subject, bd.Loose, bd.Scope, bd.Metric, bd.Words = "", true, "", "", nil
	default:
		bd.Sure = 0 // by its place in the list
		sc.give(i, s)
	}
}

// give sets what figure i gets as member s.n of a list.
func (sc *scene) give(i int, s share) {
	f, r := &sc.figs[i], s.roll
	bd := &f.Binding
	text, canon := sc.spell(s.metric...)
	last := s.values[len(s.values)-1]
	if f.isTime {
		text, canon = sc.written(sc.event(last))
	}
	if len(canon) == 0 && r.kind != metricMember {
		text, canon = sc.written(sc.counted(last))
	}
	member, span := r.members[s.n], r.spans[s.n]
	if s.each {
		member, span = sc.s[r.spans[0].from:r.spans[len(r.spans)-1].to], piece{r.spans[0].from, r.spans[len(r.spans)-1].to}
	}
	subject, own := sc.owner(r)
	switch r.kind {
	case thingMember:
		if own && numeral(member) > 0 && !endsPlace(subject) {
			member = subject + member // 枫港码头1号泊位
		}
		subject, own = member, true
	case phaseMember:
		bd.Scope = member
	case timeMember:
		if iso := sc.isoOf(r.figs[min(s.n, len(r.figs)-1)]); iso != "" && !s.each {
			bd.Period = iso
		}
	case metricMember:
		span, subject, own = sc.ofMetric(span, subject, own)
		t, c := sc.spell(span)
		text, canon = t+text, append(c, canon...)
	case otherMember:
		text = r.lead + member + text
		canon = append(canon, sc.b.Canon(member))
	}
	if own {
		bd.Subject, bd.Loose = subject, false
	} else if r.kind != timeMember && slices.ContainsFunc(r.members, func(m string) bool { return m == bd.Subject || strings.HasSuffix(bd.Subject, m) }) {
		bd.Subject, bd.Loose = sc.head, true
	}
	slices.Sort(canon)
	if text != "" {
		bd.Metric, bd.Words = text, slices.Compact(canon)
	}
}

// owner returns the name in front of a list in its clause: whose its members are.
func (sc *scene) owner(r *roll) (string, bool) {
	c := &sc.clauses[sc.clauseAt(r.spans[0].from)]
	j := sc.nameFrom(c, r.spans[0].from) - 1
	for ; j >= c.first; j-- {
		if m := &sc.names[j]; m.Proper && m.End <= r.spans[0].from {
			return m.Text, true
		}
	}
	return "", false
}

// ofMetric returns where a member that is a measure is told, and the name in front
// of it, where it has one of its own.
func (sc *scene) ofMetric(p piece, subject string, own bool) (piece, string, bool) {
	c := &sc.clauses[sc.clauseAt(p.from)]
	for j := sc.nameBehind(c, p.from); j < c.last && sc.names[j].End < p.to; j++ {
		if m := &sc.names[j]; m.Proper && m.Start >= p.from {
			p.from, subject, own = m.End, m.Text, true
		}
	}
	return p, subject, own
}

// spell writes what is told in the pieces, and its words as the ledger compares
// them: a measure of the lexicon as it is, of all else the words that tell.
func (sc *scene) spell(ps ...piece) (text string, canon []string) {
	for _, p := range ps {
		words := slices.DeleteFunc(sc.telling(p.from, p.to), func(w names.Word) bool {
			return dealWords()["gives"].Has(sc.s[w.Start:w.End])
		})
		whole := p.to
		for k := sc.wordFrom(p.from); k < len(sc.words) && sc.words[k].Start < p.to; k++ {
			if at := sc.words[k].Start; at >= p.from && isSaid(sc.s[at:p.to]) {
				whole = at
				break
			}
		}
		t, c := sc.written(words)
		if whole < p.to {
			before, _ := sc.written(slices.DeleteFunc(slices.Clone(words), func(w names.Word) bool { return w.Start >= whole }))
			t = before + strings.TrimPrefix(sc.s[whole:p.to], "的")
		}
		text, canon = text+t, append(canon, c...)
	}
	return text, canon
}

// written writes words, and as the ledger compares them.
func (sc *scene) written(words []names.Word) (text string, canon []string) {
	for _, w := range words {
		s := sc.s[w.Start:w.End]
		text += s
		canon = append(canon, sc.b.Canon(s))
	}
	return text, canon
}

// isoOf returns the time that figure k is.
func (sc *scene) isoOf(k int) string {
	for i := range sc.clock.moments {
		if m := &sc.clock.moments[i]; m.Fig == k && m.ISO != "" {
			return m.ISO
		}
	}
	return sc.figs[k].Time
}

// endsPlace reports whether a name is that of a place in which things have names
// of their own: 东江区1号泊位 is 1号泊位.
func endsPlace(name string) bool {
	return wordlist.HasSuffix(name, "区", "市", "县", "省", "镇", "乡", "街道")
}
