package zhtime

import (
	"fmt"
	"time"
)

// stretch is a stretch of time, hi not included. A zero end is open.
type stretch struct{ lo, hi time.Time }

func (s stretch) shifted(d time.Duration) stretch { return stretch{s.lo.Add(d), s.hi.Add(d)} }

// node is what an expression means, as far as it is read.
type node struct {
	kind Kind
	stretch
	grain Grain     // the finest that is told
	top   Grain     // the coarsest that is told: Month for 3月5日, Hour for 八点
	needs Grain     // how exactly the reference must be known; None for an absolute time
	tx    string    // TIMEX
	also  []stretch // other resolutions of the same words
	endAt time.Time // where the last part of a stretch begins: B of A到B
	alts  []string  // further readings, written out
	value string    // stands for what lo and hi give
	noon  int       // how a part of the day changes the hours behind it
	now   bool      // the reference itself
}

// parser reads one text.
type parser struct {
	s     string
	ref   Ref
	wide  bool
	words *lexicon

	lastNumber      readNumber
	aYear, aDay     node // see thisYear and anyDay
	hasYear, hasDay bool
}

// unseen stands for an unknown reference, so that one computation serves all.
var unseen = date(2001, 1, 1)

func newParser(s string, ref Ref, o Options) *parser {
	p := new(parser)
	p.reset(s, ref, o)
	return p
}

// reset makes p a parser of s.
func (p *parser) reset(s string, ref Ref, o Options) {
	if ref.Grain == None {
		ref.At = unseen
	}
	*p = parser{s: s, ref: ref, wide: o.Mode == Wide, words: words()}
}

// today returns the day of the reference.
func (p *parser) today() time.Time { return floor(p.ref.At, Day) }

// untold is the grain of a reference that no text tells: 同年 in press mode
// means a year told before, which is not looked for.
const untold Grain = 255

// knows reports whether the reference is known to grain g.
func (p *parser) knows(g Grain) bool {
	return g == None || g != untold && p.ref.Grain != None && p.ref.Grain <= g
}

// refEnd returns the moment up to which the past reaches: the reference, or
// the end of its day, month or year.
func (p *parser) refEnd() time.Time {
	if p.ref.Grain <= Minute {
		return p.ref.At
	}
	return next(floor(p.ref.At, p.ref.Grain), p.ref.Grain)
}

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

// unit returns the node of the stretch of grain g that t is in.
func unit(t time.Time, g, top, needs Grain) node {
	n := around(t, g, top, needs)
	n.tx = n.timex()
	return n
}

// around is unit without the TIMEX, for a stretch that something is looked
// for in.
func around(t time.Time, g, top, needs Grain) node {
	n := node{kind: DateRange, grain: g, top: top, needs: needs}
	n.lo = floor(t, g)
	n.hi = next(n.lo, g)
	if g == Day {
		n.kind = Date
	}
	return n
}

// months from one to the other, as a stretch of one year.
func (n node) months(from, to int, g Grain) node {
	m := node{kind: DateRange, grain: g, top: n.top, needs: n.needs}
	y := n.lo.Year()
	m.lo, m.hi = date(y, from, 1), date(y, to+1, 1)
	m.tx = m.timex()
	return m
}

// days from one to the other, last included.
func (n node) days(from, to time.Time) node {
	d := node{kind: DateRange, grain: Day, top: n.top, needs: n.needs}
	d.lo, d.hi = from, to.AddDate(0, 0, 1)
	d.tx = d.timex()
	return d
}

// years from one to the other, last included.
func years(from, to int, g Grain) node {
	n := node{kind: DateRange, grain: g, top: g}
	n.lo, n.hi = date(from, 1, 1), date(to+1, 1, 1)
	n.tx = n.timex()
	return n
}

// inside reports whether t is in the stretch.
func (s stretch) inside(t time.Time) bool { return !t.Before(s.lo) && t.Before(s.hi) }

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

// yearText returns the year, or XXXX when it is not told.
func yearText(n node) string {
	if n.top < Year {
		return "XXXX"
	}
	return yearDigits(n.lo.Year())
}

// yearDigits writes a year in four digits or, beyond them, in more.
func yearDigits(y int) string {
	if y < 0 || y > 9999 {
		return fmt.Sprintf("%04d", y)
	}
	return string([]byte{byte('0' + y/1000), byte('0' + y/100%10), byte('0' + y/10%10), byte('0' + y%10)})
}

// dayText writes the day of t with what n does not tell left open.
func dayText(n node, t time.Time) string {
	switch {
	case n.top == Day:
		return "XXXX-XX-" + itoa2(t.Day())
	case n.top < Year:
		return sprintMonthDay(int(t.Month()), t.Day())
	}
	return t.Format("2006-01-02")
}

// gap writes how long it is from a to b: years or months where they fit, else
// days, else hours and less.
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
