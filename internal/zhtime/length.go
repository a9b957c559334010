package zhtime

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// length is a duration in the words of the text, largest unit first.
type length struct {
	parts []lengthPart
	hi    float64 // the upper bound of 几十年
	many  bool    // 多
	work  bool    // working days
}

type lengthPart struct {
	v     float64
	grain Grain
}

// finest returns the grain of the smallest unit.
func (l length) finest() Grain {
	g := Century
	for _, q := range l.parts {
		if q.grain < g {
			g = q.grain
		}
	}
	return g
}

func (l length) half() bool {
	return slices.ContainsFunc(l.parts, func(q lengthPart) bool { return q.v != math.Trunc(q.v) })
}

var grainDays = map[Grain]float64{
	Century: 36500, Decade: 3650, Year: 365, Quarter: 365.0 / 4, Month: 365.0 / 12, Week: 7, Day: 1,
	Hour: 1.0 / 24, Minute: 1.0 / 1440, Second: 1.0 / 86400,
}

// average returns how long v times g is, with a year of 365 days.
func average(g Grain, v float64) time.Duration {
	return time.Duration(math.Round(grainDays[g]*v*86400*1000)) * time.Millisecond
}

// days returns the length in average days.
func (l length) days() float64 {
	var d float64
	for _, q := range l.parts {
		d += grainDays[q.grain] * q.v
	}
	return d
}

// maxDays bounds the lengths that are read: some thousand years.
const maxDays = 3e6

// mean returns t moved by the average of the length, dir times.
func (l length) mean(t time.Time, dir int) time.Time {
	whole, rest := math.Modf(l.days())
	return t.AddDate(0, 0, dir*int(whole)).Add(time.Duration(dir) * average(Day, rest))
}

// from returns t moved by the length in the calendar, dir times.
func (l length) from(t time.Time, dir int) time.Time {
	for _, q := range l.parts {
		whole, rest := math.Modf(q.v)
		t = move(t, q.grain, dir*int(whole))
		switch {
		case rest == 0:
		case q.grain == Year:
			t = move(t, Month, dir*int(12*rest))
		default:
			t = t.Add(time.Duration(dir) * average(q.grain, rest))
		}
	}
	return t
}

// iso writes the length as ISO 8601, with the units of the text.
func (l length) iso() string {
	if l.work {
		return ""
	}
	parts := slices.Clone(l.parts)
	slices.SortStableFunc(parts, func(a, b lengthPart) int { return int(b.grain) - int(a.grain) })
	var b strings.Builder
	b.WriteString("P")
	clock := false
	for _, q := range parts {
		v, c := q.v, ""
		switch q.grain {
		case Century:
			v, c = v*100, "Y"
		case Year:
			c = "Y"
		case Quarter:
			v, c = v*3, "M"
		case Month:
			c = "M"
		case Week:
			c = "W"
			if len(parts) > 1 {
				v, c = v*7, "D"
			}
		case Day:
			c = "D"
		default:
			if !clock {
				b.WriteString("T")
				clock = true
			}
			c = map[Grain]string{Hour: "H", Minute: "M", Second: "S"}[q.grain]
		}
		b.WriteString(strconv.FormatFloat(v, 'f', -1, 64) + c)
	}
	return b.String()
}

// shown returns the grain of a time at distance l: a year for 三年前, a month for
// 三年半前.
func (l length) shown() Grain {
	g := l.finest()
	if l.work {
		return Day
	}
	if !l.half() {
		return g
	}
	switch g {
	case Year, Century:
		return Month
	case Month, Quarter, Week:
		return Day
	case Day:
		return Hour
	}
	return g
}

// needs returns how exactly the reference must be known.
func (l length) needs() Grain {
	switch g := l.finest(); {
	case l.work:
		return Day
	case g >= Year:
		return Year
	case g >= Month:
		return Month
	case g >= Day:
		return Day
	}
	return Second
}
