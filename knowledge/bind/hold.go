package bind

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// holds returns the time that figure f holds for, or nil.
func (sc *scene) holds(f *fig, state knowledge.State) *told {
	k, c := &sc.clock, sc.cal
	planned := state == knowledge.Planned || state == knowledge.Target
	lasting := !c.Report && sc.lasting(f)
	for _, t := range []*told{k.last, k.topic} {
		switch {
		case t == nil:
		case t.future && !t.lead && t.clause != f.clause && !(planned && t.sentence == k.sentence):
		case lasting && (t.event || !t.day && !t.ends && !t.lead) && t.clause != f.clause:
		default:
			return t
		}
	}
	if t := sc.effective(f); t != nil && state != knowledge.Former {
		return t
	}
	switch {
	case k.carried != nil && (!planned || c.Report) && !lasting:
		return k.carried
	case c.Span != "" && c.Report:
		return &told{iso: c.Span, at: -1, clause: -1, sentence: k.sentence}
	case c.Meeting && c.Event != "":
		return &told{iso: c.Event, at: -1, clause: -1, sentence: k.sentence}
	}
	return nil
}

// effective returns the time from which f holds by the clause behind its own:
// 标准提高到3200元，自2025年4月1日起执行.
func (sc *scene) effective(f *fig) *told {
	k := &sc.clock
	if k.next >= len(k.moments) || f.clause+1 >= len(sc.clauses) {
		return nil
	}
	m, c := k.moments[k.next], sc.clauses[f.clause+1]
	if m.Fig < 0 || c.breaks || m.From < c.start || m.From >= c.end || !wordlist.HasSuffix(sc.s[:m.From], "自", "从") ||
		!wordlist.HasPrefix(strings.TrimPrefix(sc.s[m.To:], "起"), "执行", "施行", "实施") {
		return nil
	}
	sc.date(&m)
	return &told{iso: m.ISO, at: m.From, clause: f.clause, sentence: k.sentence, future: sc.cal.Future(m.ISO)}
}

// reached keeps a figure that is reached from holding for a time after its
// release: what is told of such a time is planned, and where another clause
// tells the time none is known.
func (sc *scene) reached(f *fig, t *told, state knowledge.State) (knowledge.State, string) {
	if t == nil || t.now && (state == knowledge.Planned || state == knowledge.Target) {
		return state, ""
	}
	c := sc.cal
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
		if (t.clause == f.clause || t.lead) && state == knowledge.Reached {
			return knowledge.Planned, t.iso
		}
		return state, ""
	}
	return state, t.iso
}

// maxCondition is how far in front of a figure, in characters, 建成后 may stand.
const maxCondition = 40

// conditional reports whether f holds only when something is done: 达产后年产值.
// Such a figure has no time but one told behind the condition.
func (sc *scene) conditional(f *fig) bool {
	k := &sc.clock
	from := sc.clauses[k.segment].start
	before := wordlist.LastRunes(sc.s[from:f.from], maxCondition)
	from = f.from - len(before)
	for j := len(before); j > 0; {
		if j = strings.LastIndex(before[:j], "后"); j < 0 {
			return false
		}
		if times.Words()["done"].Ends(before[:j]) {
			return k.last == nil || k.last.now || k.last.at < from+j
		}
	}
	return false
}

// maxLasting is how far in front of a figure, in characters, 总投资 may stand:
// 总投资由6.8亿元增至7.25亿元.
const maxLasting = 14

// lasting reports whether f is of what a thing is and not of what it does in a
// year: its total investment, its area. In the news such a figure holds as of
// the release, whatever year the sentence began with.
func (sc *scene) lasting(f *fig) bool {
	before := wordlist.LastRunes(sc.s[sc.clauses[f.clause].start:f.from], maxLasting)
	return times.Has("lasting", before) && !times.Has("yearly", before)
}
