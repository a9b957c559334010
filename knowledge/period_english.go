package knowledge

import (
	"fmt"
	"strings"
	"time"
)

// PeriodEnglish writes an ISO period (see [Binding]) in English words: 2024, Q1 2024,
// Jan–Aug 2024, 29 Sep 2024, since 2024. A string that is no period is returned
// unchanged.
func PeriodEnglish(iso string) string {
	from, to, ranged := strings.Cut(iso, "/")
	a, okA := isoDate(from)
	if !ranged {
		if !okA {
			return iso
		}
		return dateEnglish(a)
	}
	b, okB := isoDate(to)
	switch {
	case okA && to == "..":
		return "since " + dateEnglish(wholeFrom(a))
	case okB && from == "..":
		return "until " + dateEnglish(wholeTo(b))
	case !okA || !okB || a.Compare(b) > 0:
		return iso
	}
	return rangeEnglish(firstDay(a), lastDay(b))
}

// PeriodIn writes the period of f as [PeriodOf] does or, in English, as
// [PeriodEnglish].
func PeriodIn(english bool, f Figure, beside []Figure) string {
	if english {
		return PeriodEnglish(f.Binding.Period)
	}
	return PeriodOf(f, beside)
}

// dateEnglish writes a day, a month or a year.
func dateEnglish(d Date) string {
	switch {
	case d.Month == 0:
		return fmt.Sprint(d.Year)
	case d.Day == 0:
		return fmt.Sprintf("%s %d", monthEnglish(d.Month), d.Year)
	}
	return fmt.Sprintf("%d %s %d", d.Day, monthEnglish(d.Month), d.Year)
}

func monthEnglish(m int) string { return time.Month(m).String()[:3] }

// englishParts are the names of parts of a year by their first and last month.
var englishParts = map[[2]int]string{{1, 3}: "Q1", {4, 6}: "Q2", {7, 9}: "Q3", {10, 12}: "Q4", {1, 6}: "H1", {7, 12}: "H2"}

// rangeEnglish writes the period from a to b, of both of which the day is known.
func rangeEnglish(a, b Date) string {
	months := a.Day == 1 && b.Day == DaysIn(b.Year, b.Month)
	years := months && a.Month == 1 && b.Month == 12
	switch {
	case a == b:
		return dateEnglish(a)
	case years && a.Year == b.Year:
		return fmt.Sprint(a.Year)
	case years:
		return fmt.Sprintf("%d–%d", a.Year, b.Year)
	case months && a.Year == b.Year && a.Month == b.Month:
		return dateEnglish(Date{Year: a.Year, Month: a.Month})
	case months && a.Year == b.Year:
		if name := englishParts[[2]int{a.Month, b.Month}]; name != "" {
			return fmt.Sprintf("%s %d", name, a.Year)
		}
		return fmt.Sprintf("%s–%s %d", monthEnglish(a.Month), monthEnglish(b.Month), a.Year)
	case months:
		return dateEnglish(Date{Year: a.Year, Month: a.Month}) + " – " + dateEnglish(Date{Year: b.Year, Month: b.Month})
	}
	return dateEnglish(a) + " – " + dateEnglish(b)
}
