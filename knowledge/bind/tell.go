package bind

import (
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/wordlist"
)

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
	if sc.broughtForward(m) {
		return
	}
	if sc.compared(m) {
		if !sc.aimed(m) {
			k.other = &told{iso: m.iso, at: m.to, clause: sc.clauseOf(m), sentence: k.sentence}
		}
		return
	}
	if m.class == "holiday" && k.last != nil && someDays(k.last.iso) {
		return // 2月10日至17日春节假期
	}
	if m.iso == "" && !sc.unknown(m) && m.class != "now" || strings.HasPrefix(m.iso, "..") {
		return
	}
	t := &told{iso: m.iso, at: m.from, clause: sc.clauseOf(m), sentence: k.sentence, now: m.class == "now"}
	if m.fig >= 0 {
		t.iso = sc.asOf(m)
	}
	t.future = sc.cal.future(t.iso)
	t.lead = sc.alone(m)
	t.asOf = strings.HasPrefix(sc.s[m.from:], "截") || wordlist.HasSuffix(sc.s[:m.from], "截至", "截止", "截止到", "截至到")
	t.ends = t.iso != m.iso || isEnd(sc.s[m.from:m.to])
	t.day = !t.ends && !coarse(t.iso)
	if !t.now {
		sc.cal.sees(t)
	}
	if c := sc.cal; c.report && c.span == "" && !t.future && sc.announced(m) {
		c.span, c.year = t.iso, yearOf(t.iso)
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

// unknown reports whether m is a time of the figures behind it, though nothing
// tells which: 春节假期, 3月份 where no year is told. They hold for no other time.
func (sc *scene) unknown(m *moment) bool {
	if m.fig < 0 {
		return m.class == "during" || m.class == "holiday" || m.class == "holidays"
	}
	return dayForm(sc.s[m.from:m.to]) && sc.figs[m.fig].Kind != knowledge.Time && !wordlist.HasSuffix(sc.s[:m.from], "每")
}

// maxAnnounced is how many characters may stand between 现将, a time and 如下.
const maxAnnounced = 40

// announced reports whether m is the time that all of a report is of, as its
// opening tells: 现将2020年11月1日零时人口的情况公布如下.
func (sc *scene) announced(m *moment) bool {
	k := sc.clauseOf(m)
	return strings.Contains(wordlist.LastRunes(sc.s[sc.clauses[k].start:m.from], maxAnnounced), "现将") && strings.Contains(head(sc.s[m.to:], maxAnnounced), "如下")
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

// sees keeps the day that the article reports on, the first one told, and the
// days told last.
func (c *calendar) sees(t *told) {
	if someDays(t.iso) {
		c.days = t.iso
	}
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

func isEnd(text string) bool { return wordlist.HasSuffix(text, "底", "末") }

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
	case "during":
		m.iso = c.days
	case "eve":
		if d := c.released; d.Day != 0 {
			m.iso = dayBefore(d).String()
		}
	case "same":
		switch {
		case wordlist.HasSuffix(sc.s[:m.from], "上年", "去年"): // told as a comparison
		case c.span != "" && (k.carried == nil || !coarse(k.carried.iso)):
			m.iso = c.span
		case k.carried != nil:
			m.iso = k.carried.iso
		}
	case "holidays":
		m.iso = c.lastOf(m.days)
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
	if m.class == "" && (whenWords()["compare"].Ends(before) || wordlist.HasSuffix(before, "由", "从") && (strings.HasPrefix(after, "的") || sc.figureAt(m.to))) {
		return true
	}
	if alsoCompared(before) {
		return true
	}
	if sc.aimed(m) {
		return true
	}
	if m.class == "eve" && wordlist.HasPrefix(after, "发布", "公布", "报道", "刊发", "刊登") {
		return true // 昨日发布的
	}
	return strings.HasPrefix(after, "的") && isTimes(after[len("的"):])
}

// aimed reports whether something was planned at a moment: 年初预算.
func (sc *scene) aimed(m *moment) bool {
	text, after := sc.s[m.from:m.to], sc.s[m.to:]
	if wordlist.HasSuffix(text, "年初") || strings.HasPrefix(after, "初") {
		return true
	}
	return wordlist.ContainsAny(text, "初", "上年", "去年") && whenWords()["aim"].Begins(after)
}

// figureAt reports whether a figure that is no time begins at i, with its
// qualifier or not.
func (sc *scene) figureAt(i int) bool {
	j := sort.Search(len(sc.figs), func(j int) bool { return sc.figs[j].to > i })
	return j < len(sc.figs) && !sc.figs[j].isTime && sc.figs[j].from-len(sc.figs[j].Qualifier) <= i
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
	before := wordlist.LastRunes(sc.s[sc.clauses[sc.clauseOf(m)].start:m.from], maxAhead)
	if hasWhen("former", before) {
		return false
	}
	return hasWhen("ahead", before) || hasWhen("ahead", head(sc.s[m.to:], 6)) || wordlist.HasSuffix(sc.s[:m.to], "前")
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
