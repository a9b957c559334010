package zhtime

import (
	"fmt"
	"time"
)

// node is what an expression means, as far as it is read.
type node struct {
	kind Kind
	stretch
	grain Grain     // the finest that is given
	top   Grain     // the coarsest that is given: Month for 3月5日, Hour for 八点
	needs Grain     // how exactly the reference must be known; None for an absolute time
	tx    string    // TIMEX
	also  []stretch // other resolutions of the same words
	endAt time.Time // where the last part of a stretch begins: B of A到B
	alts  []string  // further readings, written out
	value string    // replaces what lo and hi give
	noon  noon      // how a part of the day changes the hours behind it
	now   bool      // the reference itself
}

// noon is how a part of the day changes the hours behind it.
type noon int

// The changes, as words.txt numbers them.
const (
	anyHours noon = iota // no part of the day is named
	afternoonHours
	eveningHours
	noonHours
	plainHours
)

// hour moves h by the part of the day in front of it.
func (n noon) hour(h int) int {
	switch {
	case n == afternoonHours && h >= 1 && h < 12, n == eveningHours && h >= 5 && h < 12, n == noonHours && h >= 1 && h < 11:
		return h + 12
	case n == eveningHours && h == 12:
		return 24
	}
	return h
}

// givesYear reports whether the text gives the year of n. Without one, words that
// also mean something else are not read.
func (n node) givesYear() bool { return n.top >= Year }

func (n node) timed() bool {
	return n.kind == DateTime || n.kind == DateTimeRange || n.kind == Clock || n.kind == ClockRange
}

// unit returns the node of the year, the month or other grain g that t is in.
func unit(t time.Time, g, top, needs Grain) node {
	n := around(t, g, top, needs)
	n.tx = n.timex()
	return n
}

// around is unit without the TIMEX, for a stretch that only contains what is looked
// for.
func around(t time.Time, g, top, needs Grain) node {
	n := node{kind: DateRange, grain: g, top: top, needs: needs}
	n.lo = floor(t, g)
	n.hi = next(n.lo, g)
	if g == Day {
		n.kind = Date
	}
	return n
}

// years returns the node of the years from one to the other, last included.
func years(from, to int, g Grain) node {
	n := node{kind: DateRange, grain: g, top: g}
	n.lo, n.hi = date(from, 1, 1), date(to+1, 1, 1)
	n.tx = n.timex()
	return n
}

// months returns the node of the months from one to the other, last included, of
// the year of n.
func (n node) months(from, to int, g Grain) node {
	m := node{kind: DateRange, grain: g, top: n.top, needs: n.needs}
	y := n.lo.Year()
	m.lo, m.hi = date(y, from, 1), date(y, to+1, 1)
	m.tx = m.timex()
	return m
}

// days returns the node of the days from one to the other, last included.
func (n node) days(from, to time.Time) node {
	d := node{kind: DateRange, grain: Day, top: n.top, needs: n.needs}
	d.lo, d.hi = from, to.AddDate(0, 0, 1)
	d.tx = d.timex()
	return d
}

// until returns n with t as the beginning of its last part, which is the end for
// Recognizers-Text.
func (n node) until(t time.Time) node {
	n.endAt = t
	n.tx = "(" + dayText(n, n.lo) + "," + dayText(n, t) + "," + gap(n.lo, t) + ")"
	return n
}

// ofYear returns n, a part of y, with a TIMEX that names the year even if the text
// does not.
func (n node) ofYear(y node) node {
	n.top = Year
	n.tx = n.timex()
	return n
}

// timex writes the TIMEX of the stretch: of a unit its short form, of
// anything else (first,last,length).
func (n node) timex() string {
	if n.lo.IsZero() || n.hi.IsZero() {
		return ""
	}
	y := yearText(n)
	switch {
	case n.hi.Equal(next(n.lo, n.grain)):
	default:
		return stretchText(n, gap(n.lo, n.hi))
	}
	switch n.grain {
	case Year:
		return y
	case Quarter:
		return stretchText(n, "P3M")
	case Month:
		return y + "-" + itoa2(int(n.lo.Month()))
	case Week:
		iy, w := n.lo.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", iy, w)
	case Day:
		return dayText(n, n.lo)
	}
	return stretchText(n, gap(n.lo, n.hi))
}

// stretchText writes (first,last,length).
func stretchText(n node, length string) string {
	return "(" + dayText(n, n.lo) + "," + dayText(n, n.hi) + "," + length + ")"
}

// yearText returns the year of n, or XXXX if the text gives none.
func yearText(n node) string {
	if n.top < Year {
		return "XXXX"
	}
	return yearDigits(n.lo.Year())
}

// dayText writes the day of t as TIMEX, with X for what n does not give.
func dayText(n node, t time.Time) string {
	switch {
	case n.top == Day:
		return "XXXX-XX-" + itoa2(t.Day())
	case n.top < Year:
		return sprintMonthDay(int(t.Month()), t.Day())
	}
	return t.Format("2006-01-02")
}
