package zhtime

import (
	"fmt"
	"strconv"
	"time"
)

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// stretch is a stretch of time, hi not included. A zero end is open.
type stretch struct{ lo, hi time.Time }

func (s stretch) shifted(d time.Duration) stretch { return stretch{s.lo.Add(d), s.hi.Add(d)} }

// inside reports whether t is in the stretch.
func (s stretch) inside(t time.Time) bool { return !t.Before(s.lo) && t.Before(s.hi) }

// floor returns the beginning of the stretch of grain g that t is in.
func floor(t time.Time, g Grain) time.Time {
	y, m, d := t.Date()
	switch g {
	case Century:
		return date(y-y%100, 1, 1)
	case Decade:
		return date(y-y%10, 1, 1)
	case Year:
		return date(y, 1, 1)
	case Quarter:
		return date(y, (int(m)-1)/3*3+1, 1)
	case Month:
		return date(y, int(m), 1)
	case Week:
		return date(y, int(m), d-(int(t.Weekday())+6)%7)
	case Day:
		return date(y, int(m), d)
	case Hour:
		return t.Truncate(time.Hour)
	case Minute:
		return t.Truncate(time.Minute)
	}
	return t.Truncate(time.Second)
}

// next returns t moved on by one g.
func next(t time.Time, g Grain) time.Time { return move(t, g, 1) }

// move returns t moved by n times g in the calendar. A day that the month
// does not have becomes its last.
func move(t time.Time, g Grain, n int) time.Time {
	switch g {
	case Century:
		return months(t, 1200*n)
	case Decade:
		return months(t, 120*n)
	case Year:
		return months(t, 12*n)
	case Quarter:
		return months(t, 3*n)
	case Month:
		return months(t, n)
	case Week:
		return t.AddDate(0, 0, 7*n)
	case Day:
		return t.AddDate(0, 0, n)
	case Hour:
		return t.Add(time.Duration(n) * time.Hour)
	case Minute:
		return t.Add(time.Duration(n) * time.Minute)
	}
	return t.Add(time.Duration(n) * time.Second)
}

func months(t time.Time, n int) time.Time {
	if y, m, d := t.Date(); d == 1 && t.Equal(date(y, int(m), 1)) { // as most are
		return date(y, int(m)+n, 1)
	}
	first := floor(t, Month).AddDate(0, n, 0)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(t.Day(), last)-1).Add(t.Sub(floor(t, Day)))
}

// nthWeekday returns the k-th of that weekday (1 to 7) from first on.
func nthWeekday(first time.Time, k, weekday int) time.Time {
	ahead := (weekday - (int(first.Weekday())+6)%7 - 1 + 7) % 7
	return first.AddDate(0, 0, ahead+7*(k-1))
}

// gap writes the length from a to b as ISO 8601: in years or months if they fit,
// else in days, else in hours and less.
func gap(a, b time.Time) string {
	if floor(a, Day).Equal(a) && floor(b, Day).Equal(b) {
		m := (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
		switch {
		case a.Day() != b.Day() || m <= 0:
			return "P" + itoa(daysBetween(a, b)) + "D"
		case m%12 == 0:
			return "P" + itoa(m/12) + "Y"
		}
		return "P" + itoa(m) + "M"
	}
	return "P" + clockGap(b.Sub(a))
}

// daysBetween counts from Unix times, since a time.Duration ends at 292 years.
func daysBetween(a, b time.Time) int { return int((b.Unix() - a.Unix()) / 86400) }

func clockGap(d time.Duration) string {
	out := "T"
	for _, u := range []struct {
		d time.Duration
		c string
	}{{time.Hour, "H"}, {time.Minute, "M"}, {time.Second, "S"}} {
		if k := d / u.d; k > 0 {
			out += fmt.Sprintf("%d%s", k, u.c)
			d -= k * u.d
		}
	}
	return out
}

func itoa(v int) string { return strconv.Itoa(v) }

func itoa2(v int) string {
	if v < 10 {
		return "0" + strconv.Itoa(v)
	}
	return strconv.Itoa(v)
}

// yearDigits writes a year in four digits or, beyond them, in more.
func yearDigits(y int) string {
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%04d", y)
	}
	return string([]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}

func sprintMonthDay(m, d int) string {
	b := []byte("XXXX-00-00")
	b[5], b[6] = byte('0'+m/10), byte('0'+m%10)
	b[8], b[9] = byte('0'+d/10), byte('0'+d%10)
	return string(b)
}

func btoi(ok bool) int {
	if ok {
		return 1
	}
	return 0
}
