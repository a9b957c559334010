package zhtime

import "time"

// view is a text as it is read from a reference, in a mode.
type view struct {
	text
	ref  Ref
	wide bool

	aYear, aDay     node // see thisYear and anyDay
	hasYear, hasDay bool
}

// unseen replaces an unknown reference, so that one computation serves all.
var unseen = date(2001, 1, 1)

// unknowable is the grain of a reference that cannot be known: 同年 in press mode
// means a year named earlier, which is not looked for.
const unknowable Grain = 255

// reset makes p a view of s.
func (p *view) reset(s string, ref Ref, o Options) {
	if ref.Grain == None {
		ref.At = unseen
	}
	*p = view{text: text{s: s, words: words()}, ref: ref, wide: o.Mode == Wide}
}

// today returns the day of the reference.
func (p *view) today() time.Time { return floor(p.ref.At, Day) }

// knows reports whether the reference is known to grain g.
func (p *view) knows(g Grain) bool {
	return g == None || g != unknowable && p.ref.Grain != None && p.ref.Grain <= g
}

// refEnd returns the moment up to which the past reaches: the reference, or
// the end of its day, month or year.
func (p *view) refEnd() time.Time {
	if p.ref.Grain <= Minute {
		return p.ref.At
	}
	return next(floor(p.ref.At, p.ref.Grain), p.ref.Grain)
}

// thisYear returns the year that a month without a year is in.
func (p *view) thisYear(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Year, min(base.top, Year), base.needs)
		if n.top < Year {
			n.top, n.needs = Month, max(Year, n.needs)
		}
		return n
	}
	if !p.hasYear {
		p.aYear, p.hasYear = around(p.ref.At, Year, Month, Year), true
	}
	return p.aYear
}

// thisMonth returns the month that a day without a month is in.
func (p *view) thisMonth(base *node) node {
	if base != nil && !base.lo.IsZero() {
		n := around(base.lo, Month, base.top, base.needs)
		n.top = max(n.top, Day)
		return n
	}
	return around(p.ref.At, Month, Day, Month)
}

// anyDay is the day that a bare clock time is on.
func (p *view) anyDay(base *node) node {
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
	if !p.hasDay {
		p.aDay, p.hasDay = around(p.ref.At, Day, Hour, Day), true
	}
	return p.aDay
}

// century completes a year of two digits: up to ten years from the reference
// it is of its century, else of the one before.
func (p *view) century(yy int) int {
	at := p.ref.At.Year()
	if p.ref.Grain == None {
		at = 2025
	}
	y := at - at%100 + yy
	if y > at+10 && at >= 2000 {
		y -= 100
	}
	return y
}

// day returns the node of day d of month m. A day that the month does not
// have has no value.
func (p *view) day(m node, d int, t time.Time) node {
	n := unit(t, Day, m.top, m.needs)
	bad := t.Month() != m.lo.Month()
	switch {
	case m.top == Day:
		n.tx = dayText(n, t)
		n.also = p.turns(func(k int) time.Time { return dayIn(months(m.lo, k), d) })
	case m.top < Year:
		n.tx = sprintMonthDay(int(m.lo.Month()), d)
		n.also = p.turns(func(k int) time.Time { return dayIn(months(m.lo, 12*k), d) })
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

// turns returns the nearest day before the reference and the nearest one
// that is not, of those that at gives for whole steps away.
func (p *view) turns(at func(int) time.Time) []stretch {
	var out []stretch
	today := p.today()
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
