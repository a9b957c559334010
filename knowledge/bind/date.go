package bind

import (
	"strings"
	"time"

	"beilun/knowledge"
	"beilun/knowledge/bind/wordlist"
)

// date reads the time that figure m.fig is, and puts its year right where the
// text tells none beside it.
func (sc *scene) date(m *moment) {
	f, text := &sc.figs[m.fig], sc.s[m.from:m.to]
	m.iso = f.Time
	if f.Kind == knowledge.Time {
		defer m.dayOnly()
	}
	switch {
	case toldYear(text) != 0:
		m.year = toldYear(text)
		return
	case wordlist.HasSuffix(sc.s[:m.from], "每年", "历年", "每"):
		m.iso = ""
		return
	case hasWhen("past", text) && sc.cal.report && sc.cal.next != 0:
		m.year = sc.cal.next - 1
		m.iso = wholeYear(m.year)
	case baseStep(text) <= 1:
		m.iso = inYear(text, sc.baseYear())
	case !bare(text):
		if !strings.Contains(text, "同期") && wordlist.HasPrefix(text, "今", "去年", "前年", "明年") {
			m.year = yearOf(f.Time)
		}
		return
	default:
		m.iso = sc.dated(m, text)
	}
	if m.iso != "" && f.Kind != knowledge.Time {
		f.Time = m.iso
	}
}

// baseYear returns the year that the text is of at this place; 0 where nothing
// tells it.
func (sc *scene) baseYear() int {
	switch {
	case sc.clock.year != 0:
		return sc.clock.year
	case sc.cal.year != 0:
		return sc.cal.year
	}
	return sc.cal.released.Year
}

// dated returns the time that a bare one means: 年末 is of the year told last in
// its paragraph, else of the one that the report is of, else of the one that
// the release can mean. A day is of the year told in its sentence; only a
// report has all its days in one year.
func (sc *scene) dated(m *moment, text string) string {
	k, c := &sc.clock, sc.cal
	ahead := sc.ahead(m)
	year := k.year
	if dayForm(text) && !isEnd(text) {
		year = k.from
	}
	if ahead && !c.plan {
		year = 0
	} else if year == 0 && (c.report || !dayForm(text)) {
		year = c.year
	}
	if year != 0 {
		if iso := inYear(text, year); iso != "" && (ahead || c.plan || !c.future(iso)) {
			return iso
		}
	}
	if t := k.carried; c.released.IsZero() && dayForm(text) && t != nil {
		if iso := inYear(text, yearOf(t.iso)); iso != "" && firstDay(iso) >= firstDay(t.iso) && lastDay(iso) <= lastDay(t.iso) {
			return iso // 3月份 behind 一季度
		}
	}
	return sc.byRelease(m, text, ahead || c.plan)
}

// byRelease returns the time that a bare one means in a release of its date:
// what is not to come is the last one there was.
func (sc *scene) byRelease(m *moment, text string, ahead bool) string {
	c := sc.cal
	y := c.released.Year
	iso := inYear(text, y)
	switch {
	case y == 0 || iso == "":
		return sc.figs[m.fig].Time
	case strings.HasSuffix(sc.s[:m.to], "前"):
		return sc.figs[m.fig].Time
	case c.future(iso) && (ahead || sc.coming(m, iso)):
		return iso
	case c.future(iso) && c.released.Month == 12 && isEnd(text) && !dayForm(text):
		return "" // 年末 in the last days of a year may be the end of either
	case c.future(iso):
		return inYear(text, y-1)
	case ahead && dayForm(text) && !c.plan && c.longOver(iso):
		return inYear(text, y+1)
	case dayForm(text) && c.longOver(iso):
		if next := inYear(text, y+1); sc.coming(m, next) {
			return next
		}
	}
	return iso
}

// longPast is how many days a day is over that a plan cannot mean: 将于3月开工 in
// November is of the year after.
const longPast = 45

func (c *calendar) longOver(iso string) bool {
	last, err := knowledge.ParseDate(lastDay(iso))
	day, _ := knowledge.ParseDate(c.day())
	return err == nil && day.Days()-last.Days() > longPast
}

// wholeYearOf returns the year that 全年 means.
func (sc *scene) wholeYearOf(m *moment) string {
	k, c := &sc.clock, sc.cal
	switch d := c.released; {
	case k.year != 0:
		return wholeYear(k.year)
	case c.year != 0:
		return wholeYear(c.year)
	case d.IsZero():
		return ""
	case d.Month > 10 || sc.ahead(m):
		return wholeYear(d.Year)
	case d.Month > 0 && d.Month <= soon:
		return wholeYear(d.Year - 1)
	}
	return ""
}

// asOf returns the time that a figure behind m holds for: the last day where m
// tells the end of something (2023年底, 截至6月).
func (sc *scene) asOf(m *moment) string {
	_, to, ok := strings.Cut(m.iso, "/")
	text := sc.s[m.from:m.to]
	if !ok || to == ".." {
		return m.iso
	}
	if isEnd(text) || strings.HasPrefix(text, "截") || wordlist.HasSuffix(sc.s[:m.from], "截至", "截止", "截止到", "截至到") {
		return to
	}
	return m.iso
}

func dayBefore(d knowledge.Date) knowledge.Date {
	t := time.Date(d.Year, time.Month(d.Month), d.Day-1, 0, 0, 0, 0, time.UTC)
	return knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// dayOnly takes the hour off a time of a day; one of several days has no day.
func (m *moment) dayOnly() {
	if strings.Contains(m.iso, "/") {
		m.iso = ""
	}
	m.iso, _, _ = strings.Cut(m.iso, "T")
}
