package period

import (
	"slices"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// Clock goes through the figures of a paragraph in order and keeps track of the times
// on the way.
type Clock struct {
	t        *clause.Text
	cal      *times.Calendar
	moments  []times.Moment // of the paragraph, in order
	next     int            // the first moment that is not yet read
	sentence int            // the current one
	segment  int            // the first clause behind the last ；of the sentence
	clause   int            // the current one
	topic    *moment        // that the sentence begins with
	last     *moment        // the last one of the segment
	used     *moment        // of the last figure
	carried  *moment        // handed on by the sentences before
	year     int            // the last year given in the paragraph
	from     int            // the last year given in the sentence, be it that of an event
	begun    bool           // a figure of the sentence has been read
	other    *moment        // the last time that something is compared with
}

// moment is a time that figures behind it may be of.
type moment struct {
	iso      string
	at       int // its position; -1 outside the paragraph
	clause   int
	sentence int
	future   bool
	ends     bool   // the end of something, for its own sentence only: 年末
	day      bool   // a day or a month, which is handed on only as that of the event
	now      bool   // 目前
	asOf     bool   // 截至2023年底
	event    bool   // something happened then: 12月18日开工
	lead     bool   // it alone is the first clause: 自2026年1月1日起，
	month    string // the month as given where iso begins with the year, for what is added up
}

// Reset returns an empty clock that uses the memory of k.
func (k *Clock) Reset() Clock { return Clock{moments: k.moments[:0]} }

// Start sets k, which is empty, to the beginning of a paragraph of an article with the
// calendar cal.
func (k *Clock) Start(t *clause.Text, cal *times.Calendar) {
	k.t, k.cal, k.sentence = t, cal, -1
	k.findMoments()
}

// maxHanded is over how many sentences a time is handed on in news.
const maxHanded = 2

// When returns the state of figure i, which is state unless its time changes that, and
// its period. It must be called for each figure in order.
func (k *Clock) When(i int, state knowledge.State) (knowledge.State, string) {
	f := &k.t.Figures[i]
	for k.next < len(k.moments) && (k.moments[k.next].From < f.From || k.moments[k.next].Fig == i) {
		m := &k.moments[k.next]
		k.enter(k.clauseOf(m))
		k.read(m)
		k.next++
	}
	if f.IsTime {
		return state, ""
	}
	k.enter(f.Clause)
	begun := k.begun
	k.begun = true
	if k.conditional(f) {
		if state == knowledge.Reached && k.thenPlanned(i) {
			state = knowledge.Planned
		}
		return state, ""
	}
	t := k.ofOther(f)
	if t != nil {
		return k.reached(f, t, state)
	}
	t = k.added(f, k.timeFor(f, state))
	if !begun && t != nil && t.sentence == k.sentence {
		k.topic = t // the time of the first figure is that of the sentence
	}
	k.used = t
	return k.reached(f, t, state)
}

// thenPlanned reports whether figure i is planned because it is of something still to be
// built. A level in place of an earlier one (由40分钟缩短到15分钟) is in the state of
// that one.
func (k *Clock) thenPlanned(i int) bool {
	f := &k.t.Figures[i]
	told := wordlist.LastRunes(k.t.S[k.t.Clauses[k.segment].Start:f.From], maxCondition)
	return times.Has("then", told) && !names.HasThing("since", told) && !(i > 0 && k.t.Figures[i-1].Binding.State == knowledge.Former && k.t.Figures[i-1].Clause == f.Clause)
}

// clauseOf returns the index of the clause of m.
func (k *Clock) clauseOf(m *times.Moment) int {
	if m.Fig >= 0 {
		return k.t.Figures[m.Fig].Clause
	}
	return k.t.ClauseAt(m.From)
}

// enter moves k on to the sentence and the segment of a clause.
func (k *Clock) enter(clause int) {
	c := k.t.Clauses[clause]
	if c.Sentence != k.sentence {
		k.hand(c.Sentence, k.cal)
		if !strings.HasPrefix(k.t.S[c.Start:], "其中") {
			k.used = nil
		}
		k.topic, k.last, k.begun, k.from = k.used, k.used, false, 0
		k.sentence, k.segment, k.clause, k.used = c.Sentence, clause, clause, nil
	}
	for ; k.clause < clause; k.clause++ {
		if k.t.Clauses[k.clause+1].Breaks {
			k.segment, k.last = k.clause+1, nil
		}
	}
}

// hand hands the time that a sentence began with on to sentence to: a year or a part of
// one, or the day that the article reports on.
func (k *Clock) hand(to int, c *times.Calendar) {
	if t := k.topic; t != nil && !t.future && !t.ends && !t.now && (times.Coarse(t.iso) || t.iso == c.Event || t.iso == c.Feast) {
		k.carried = t
	}
	if k.carried != nil && to-k.carried.sentence > maxHanded && !c.Report {
		k.carried = nil
	}
}

// findMoments finds the times of the paragraph: its figures and the words that mean
// one (全年).
func (k *Clock) findMoments() {
	out := k.moments
	for i := range k.t.Figures {
		f := &k.t.Figures[i]
		if f.IsTime && (f.Kind != knowledge.Time || strings.ContainsAny(k.t.S[f.From:f.To], "日月年")) {
			out = append(out, times.Moment{From: f.From, To: f.To, Fig: i})
		}
	}
	figures := len(out)
	j, n := 0, figures
	out = times.AppendWords(out, k.t.S)
	for _, m := range out[figures:] {
		for j < figures && out[j].To <= m.From {
			j++
		}
		if j == figures || out[j].From >= m.To {
			out[n] = m
			n++
		}
	}
	out = out[:n]
	slices.SortStableFunc(out, func(a, b times.Moment) int { return a.From - b.From })
	k.moments = out
}

// ISO returns the time of figure i as it is read in the paragraph.
func (k *Clock) ISO(i int) string {
	for j := range k.moments {
		if m := &k.moments[j]; m.Fig == i && m.ISO != "" {
			return m.ISO
		}
	}
	return k.t.Figures[i].Time
}
