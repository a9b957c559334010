package period

import (
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/state"
	"beilun/knowledge/bind/times"
)

// timeFor returns the time of figure f, which is in state as, or nil.
func (k *Clock) timeFor(f *clause.Figure, as knowledge.State) *moment {
	c := k.cal
	planned := as == knowledge.Planned || as == knowledge.Target
	lasting := !c.Report && state.IsLasting(k.t, f)
	for _, t := range []*moment{k.last, k.topic} {
		switch {
		case t == nil:
		case t.future && !t.lead && t.clause != f.Clause && !(planned && t.sentence == k.sentence):
		case lasting && (t.event || !t.day && !t.ends && !t.lead) && t.clause != f.Clause:
		default:
			return t
		}
	}
	if t := k.effective(f); t != nil && as != knowledge.Former {
		return t
	}
	switch {
	case k.carried != nil && (!planned || c.Report) && !lasting:
		return k.carried
	case c.Span != "" && c.Report:
		return &moment{iso: c.Span, at: -1, clause: -1, sentence: k.sentence}
	case c.Meeting && c.Event != "":
		return &moment{iso: c.Event, at: -1, clause: -1, sentence: k.sentence}
	}
	return nil
}

// effective returns the time from which f is in force according to the next clause, or
// nil: 标准提高到3200元，自2025年4月1日起执行.
func (k *Clock) effective(f *clause.Figure) *moment {
	if k.next >= len(k.moments) || f.Clause+1 >= len(k.t.Clauses) {
		return nil
	}
	m, c := k.moments[k.next], k.t.Clauses[f.Clause+1]
	if m.Fig < 0 || c.Breaks || m.From < c.Start || m.From >= c.End || !times.Words().List("since-day").Ends(k.t.S[:m.From]) ||
		!times.Words().List("in-force").Begins(strings.TrimPrefix(k.t.S[m.To:], "起")) {
		return nil
	}
	k.date(&m)
	return &moment{iso: m.ISO, at: m.From, clause: f.Clause, sentence: k.sentence, future: k.cal.Future(m.ISO)}
}

// reached returns the state and the period of f at time t. A figure that is reached
// cannot be of a time after the release: with such a time in its own clause it is
// planned, else it has no period.
func (k *Clock) reached(f *clause.Figure, t *moment, state knowledge.State) (knowledge.State, string) {
	if t == nil || t.now && (state == knowledge.Planned || state == knowledge.Target) {
		return state, ""
	}
	c := k.cal
	if state == knowledge.Planned || state == knowledge.Target {
		return state, t.iso
	}
	if c.Plan && c.Day() != "" && times.LastDay(t.iso) > c.Day() && state == knowledge.Reached {
		return knowledge.Planned, t.iso
	}
	if t.future || c.Future(t.iso) {
		if t.asOf { // 截至年底 in a release of 20 December: as of that day
			return state, ""
		}
		if (t.clause == f.Clause || t.lead) && state == knowledge.Reached {
			return knowledge.Planned, t.iso
		}
		return state, ""
	}
	return state, t.iso
}

// maxCondition is how many characters in front of a figure 建成后 may be.
const maxCondition = 40

// conditional reports whether f is true only once something is done: 达产后年产值. Such
// a figure has no time but one behind the condition.
func (k *Clock) conditional(f *clause.Figure) bool {
	from := k.t.Clauses[k.segment].Start
	before := wordlist.LastRunes(k.t.S[from:f.From], maxCondition)
	from = f.From - len(before)
	for j := len(before); j > 0; {
		if j = strings.LastIndex(before[:j], "后"); j < 0 {
			return false
		}
		if times.Words().List("done").Ends(before[:j]) {
			return k.last == nil || k.last.now || k.last.at < from+j
		}
	}
	return false
}
