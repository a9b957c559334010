package lunar

import (
	"math"
	"sync"
	"time"
)

const (
	j2000    = 2451545.0 // Julian day of 2000-01-01 12:00
	unixJD   = 2440587.5 // Julian day of 1970-01-01 00:00
	synodic  = 29.530588861
	tropical = 365.242189
)

// chinaDay returns the day in China of a moment of dynamical time.
func chinaDay(jd float64) time.Time {
	year := 2000 + (jd-j2000)/365.25
	delta := 64 + 0.5*(year-2000) // seconds between dynamical and universal time
	if year < 1985 {
		delta = 31 + 0.0052*(year-1950)*(year-1950)
	}
	days := math.Floor(jd - delta/86400 - unixJD + 8.0/24)
	return time.Unix(int64(days)*86400, 0).UTC()
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }

func cos(degrees float64) float64 { return sin(degrees + 90) }

// sunLongitude returns the apparent longitude of the sun in degrees.
func sunLongitude(jd float64) float64 {
	t := (jd - j2000) / 36525
	m := 357.52911 + 35999.05029*t - 0.0001537*t*t
	c := (1.914602-0.004817*t-0.000014*t*t)*sin(m) + (0.019993-0.000101*t)*sin(2*m) + 0.000289*sin(3*m)
	omega := 125.04 - 1934.136*t
	l := 280.46646 + 36000.76983*t + 0.0003032*t*t + c - 0.00569 - 0.00478*sin(omega)
	u := t + 1 // Venus, Jupiter and the moon, counted from 1900
	l += 0.00134*cos(153.23+22518.7541*u) + 0.00154*cos(216.57+45037.5082*u) + 0.00200*cos(312.69+32964.3577*u) + 0.00179*sin(350.74+445267.1142*u)
	return math.Mod(math.Mod(l, 360)+360, 360)
}

// SolarTerm returns the day of a solar term of a year. Terms count from 小寒, which
// is 0.
func SolarTerm(year, term int) time.Time {
	want := math.Mod(285+15*float64(term), 360)
	jd := unixJD + float64(date(year, 1, 6).Unix())/86400 + float64(term)*tropical/24
	for range 6 {
		d := math.Mod(want-sunLongitude(jd)+540, 360) - 180
		jd += d * tropical / 360
	}
	return chinaDay(jd)
}

// newMoon returns the day of the k-th new moon after 2000-01-06.
func newMoon(k float64) time.Time {
	t := k / 1236.85
	jd := 2451550.09766 + synodic*k + 0.00015437*t*t
	e := 1 - 0.002516*t
	m := 2.5534 + 29.10535670*k
	mp := 201.5643 + 385.81693528*k + 0.0107582*t*t
	f := 160.7108 + 390.67050284*k - 0.0016118*t*t
	om := 124.7746 - 1.56375588*k
	jd += -0.40720*sin(mp) + 0.17241*e*sin(m) + 0.01608*sin(2*mp) + 0.01039*sin(2*f) + 0.00739*e*sin(mp-m) -
		0.00514*e*sin(mp+m) + 0.00208*e*e*sin(2*m) - 0.00111*sin(mp-2*f) - 0.00057*sin(mp+2*f) + 0.00056*e*sin(2*mp+m) -
		0.00042*sin(3*mp) + 0.00042*e*sin(m+2*f) + 0.00038*e*sin(m-2*f) - 0.00024*e*sin(2*mp-m) - 0.00017*sin(om) -
		0.00007*sin(mp+2*m) + 0.00004*sin(2*mp-2*f) + 0.00004*sin(3*m) + 0.00003*sin(mp+m-2*f) + 0.00003*sin(2*mp+2*f) -
		0.00003*sin(mp+m+2*f) + 0.00003*sin(mp-m+2*f) + 0.000325*sin(299.77+0.107408*k)
	return chinaDay(jd)
}

// month is a month of the lunar calendar.
type month struct {
	first  time.Time
	number int
	leap   bool
}

// moonBefore returns the number of the last new moon not after t.
func moonBefore(t time.Time) float64 {
	k := math.Floor(float64(t.Unix()-date(2000, 1, 6).Unix())/86400/synodic) + 1
	for newMoon(k).After(t) {
		k--
	}
	return k
}

// cycleOf returns the months from the eleventh of the year before to the
// tenth of year, and the eleventh that follows.
func cycleOf(year int) []month {
	from, to := moonBefore(SolarTerm(year-1, 23)), moonBefore(SolarTerm(year, 23))
	leap := to-from > 12.5
	var out []month
	number := 11
	for k := from; k <= to; k++ {
		m := month{first: newMoon(k), number: number}
		if leap && k > from && !hasPrincipalTerm(m.first, newMoon(k+1)) {
			m.leap, leap = true, false
			m.number = (number+10)%12 + 1
		} else {
			number = number%12 + 1
		}
		out = append(out, m)
	}
	return out
}

// hasPrincipalTerm reports whether one of 大寒, 雨水, … 冬至 is in [from, to).
func hasPrincipalTerm(from, to time.Time) bool {
	for m := date(from.Year(), int(from.Month()), 1); m.Before(to); m = m.AddDate(0, 1, 0) {
		if t := SolarTerm(m.Year(), 2*int(m.Month())-1); !t.Before(from) && t.Before(to) {
			return true
		}
	}
	return false
}

var cycles sync.Map // year → []month

// First returns the first day of a lunar month of a year, and how many days the
// month has. ok is false if the year has no such month, or is before 1600 or
// after 2400.
func First(year, number int, leap bool) (first time.Time, days int, ok bool) {
	if year < 1600 || year > 2400 {
		return time.Time{}, 0, false
	}
	cycle := year
	if number >= 11 {
		cycle++
	}
	var months []month
	if v, ok := cycles.Load(cycle); ok {
		months = v.([]month)
	} else {
		months = cycleOf(cycle)
		cycles.Store(cycle, months)
	}
	for i, m := range months[:len(months)-1] {
		if m.number == number && m.leap == leap {
			return m.first, int(months[i+1].first.Sub(m.first).Hours() / 24), true
		}
	}
	return time.Time{}, 0, false
}

// Day returns the day of a lunar date. Day 0 is the last of the month. ok is false
// if there is no such day.
func Day(year, month, day int, leap bool) (t time.Time, ok bool) {
	first, size, ok := First(year, month, leap)
	if !ok || day > size {
		return time.Time{}, false
	}
	if day == 0 {
		day = size
	}
	return first.AddDate(0, 0, day-1), true
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}
