package zhtime

import (
	"strings"
	"time"
)

// join returns the stretch from a to b. It reports false if b ends before a begins.
func join(a, b node, at *anchor) (node, bool) {
	n := node{kind: DateRange, grain: min(a.grain, b.grain), top: min(a.top, b.top), needs: a.needs}
	if a.needs == None || b.needs != None && b.needs < a.needs {
		n.needs = b.needs
	}
	if a.timed() && !a.now || b.timed() && !b.now {
		n.kind = DateTimeRange
		if a.top == Hour && b.top == Hour {
			n.kind = ClockRange
		} else if a.top == Hour {
			a.tx = at.ref.At.Format("2006-01-02") + a.tx
		} else if a.now {
			b.tx = at.ref.At.Format("2006-01-02") + b.tx
		}
		n.top = max(a.top, b.top)
	}
	b = ordered(a, b)
	n.lo, n.hi, n.endAt = a.lo, b.hi, b.lo
	if !n.lo.Before(n.hi) {
		return n, false
	}
	if n.kind == DateRange && !a.now && !b.now {
		n.grain = Day
	}
	n.tx = "(" + pointText(a) + "," + pointText(b) + "," + between(a, b) + ")"
	if b.inside(at.ref.At) || b.now {
		n.also = append(n.also, stretch{a.lo, at.refEnd()})
	}
	if n.kind == DateRange && a.top < Year && b.top < Year { // of the year before or after
		for _, k := range []int{-12, 12} {
			n.also = append(n.also, stretch{months(a.lo, k), months(n.hi, k)})
			n.alts = append(n.alts, days(stretch{months(a.lo, k), months(b.lo, k)}))
		}
	}
	if n.kind == DateTimeRange && a.top < Year && b.top < Year && a.top > Hour {
		n.alts = append(n.alts, instant(months(a.lo, 12), Second)+"/"+instant(months(b.lo, 12), Second))
	}
	return n, true
}

// ordered moves b behind a if the text does not give its day or year.
func ordered(a, b node) node {
	if b.lo.After(a.lo) || b.lo.Equal(a.lo) && b.hi.After(a.hi) {
		return b
	}
	shift := func(d time.Duration) { b.stretch = b.shifted(d) }
	switch {
	case b.timed() && !b.now && (b.top == Hour || b.top == a.top && b.kind != DateTimeRange) || b.kind == ClockRange:
		if half := 12 * time.Hour; b.noon == 0 && b.kind != ClockRange && b.lo.Hour() < 12 && b.lo.Add(half).After(a.lo) {
			early := b.lo
			shift(half) // 九点到五点
			b.tx = strings.Replace(b.tx, early.Format("T15"), b.lo.Format("T15"), 1)
		} else {
			shift(24 * time.Hour)
		}
	case b.top < Year && b.grain >= Day:
		b.lo, b.hi = months(b.lo, 12), months(b.hi, 12)
	}
	return b
}

// pointText returns the TIMEX of an end of a stretch. That of a year or a month
// is its first day.
func pointText(n node) string {
	switch {
	case n.now || n.timed():
		return n.tx
	case n.grain > Day:
		return dayText(n, n.lo)
	}
	return n.tx
}

// between returns the length from a to b as Recognizers-Text counts it: from the
// beginning of a to that of b.
func between(a, b node) string {
	if a.timed() || b.timed() {
		return "P" + clockGap(b.lo.Sub(a.lo))
	}
	if a.grain == Day || b.grain == Day {
		return "P" + itoa(daysBetween(a.lo, b.lo)) + "D"
	}
	return gap(a.lo, b.lo)
}

// before returns the stretch without beginning up to n. Its Value ends with the last
// day of n.
func before(n node, at *anchor) node {
	o := n
	o.kind, o.alts, o.also, o.value = DateRange, nil, nil, ""
	last := "../" + lastDay(n.hi)
	if n.timed() {
		o.kind = DateTimeRange
		last = "../" + instant(n.lo, max(n.grain, Second))
	}
	o.value = last
	lo := n.lo
	for _, s := range append([]stretch{n.stretch}, n.also...) {
		o.alts = append(o.alts, "../"+instant(s.lo, Second), "../"+instant(s.hi, Second), "../"+instant(s.hi.Add(-time.Second), Second))
		if s.hi.After(at.ref.At) {
			o.alts = append(o.alts, instant(at.ref.At, Second)+"/"+instant(s.hi.Add(-time.Second), Second))
		} else {
			o.alts = append(o.alts, "-inf/"+instant(s.hi.Add(-time.Second), Second))
		}
	}
	o.lo, o.hi, o.endAt = time.Time{}, n.hi, lo
	return o
}

// after returns the stretch without end from n on. Since 起 and 以来 may end at the
// reference, that is a further reading.
func after(n node, at *anchor) node {
	o := n
	o.kind, o.alts, o.also, o.endAt = DateRange, nil, nil, time.Time{}
	o.value = n.lo.Format(time.DateOnly) + "/.."
	if n.timed() {
		o.kind = DateTimeRange
		o.value = instant(n.lo, max(n.grain, Second)) + "/.."
		if n.top == Hour {
			o.kind = ClockRange
			o.alts = append(o.alts, "T"+n.lo.Format("15:04:05")+"/..")
		}
	}
	for _, s := range append([]stretch{n.stretch}, n.also...) {
		o.alts = append(o.alts, instant(s.lo, Second)+"/..", instant(s.hi, Second)+"/..")
		if n.top == Hour {
			o.alts = append(o.alts, "T"+s.lo.Format("15:04:05")+"/..")
		}
		if s.lo.Before(at.ref.At) {
			o.alts = append(o.alts, span(stretch{s.lo, at.refEnd()}, Second)...)
		}
	}
	o.hi = time.Time{}
	return o
}
