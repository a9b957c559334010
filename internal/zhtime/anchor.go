package zhtime

import "time"

// anchor is the reference that times are seen from. The readers of a parser share
// one.
type anchor struct {
	ref Ref

	aYear, aDay     node // see thisYear and anyDay
	hasYear, hasDay bool
}

// unseen replaces an unknown reference, so that one computation serves all.
var unseen = date(2001, 1, 1)

// unknowable is the grain of a reference that cannot be known: 同年 in press mode
// means a year named earlier, which is not looked for.
const unknowable Grain = 255

func newAnchor(ref Ref) anchor {
	if ref.Grain == None {
		ref.At = unseen
	}
	return anchor{ref: ref}
}

// today returns the day of the reference.
func (a *anchor) today() time.Time { return floor(a.ref.At, Day) }

// knows reports whether the reference is known to grain g.
func (a *anchor) knows(g Grain) bool {
	return g == None || g != unknowable && a.ref.Grain != None && a.ref.Grain <= g
}

// refEnd returns the moment at which the past ends: the reference, or the end of
// its day, month or year if it is not known more exactly.
func (a *anchor) refEnd() time.Time {
	if a.ref.Grain <= Minute {
		return a.ref.At
	}
	return next(floor(a.ref.At, a.ref.Grain), a.ref.Grain)
}

// thisYear returns the year that a month without a year is in.
func (a *anchor) thisYear(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Year, min(base.top, Year), base.needs)
		if n.top < Year {
			n.top, n.needs = Month, max(Year, n.needs)
		}
		return n
	}
	if !a.hasYear {
		a.aYear, a.hasYear = around(a.ref.At, Year, Month, Year), true
	}
	return a.aYear
}

// thisMonth returns the month that a day without a month is in.
func (a *anchor) thisMonth(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Month, base.top, base.needs)
		n.top = max(n.top, Day)
		return n
	}
	return around(a.ref.At, Month, Day, Month)
}

// anyDay returns the day of a clock time without one: that of base, or the
// reference's.
func (a *anchor) anyDay(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := unit(base.lo, Day, base.top, base.needs)
		if base.now {
			n.top, n.tx = Hour, ""
		}
		if base.top == Hour {
			n.tx = ""
		} else if k := len("XXXX-WXX-1"); len(base.tx) > 0 && base.tx[0] == 'X' && len(base.tx) >= k {
			n.tx = base.tx[:k]
		}
		return n
	}
	if !a.hasDay {
		a.aDay, a.hasDay = around(a.ref.At, Day, Hour, Day), true
	}
	return a.aDay
}

// century completes a year of two digits. It is of the reference's century, or of
// the one before if that is more than ten years ahead.
func (a *anchor) century(yy int) int {
	at := a.ref.At.Year()
	if a.ref.Grain == None {
		at = 2025
	}
	y := at - at%100 + yy
	if y > at+10 && at >= 2000 {
		y -= 100
	}
	return y
}

// day returns the node of day d of month m; t is the day that d days make from the
// first. A day that the month does not have has no value.
func (a *anchor) day(m node, d int, t time.Time) node {
	n := unit(t, Day, m.top, m.needs)
	bad := t.Month() != m.lo.Month()
	switch {
	case m.top == Day:
		n.tx = dayText(n, t)
		n.also = a.nearest(func(k int) time.Time { return dayIn(months(m.lo, k), d) })
	case m.top < Year:
		n.tx = sprintMonthDay(int(m.lo.Month()), d)
		n.also = a.nearest(func(k int) time.Time { return dayIn(months(m.lo, 12*k), d) })
	case bad:
		n.tx = yearText(m) + sprintMonthDay(int(m.lo.Month()), d)[len("XXXX"):]
	}
	if bad {
		n.lo, n.hi, n.needs = m.lo, m.hi, None
		n.value = "none"
		if len(n.also) == 0 {
			n.alts = append(n.alts, "0001-01-01") // what Recognizers-Text writes
		}
	}
	return n
}

// dayIn returns day d of the month of t, or the zero time if it has none.
func dayIn(t time.Time, d int) time.Time {
	r := t.AddDate(0, 0, d-1)
	if r.Month() != t.Month() {
		return time.Time{}
	}
	return r
}

// nearest returns the last day before the reference and the first one that is not
// before it, of the days that at returns for a number of steps.
func (a *anchor) nearest(at func(int) time.Time) []stretch {
	var out []stretch
	today := a.today()
	for k := 0; k >= -8; k-- {
		if t := at(k); !t.IsZero() && t.Before(today) {
			out = append(out, stretch{t, t.AddDate(0, 0, 1)})
			break
		}
	}
	for k := -1; k <= 8; k++ {
		if t := at(k); !t.IsZero() && !t.Before(today) {
			return append(out, stretch{t, t.AddDate(0, 0, 1)})
		}
	}
	return out
}

// fewBefore returns 前两天 in the sense of some days ago: the sixth to the second
// before this one, as in JioNLP.
func (a *anchor) fewBefore(g Grain) stretch {
	t := floor(a.ref.At, g)
	return stretch{move(t, g, -6), move(t, g, -1)}
}
