package knowledge

import (
	"fmt"
	"strings"
)

// PeriodWords writes an ISO period (see [Binding]) in Chinese words: 2024年,
// 2024年一季度, 2024年1—8月, 2024年9月29日. A part of a year is always written as one.
// A string that is no period is returned unchanged.
func PeriodWords(iso string) string {
	from, to, ranged := strings.Cut(iso, "/")
	a, okA := isoDate(from)
	if !ranged {
		if !okA {
			return iso
		}
		return dateWords(a)
	}
	b, okB := isoDate(to)
	switch {
	case okA && to == "..":
		return dateWords(wholeFrom(a)) + fromOn
	case okB && from == "..":
		return "至" + dateWords(wholeTo(b))
	case !okA || !okB || a.Compare(b) > 0:
		return iso
	}
	return rangeWords(a, b)
}

// fromOn follows the time from when on something holds.
const fromOn = "起"

// PeriodOf writes the period of f in Chinese words. beside are the figures of its
// paragraph: if one of them names the day as the end of a year or month, so do the
// words (截至2024年末); else they name the day. A time that goes on is that since when
// f holds (2024年以来) or, if f is not reached, from when on it is to hold (2024年起).
func PeriodOf(f Figure, beside []Figure) string {
	d, ok := isoDate(f.Binding.Period)
	if since, open := strings.CutSuffix(PeriodWords(f.Binding.Period), fromOn); open && f.Binding.State != Planned && f.Binding.State != Target {
		return since + "以来"
	}
	if !ok || d.Day == 0 || d.Day != DaysIn(d.Year, d.Month) {
		return PeriodWords(f.Binding.Period)
	}
	for _, g := range beside {
		_, end, ranged := strings.Cut(g.Time, "/")
		ends := strings.ContainsAny(g.Text, "末底") && strings.HasSuffix(g.Time, f.Binding.Period[4:])
		if g.Span.Start >= f.Span.End || g.Kind != PeriodKind || !ends && !(ranged && end == f.Binding.Period) {
			continue
		}
		last := Date{Year: d.Year, Month: d.Month}
		if d.Month == 12 && !strings.Contains(g.Text, "月") {
			last.Month = 0
		}
		return "截至" + dateWords(last) + "末"
	}
	return PeriodWords(f.Binding.Period)
}

// isoDate reads a day, month or year, and ignores an hour behind a day.
func isoDate(s string) (Date, bool) {
	s, _, _ = strings.Cut(s, "T")
	d, err := ParseDate(s)
	return d, err == nil && d.String() == s
}

func dateWords(d Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprintf("%d年", d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	}
	return fmt.Sprintf("%d年%d月%d日", d.Year, d.Month, d.Day)
}

// wholeFrom returns the month or the year of d if d is its first day, else d:
// 2026年起.
func wholeFrom(d Date) Date {
	switch {
	case d.Day == 1 && d.Month == 1:
		return Date{Year: d.Year}
	case d.Day == 1:
		return Date{Year: d.Year, Month: d.Month}
	}
	return d
}

// wholeTo returns the month or the year of d if d is its last day, else d:
// 至2025年10月.
func wholeTo(d Date) Date {
	switch {
	case d.Day == 31 && d.Month == 12:
		return Date{Year: d.Year}
	case d.Day == DaysIn(d.Year, d.Month):
		return Date{Year: d.Year, Month: d.Month}
	}
	return d
}

// partNames are the names of parts of a year by their first and last month.
var partNames = map[[2]int]string{
	{1, 3}: "一季度", {4, 6}: "二季度", {7, 9}: "三季度", {10, 12}: "四季度",
	{1, 6}: "上半年", {7, 12}: "下半年", {1, 9}: "前三季度",
}

// rangeWords writes the period from a to b, in each of which at least the year is
// known.
func rangeWords(a, b Date) string {
	a, b = firstDay(a), lastDay(b)
	months := a.Day == 1 && b.Day == DaysIn(b.Year, b.Month)
	years := months && a.Month == 1 && b.Month == 12
	switch {
	case years && a.Year == b.Year:
		return dateWords(Date{Year: a.Year})
	case years:
		return fmt.Sprintf("%d—%d年", a.Year, b.Year)
	case months && a.Year == b.Year && a.Month == b.Month:
		return dateWords(Date{Year: a.Year, Month: a.Month})
	case months && a.Year == b.Year:
		if name := partNames[[2]int{a.Month, b.Month}]; name != "" {
			return dateWords(Date{Year: a.Year}) + name
		}
		return fmt.Sprintf("%d年%d—%d月", a.Year, a.Month, b.Month)
	case months:
		return dateWords(Date{Year: a.Year, Month: a.Month}) + "—" + dateWords(Date{Year: b.Year, Month: b.Month})
	case a == b:
		return dateWords(a)
	case a.Year == b.Year && a.Month == b.Month:
		return fmt.Sprintf("%d年%d月%d—%d日", a.Year, a.Month, a.Day, b.Day)
	case a.Year == b.Year:
		return fmt.Sprintf("%s—%d月%d日", dateWords(a), b.Month, b.Day)
	}
	return dateWords(a) + "—" + dateWords(b)
}

func firstDay(d Date) Date { return Date{d.Year, max(1, d.Month), max(1, d.Day)} }

func lastDay(d Date) Date {
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = DaysIn(d.Year, d.Month)
	}
	return d
}
