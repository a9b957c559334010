package bind

import (
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// clock goes through the figures of a paragraph in order and keeps what the
// times on the way hold for.
type clock struct {
	moments  []times.Moment
	next     int   // the first moment that is not yet read
	sentence int   // the one that is read
	segment  int   // the clause that the one between two ； begins with
	clause   int   // the one that is read
	topic    *told // what the sentence begins with
	last     *told // the last time between two ；
	used     *told // what the last figure held for
	carried  *told // what the sentences before hand on
	year     int   // the last year told in the paragraph
	from     int   // the last year told in the sentence, by an event too
	begun    bool  // a figure of the sentence is read
	other    *told // the last time that something is compared with
}

// told is a time that holds for figures behind it.
type told struct {
	iso      string
	at       int // where it stands; -1 outside the paragraph
	clause   int
	sentence int
	future   bool
	ends     bool // the end of something, which holds for its sentence only: 年末
	day      bool // a day or a month, which is handed on only as the event told of
	now      bool
	asOf     bool   // 截至2023年底
	event    bool   // something happened then: 12月18日开工
	lead     bool   // it alone is the first clause: 自2026年1月1日起，
	month    string // of an iso that begins with the year for what is added up: the month that is told
}

// maxHanded is how many sentences a time is handed on over in news.
const maxHanded = 2

// when returns the state and the period of figure i. The figures are asked for
// in order.
func (sc *scene) when(i int, state knowledge.State) (knowledge.State, string) {
	f := &sc.figs[i]
	k := &sc.clock
	for k.next < len(k.moments) && (k.moments[k.next].From < f.from || k.moments[k.next].Fig == i) {
		m := &k.moments[k.next]
		sc.enter(sc.clauseOf(m))
		sc.tell(m)
		k.next++
	}
	if f.isTime {
		return state, ""
	}
	sc.enter(f.clause)
	begun := k.begun
	k.begun = true
	if sc.conditional(f) {
		if state == knowledge.Reached && sc.then(i) {
			state = knowledge.Planned
		}
		return state, ""
	}
	t := sc.ofOther(f)
	if t != nil {
		return sc.reached(f, t, state)
	}
	t = sc.added(f, sc.holds(f, state))
	if !begun && t != nil && t.sentence == k.sentence {
		k.topic = t // what the first figure holds for is what the sentence is of
	}
	k.used = t
	return sc.reached(f, t, state)
}

// then reports whether figure i is planned, as what it holds for is still to be
// built. What takes the place of what was (由40分钟缩短到15分钟) stays beside it.
func (sc *scene) then(i int) bool {
	f := &sc.figs[i]
	told := wordlist.LastRunes(sc.s[sc.clauses[sc.clock.segment].start:f.from], maxCondition)
	return times.Has("then", told) && !times.Has("since", told) && !(i > 0 && sc.figs[i-1].Binding.State == knowledge.Former && sc.figs[i-1].clause == f.clause)
}

func (sc *scene) clauseOf(m *times.Moment) int {
	if m.Fig >= 0 {
		return sc.figs[m.Fig].clause
	}
	return sc.clauseAt(m.From)
}

// enter goes on to the sentence and the segment of a clause.
func (sc *scene) enter(clause int) {
	k := &sc.clock
	c := sc.clauses[clause]
	if c.sentence != k.sentence {
		k.hand(c.sentence, sc.cal)
		if !strings.HasPrefix(sc.s[c.start:], "其中") {
			k.used = nil
		}
		k.topic, k.last, k.begun, k.from = k.used, k.used, false, 0
		k.sentence, k.segment, k.clause, k.used = c.sentence, clause, clause, nil
	}
	for ; k.clause < clause; k.clause++ {
		if sc.clauses[k.clause+1].breaks {
			k.segment, k.last = k.clause+1, nil
		}
	}
}

// hand hands the time that a sentence began with on to the next ones: a year
// or a part of one, or the day that the article reports on.
func (k *clock) hand(to int, c *times.Calendar) {
	if t := k.topic; t != nil && !t.future && !t.ends && !t.now && (times.Coarse(t.iso) || t.iso == c.Event || t.iso == c.Feast) {
		k.carried = t
	}
	if k.carried != nil && to-k.carried.sentence > maxHanded && !c.Report {
		k.carried = nil
	}
}

// moments appends the times of the paragraph in order: its figures and the
// words that stand for one.
func (sc *scene) moments(out []times.Moment) []times.Moment {
	for i := range sc.figs {
		f := &sc.figs[i]
		if f.isTime && (f.Kind != knowledge.Time || strings.ContainsAny(sc.s[f.from:f.to], "日月年")) {
			out = append(out, times.Moment{From: f.from, To: f.to, Fig: i})
		}
	}
	figures := len(out)
	k, n := 0, figures
	out = times.AppendWords(out, sc.s)
	for _, m := range out[figures:] {
		for k < figures && out[k].To <= m.From {
			k++
		}
		if k == figures || out[k].From >= m.To {
			out[n] = m
			n++
		}
	}
	out = out[:n]
	slices.SortStableFunc(out, func(a, b times.Moment) int { return a.From - b.From })
	return out
}
