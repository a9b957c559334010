package period

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/times"
)

// date sets the time of m, which is a figure. If the text gives no year with it, it
// finds the year and corrects the figure.
func (k *Clock) date(m *times.Moment) {
	f, text := &k.t.Figures[m.Fig], k.t.S[m.From:m.To]
	m.ISO = f.Time
	if f.Kind == knowledge.Time {
		defer m.DayOnly()
	}
	switch {
	case times.GivenYear(text) != 0:
		m.Year = times.GivenYear(text)
		return
	case times.Words().List("every").Ends(k.t.S[:m.From]):
		m.ISO = ""
		return
	case times.Has("past", text) && k.cal.Report && k.cal.Next != 0:
		m.Year = k.cal.Next - 1
		m.ISO = times.WholeYear(m.Year)
	case times.BaseStep(text) <= 1:
		m.ISO = times.InYear(text, k.baseYear())
	case !times.Bare(text):
		if !strings.Contains(text, "同期") && times.Words().List("given").Begins(text) {
			m.Year = times.YearOf(f.Time)
		}
		return
	default:
		m.ISO = k.dated(m, text)
	}
	if m.ISO != "" && f.Kind != knowledge.Time {
		f.Time = m.ISO
	}
}

// baseYear returns the year that the text is about here; 0 if it is not known.
func (k *Clock) baseYear() int {
	switch {
	case k.year != 0:
		return k.year
	case k.cal.Year != 0:
		return k.cal.Year
	}
	return k.cal.Released.Year
}

// dated returns the time that text, a time without a year, means. 年末 is of the last
// year given in its paragraph, else of that of the report, else of the year that fits
// the date of the release. A day is of the year given in its sentence; only a report has
// all its days in one year.
func (k *Clock) dated(m *times.Moment, text string) string {
	c := k.cal
	ahead := k.ahead(m)
	year := k.year
	if times.DayForm(text) && !isEnd(text) {
		year = k.from
	}
	if ahead && !c.Plan {
		year = 0
	} else if year == 0 && (c.Report || !times.DayForm(text)) {
		year = c.Year
	}
	if year != 0 {
		if iso := times.InYear(text, year); iso != "" && (ahead || c.Plan || !c.Future(iso)) {
			return iso
		}
	}
	if t := k.carried; c.Released.IsZero() && times.DayForm(text) && t != nil {
		if iso := times.InYear(text, times.YearOf(t.iso)); iso != "" && times.FirstDay(iso) >= times.FirstDay(t.iso) && times.LastDay(iso) <= times.LastDay(t.iso) {
			return iso // 3月份 behind 一季度
		}
	}
	return k.byRelease(m, text, ahead || c.Plan)
}

// byRelease returns the time that text, a time without a year, means by the date of the
// release: the last one that there was, or the next one if ahead or if the words say so.
func (k *Clock) byRelease(m *times.Moment, text string, ahead bool) string {
	c := k.cal
	y := c.Released.Year
	iso := times.InYear(text, y)
	switch {
	case y == 0 || iso == "":
		return k.t.Figures[m.Fig].Time
	case strings.HasSuffix(k.t.S[:m.To], "前"):
		return k.t.Figures[m.Fig].Time
	case c.Future(iso) && (ahead || k.coming(m, iso)):
		return iso
	case c.Future(iso) && c.Released.Month == 12 && isEnd(text) && !times.DayForm(text):
		return "" // 年末 in the last days of a year may be the end of either
	case c.Future(iso):
		return times.InYear(text, y-1)
	case ahead && times.DayForm(text) && !c.Plan && c.LongOver(iso):
		return times.InYear(text, y+1)
	case times.DayForm(text) && c.LongOver(iso):
		if next := times.InYear(text, y+1); k.coming(m, next) {
			return next
		}
	}
	return iso
}

// wholeYearOf returns the year that 全年 means.
func (k *Clock) wholeYearOf(m *times.Moment) string {
	c := k.cal
	switch d := c.Released; {
	case k.year != 0:
		return times.WholeYear(k.year)
	case c.Year != 0:
		return times.WholeYear(c.Year)
	case d.IsZero():
		return ""
	case d.Month > 10 || k.ahead(m):
		return times.WholeYear(d.Year)
	case d.Month > 0 && d.Month <= times.Soon:
		return times.WholeYear(d.Year - 1)
	}
	return ""
}

// asOf returns the time of a figure behind m: the last day if m is the end of something
// (2023年底, 截至6月).
func (k *Clock) asOf(m *times.Moment) string {
	_, to, ok := strings.Cut(m.ISO, "/")
	text := k.t.S[m.From:m.To]
	if !ok || to == ".." {
		return m.ISO
	}
	if isEnd(text) || k.isAsOf(m) {
		return to
	}
	return m.ISO
}
