package sites

import (
	"regexp"
	"strconv"
	"sync"
	"time"

	"beilun/knowledge"
)

// datePatterns are how the day of an entry is written on a page. The groups of each are
// year, month and day, but for dayFirst.
type datePatterns struct {
	full     *regexp.Regexp
	dayFirst *regexp.Regexp // day, year, month: the day is in large type above the others
	dayLast  *regexp.Regexp // the day is in large type below the others
	yearLast *regexp.Regexp // month, day, year
	short    *regexp.Regexp // month and day alone
}

// dates returns the patterns of days.
var dates = sync.OnceValue(func() datePatterns {
	year, month, day := words().Year.Words[0], words().Month.Words[0], words().DayOfMonth.Words[0]
	yearMonth := `((?:19|20)\d\d)\s*[-/.` + year + `]\s*(\d{1,2})`
	monthDay := `(\d{1,2})\s*[-/.` + month + `]\s*(\d{1,2})` + day + `?`
	return datePatterns{
		full:     regexp.MustCompile(`(?:^|\D)` + yearMonth + `\s*[-/.` + month + `]\s*(\d{1,2})(?:\D|$)`),
		dayFirst: regexp.MustCompile(`(?:^|\D)(\d{1,2})` + day + `?\s+` + yearMonth + month + `?(?:[^\d\-/.` + month + `]|$)`),
		dayLast:  regexp.MustCompile(`^\s*` + yearMonth + month + `?\s+(\d{1,2})` + day + `?(?:\s|$)`),
		yearLast: regexp.MustCompile(`(?:^|[^\d\-/.])` + monthDay + `\s+((?:19|20)\d\d)(?:\s|$)`),
		short:    regexp.MustCompile(`^[\s\[［(（【]*` + monthDay + `[\s\]］)）】]*$`),
	}
})

// dateIn returns the only day in a text, or the zero Date. A day without a year is the
// last one before now.
func (l *lister) dateIn(text string) knowledge.Date {
	if d := dateIn(text); !d.IsZero() {
		return d
	}
	m := dates().short.FindStringSubmatch(text)
	if m == nil {
		return knowledge.Date{}
	}
	today := dayOf(l.now)
	d := dayFrom(strconv.Itoa(today.Year), m[1], m[2])
	if !d.IsZero() && d.Days() > today.Days()+1 {
		d = dayFrom(strconv.Itoa(today.Year-1), m[1], m[2])
	}
	return d
}

// dateIn returns the only day with a year in a text, or the zero Date.
func dateIn(text string) knowledge.Date {
	p := dates()
	found := map[knowledge.Date]bool{}
	for _, m := range p.dayFirst.FindAllStringSubmatch(text, 3) {
		found[dayFrom(m[2], m[3], m[1])] = true
	}
	for _, m := range p.yearLast.FindAllStringSubmatch(text, 3) {
		found[dayFrom(m[3], m[1], m[2])] = true
	}
	for _, pattern := range []*regexp.Regexp{p.full, p.dayLast} {
		if len(found) > 0 {
			break
		}
		for _, m := range pattern.FindAllStringSubmatch(text, 3) {
			found[dayFrom(m[1], m[2], m[3])] = true
		}
	}
	if len(found) == 1 {
		for d := range found {
			return d
		}
	}
	return knowledge.Date{}
}

// dayFrom returns a day, or the zero Date if there is no such day.
func dayFrom(year, month, day string) knowledge.Date {
	d, err := knowledge.ParseDate(year + "-" + month + "-" + day)
	if err != nil || d.Day == 0 {
		return knowledge.Date{}
	}
	return d
}

// notAfter returns the day of an entry, or the zero Date if it is after tomorrow: a
// mistake of the list, which would make a release the newest for years.
func notAfter(d knowledge.Date, now time.Time) knowledge.Date {
	if d.Days() > dayOf(now).Days()+1 {
		return knowledge.Date{}
	}
	return d
}

var china = time.FixedZone("CST", 8*60*60)

// dayOf returns the day of a time in China.
func dayOf(t time.Time) knowledge.Date {
	t = t.In(china)
	return knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}
