package period

import (
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// read reads a moment: it finds its time, and keeps it if figures behind it may be of
// it.
func (k *Clock) read(m *times.Moment) {
	event := false
	if m.Fig >= 0 {
		k.date(m)
		event = !k.t.Figures[m.Fig].Frame && k.t.Figures[m.Fig].Kind != knowledge.Time
	} else {
		k.readWord(m)
	}
	if k.broughtForward(m) {
		return
	}
	if k.compared(m) {
		if !k.aimed(m) {
			k.other = &moment{iso: m.ISO, at: m.To, clause: k.clauseOf(m), sentence: k.sentence}
		}
		return
	}
	if m.Class == "holiday" && k.last != nil && times.SomeDays(k.last.iso) {
		return // 2月10日至17日春节假期
	}
	if m.ISO == "" && !k.unknown(m) && m.Class != "now" || strings.HasPrefix(m.ISO, "..") {
		return
	}
	t := &moment{iso: m.ISO, at: m.From, clause: k.clauseOf(m), sentence: k.sentence, now: m.Class == "now"}
	if m.Fig >= 0 {
		t.iso = k.asOf(m)
	}
	t.future = k.cal.Future(t.iso)
	t.lead = k.alone(m)
	t.asOf = k.isAsOf(m)
	t.ends = t.iso != m.ISO || isEnd(k.t.S[m.From:m.To])
	t.day = !t.ends && !times.Coarse(t.iso)
	if !t.now {
		k.cal.Note(t.iso, t.day, t.future)
	}
	if c := k.cal; c.Report && c.Span == "" && !t.future && k.announced(m) {
		c.Span, c.Year = t.iso, times.YearOf(t.iso)
	}
	if m.Year != 0 {
		k.from = m.Year
		if !event && !t.future {
			k.year = m.Year
		}
	}
	t.event = event
	if event && t.iso != k.cal.Event {
		return // 2022年8月动工，占地326亩
	}
	k.last = t
	if k.topic == nil && !k.begun {
		k.topic = t
	}
}

// unknown reports whether m is the time of the figures behind it although it is not
// known which time that is: 春节假期, or 3月份 if no year is given. The figures have no
// other time.
func (k *Clock) unknown(m *times.Moment) bool {
	if m.Fig < 0 {
		return m.Class == "during" || m.Class == "holiday" || m.Class == "holidays"
	}
	return times.DayForm(k.t.S[m.From:m.To]) && k.t.Figures[m.Fig].Kind != knowledge.Time && !wordlist.HasSuffix(k.t.S[:m.From], "每")
}

// maxAnnounced is how many characters may be between 现将, a time and 如下.
const maxAnnounced = 40

// announced reports whether the opening of a report says that all of it is of m:
// 现将2020年11月1日零时人口的情况公布如下.
func (k *Clock) announced(m *times.Moment) bool {
	return strings.Contains(wordlist.LastRunes(k.t.S[k.t.Clauses[k.clauseOf(m)].Start:m.From], maxAnnounced), "现将") && strings.Contains(head(k.t.S[m.To:], maxAnnounced), "如下")
}

// alone reports whether m alone is the first clause of its sentence.
func (k *Clock) alone(m *times.Moment) bool {
	n := k.clauseOf(m)
	if n > 0 && k.t.Clauses[n-1].Sentence == k.t.Clauses[n].Sentence {
		return false
	}
	c := k.t.Clauses[n]
	before := strings.TrimLeft(k.t.S[c.Start:m.From], "*“（(")
	after := strings.TrimRight(k.t.S[m.To:max(m.To, c.End)], "，,")
	return (before == "" || times.Words().List("alone").Has(before)) && (after == "" || after == "起")
}

// isEnd reports whether a time is the end of something: 年底.
func isEnd(text string) bool { return times.Words().List("end").Ends(text) }

// isAsOf reports whether m is the time up to which something is counted: 截至6月.
func (k *Clock) isAsOf(m *times.Moment) bool {
	return strings.HasPrefix(k.t.S[m.From:], "截") || times.Words().List("as-of").Ends(k.t.S[:m.From])
}

// readWord sets the time of m, a word of when.txt.
func (k *Clock) readWord(m *times.Moment) {
	c := k.cal
	switch m.Class {
	case "year":
		m.ISO = k.wholeYearOf(m)
	case "past":
		if c.Report && c.Next != 0 {
			m.Year, m.ISO = c.Next-1, times.WholeYear(c.Next-1)
		}
	case "day":
		m.ISO = c.Event
		if k.last != nil && k.last.day {
			m.ISO = k.last.iso
		}
	case "during":
		m.ISO = c.Days
	case "eve":
		if d := c.Released; d.Day != 0 {
			m.ISO = times.DayBefore(d).String()
		}
	case "same":
		switch {
		case times.Words().List("year-ago").Ends(k.t.S[:m.From]): // only compared with
		case c.Span != "" && (k.carried == nil || !times.Coarse(k.carried.iso)):
			m.ISO = c.Span
		case k.carried != nil:
			m.ISO = k.carried.iso
		}
	case "holidays":
		m.ISO = c.LastOf(m.Days)
	case "feast":
		if y := k.yearOfDay(m, m.Feast[0], m.Feast[1]); y != 0 {
			from := knowledge.Date{Year: y, Month: m.Feast[0], Day: m.Feast[1]}
			to := from
			to.Day += m.Feast[2] - 1
			m.ISO = from.String() + "/" + to.String()
		}
	}
}

// yearOfDay returns the year of a feast: of the last one before the release, or of the
// next one if the words say so.
func (k *Clock) yearOfDay(m *times.Moment, month, day int) int {
	d := k.cal.Released
	if d.IsZero() {
		return 0
	}
	if (knowledge.Date{Year: d.Year, Month: month, Day: day}).Compare(d) > 0 {
		if k.ahead(m) {
			return d.Year
		}
		return d.Year - 1
	}
	return d.Year
}

// compared reports whether m is not the time of what follows: 比2023年, 年初预算.
func (k *Clock) compared(m *times.Moment) bool {
	if m.Fig >= 0 && k.t.Figures[m.Fig].Comparison {
		return true
	}
	before, after := k.t.S[:m.From], k.t.S[m.To:]
	if m.Class == "" && (clause.Compares(before) || times.Words().List("compare").Ends(before) || k.t.Tables.List(names.From).Ends(before) && (strings.HasPrefix(after, "的") || k.figureAt(m.To))) {
		return true
	}
	if alsoCompared(before) {
		return true
	}
	if k.aimed(m) {
		return true
	}
	if m.Class == "eve" && times.Words().List("published").Begins(after) {
		return true // 昨日发布的
	}
	return strings.HasPrefix(after, "的") && isMultiple(after[len("的"):])
}

// aimed reports whether m is when something was planned: 年初预算.
func (k *Clock) aimed(m *times.Moment) bool {
	text, after := k.t.S[m.From:m.To], k.t.S[m.To:]
	if strings.HasSuffix(text, "年初") || strings.HasPrefix(after, "初") {
		return true
	}
	return (strings.Contains(text, "初") || times.Has("year-ago", text)) && times.Words().List("aim").Begins(after)
}

// figureAt reports whether a figure that is no time begins at byte i, its qualifier
// included.
func (k *Clock) figureAt(i int) bool {
	j := sort.Search(len(k.t.Figures), func(j int) bool { return k.t.Figures[j].To > i })
	return j < len(k.t.Figures) && !k.t.Figures[j].IsTime && k.t.Figures[j].From-len(k.t.Figures[j].Qualifier) <= i
}

// isMultiple reports whether s begins with a multiple: 3倍 of 是2020年的3倍.
func isMultiple(s string) bool {
	s = strings.TrimLeft(s, "0123456789.")
	return strings.HasPrefix(s, "倍")
}

// maxAhead is how many characters in front of a time 计划 may be.
const maxAhead = 12

// ahead reports whether the words around m say that it is to come.
func (k *Clock) ahead(m *times.Moment) bool {
	before := wordlist.LastRunes(k.t.S[k.t.Clauses[k.clauseOf(m)].Start:m.From], maxAhead)
	if times.Has("former", before) {
		return false
	}
	return k.aims(before) || k.aims(head(k.t.S[m.To:], 6)) || wordlist.HasSuffix(k.t.S[:m.To], "前")
}

// aims reports whether s has a word for what is to come.
func (k *Clock) aims(s string) bool {
	return times.Has("ahead", s) || k.t.Tables.List(names.Planned).In(s) || k.t.Tables.List(names.Target).In(s)
}

// head returns the first n characters of s, or those in front of the end of the clause.
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
