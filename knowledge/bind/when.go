package bind

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// clock goes through the figures of a paragraph in order and keeps what the
// times on the way hold for.
type clock struct {
	moments  []moment
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
	asOf     bool // 截至2023年底
	event    bool // something happened then: 12月18日开工
	lead     bool // it alone is the first clause: 自2026年1月1日起，
}

// maxHanded is how many sentences a time is handed on over in news.
const maxHanded = 2

// when returns the state and the period of figure i. The figures are asked for
// in order.
func (sc *scene) when(i int, state knowledge.State) (knowledge.State, string) {
	f := &sc.figs[i]
	k := &sc.clock
	for k.next < len(k.moments) && (k.moments[k.next].from < f.from || k.moments[k.next].fig == i) {
		m := &k.moments[k.next]
		sc.enter(m.from, sc.clauseOf(m))
		sc.tell(m)
		k.next++
	}
	if f.isTime {
		return state, ""
	}
	sc.enter(f.from, f.clause)
	begun := k.begun
	k.begun = true
	if sc.conditional(f) {
		return state, ""
	}
	t := sc.holds(f, state)
	if !begun && t != nil && t.sentence == k.sentence {
		k.topic = t // what the first figure holds for is what the sentence is of
	}
	k.used = t
	return sc.reached(f, t, state)
}

// holds returns the time that figure f holds for, or nil.
func (sc *scene) holds(f *fig, state knowledge.State) *told {
	k, c := &sc.clock, sc.cal
	planned := state == knowledge.Planned || state == knowledge.Target
	lasting := !c.report && sc.lasting(f)
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
	case k.carried != nil && (!planned || c.report) && !lasting:
		return k.carried
	case c.span != "" && c.report:
		return &told{iso: c.span, at: -1, clause: -1, sentence: k.sentence}
	case c.meeting && c.event != "":
		return &told{iso: c.event, at: -1, clause: -1, sentence: k.sentence}
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
	if m.fig < 0 || c.breaks || m.from < c.start || m.from >= c.end || !hasSuffix(sc.s[:m.from], "自", "从") ||
		!hasPrefix(strings.TrimPrefix(sc.s[m.to:], "起"), "执行", "施行", "实施") {
		return nil
	}
	sc.date(&m)
	return &told{iso: m.iso, at: m.from, clause: f.clause, sentence: k.sentence, future: sc.cal.future(m.iso)}
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
	if c.plan && c.day() != "" && lastDay(t.iso) > c.day() && state == knowledge.Reached {
		return knowledge.Planned, t.iso
	}
	if t.future || c.future(t.iso) {
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
	before := tail(sc.s[from:f.from], maxCondition)
	from = f.from - len(before)
	for j := len(before); j > 0; {
		if j = strings.LastIndex(before[:j], "后"); j < 0 {
			return false
		}
		if hasSuffix(before[:j], whenWords()["done"]...) {
			return k.last == nil || k.last.now || k.last.at < from+j
		}
	}
	return false
}

func (sc *scene) clauseOf(m *moment) int {
	if m.fig >= 0 {
		return sc.figs[m.fig].clause
	}
	return sc.clauseAt(m.from)
}

// enter goes on to the sentence and the segment of a clause.
func (sc *scene) enter(at, clause int) {
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
func (k *clock) hand(to int, c *calendar) {
	if t := k.topic; t != nil && !t.future && !t.ends && !t.now && (coarse(t.iso) || t.iso == c.event) {
		k.carried = t
	}
	if k.carried != nil && to-k.carried.sentence > maxHanded && !c.report {
		k.carried = nil
	}
}

// tell reads a moment.
func (sc *scene) tell(m *moment) {
	k := &sc.clock
	event := false
	if m.fig >= 0 {
		sc.date(m)
		event = !sc.figs[m.fig].frame && sc.figs[m.fig].Kind != knowledge.Time
	} else {
		sc.word(m)
	}
	if sc.compared(m) || m.iso == "" && m.class != "now" || strings.HasPrefix(m.iso, "..") {
		return
	}
	t := &told{iso: m.iso, at: m.from, clause: sc.clauseOf(m), sentence: k.sentence, now: m.class == "now"}
	if m.fig >= 0 {
		t.iso = sc.asOf(m)
	}
	t.future = sc.cal.future(t.iso)
	t.lead = sc.alone(m)
	t.asOf = strings.HasPrefix(sc.s[m.from:], "截") || hasSuffix(sc.s[:m.from], "截至", "截止", "截止到", "截至到")
	t.ends = t.iso != m.iso || isEnd(sc.s[m.from:m.to])
	t.day = !t.ends && !coarse(t.iso)
	if !t.now {
		sc.cal.sees(t)
	}
	if m.year != 0 {
		k.from = m.year
		if !event && !t.future {
			k.year = m.year
		}
	}
	t.event = event
	if event && t.iso != sc.cal.event {
		return // 2022年8月动工，占地326亩
	}
	k.last = t
	if k.topic == nil && !k.begun {
		k.topic = t
	}
}

// alone reports whether m alone is the first clause of its sentence.
func (sc *scene) alone(m *moment) bool {
	n := sc.clauseOf(m)
	if n > 0 && sc.clauses[n-1].sentence == sc.clauses[n].sentence {
		return false
	}
	c := sc.clauses[n]
	before := strings.TrimLeft(sc.s[c.start:m.from], "*“（(")
	after := strings.TrimRight(sc.s[m.to:max(m.to, c.end)], "，,")
	return (before == "" || before == "自" || before == "从" || before == "到") && (after == "" || after == "起")
}

// maxLasting is how far in front of a figure, in characters, 总投资 may stand:
// 总投资由6.8亿元增至7.25亿元.
const maxLasting = 14

// lasting reports whether f is of what a thing is and not of what it does in a
// year: its total investment, its area. In the news such a figure holds as of
// the release, whatever year the sentence began with.
func (sc *scene) lasting(f *fig) bool {
	return hasWhen("lasting", tail(sc.s[sc.clauses[f.clause].start:f.from], maxLasting))
}

// sees keeps the day that the article reports on: the first one told.
func (c *calendar) sees(t *told) {
	if c.event != "" || !t.day || t.future || len(t.iso) != len("2024-01-02") || c.released.IsZero() {
		return
	}
	d, err := knowledge.ParseDate(t.iso)
	day, _ := knowledge.ParseDate(c.day())
	if err == nil && day.Days()-d.Days() <= recent {
		c.event = t.iso
	}
}

// recent is how many days before its release what it reports on happened, at
// most.
const recent = 14

func isEnd(text string) bool { return hasSuffix(text, "底", "末") }

// word gives a word of when.txt its time.
func (sc *scene) word(m *moment) {
	c, k := sc.cal, &sc.clock
	switch m.class {
	case "year":
		m.iso = sc.wholeYearOf(m)
	case "past":
		if c.report && c.next != 0 {
			m.year, m.iso = c.next-1, wholeYear(c.next-1)
		}
	case "day":
		m.iso = c.event
		if k.last != nil && k.last.day {
			m.iso = k.last.iso
		}
	case "eve":
		if d := c.released; d.Day != 0 {
			m.iso = dayBefore(d).String()
		}
	case "same":
		switch {
		case hasSuffix(sc.s[:m.from], "上年", "去年"): // told as a comparison
		case c.span != "" && (k.carried == nil || !coarse(k.carried.iso)):
			m.iso = c.span
		case k.carried != nil:
			m.iso = k.carried.iso
		}
	case "feast":
		if y := sc.yearOfDay(m, m.feast[0], m.feast[1]); y != 0 {
			from := knowledge.Date{Year: y, Month: m.feast[0], Day: m.feast[1]}
			to := from
			to.Day += m.feast[2] - 1
			m.iso = from.String() + "/" + to.String()
		}
	}
}

// yearOfDay returns the year of a feast: the last one before the release.
func (sc *scene) yearOfDay(m *moment, month, day int) int {
	d := sc.cal.released
	if d.IsZero() {
		return 0
	}
	if (knowledge.Date{Year: d.Year, Month: month, Day: day}).Compare(d) > 0 {
		if sc.ahead(m) {
			return d.Year
		}
		return d.Year - 1
	}
	return d.Year
}

// compared reports whether a moment is no time of what follows: 比2023年, 年初预算.
func (sc *scene) compared(m *moment) bool {
	if m.fig >= 0 && sc.figs[m.fig].comparison {
		return true
	}
	before, after := sc.s[:m.from], sc.s[m.to:]
	if m.class == "" && (hasSuffix(before, whenWords()["compare"]...) || hasSuffix(before, "由", "从") && strings.HasPrefix(after, "的")) {
		return true
	}
	text := sc.s[m.from:m.to]
	if strings.Contains(text, "初") || strings.Contains(text, "上年") || strings.Contains(text, "去年") {
		for _, w := range whenWords()["aim"] {
			if strings.HasPrefix(after, w) {
				return true
			}
		}
	}
	if m.class == "eve" && hasPrefix(after, "发布", "公布", "报道", "刊发", "刊登") {
		return true // 昨日发布的
	}
	return hasSuffix(text, "年初") || strings.HasPrefix(after, "初") || strings.HasPrefix(after, "的") && isTimes(after[len("的"):])
}

// isTimes reports whether s begins with 3倍 or the like: 是2020年的3倍.
func isTimes(s string) bool {
	s = strings.TrimLeft(s, "0123456789.")
	return strings.HasPrefix(s, "倍")
}

// maxAhead is how far in front of a time, in characters, 计划 may stand.
const maxAhead = 12

// ahead reports whether a moment is told as one to come.
func (sc *scene) ahead(m *moment) bool {
	before := tail(sc.s[sc.clauses[sc.clauseOf(m)].start:m.from], maxAhead)
	if hasWhen("former", before) {
		return false
	}
	return hasWhen("ahead", before) || hasWhen("ahead", head(sc.s[m.to:], 6)) || hasSuffix(sc.s[:m.to], "前")
}

func tail(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

func head(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		r, w := utf8.DecodeRuneInString(s[i:])
		if strings.ContainsRune("，；。:：;,", r) {
			break
		}
		i += w
	}
	return s[:i]
}
