package zhtime

import (
	"math"
	"sync"
	"time"
)

// The lunar calendar is computed: a month begins on the day of the new moon
// in China, the eleventh month holds the winter solstice, and of thirteen
// months between two solstices the first without a principal solar term is
// the leap one. Series for sun and moon are the short ones of Meeus,
// Astronomical Algorithms, chapters 25 and 49.

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

// solarTerm returns the day of a solar term of a year, counted from 小寒.
func solarTerm(year, term int) time.Time {
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

// lunarMonth is a month of the lunar calendar.
type lunarMonth struct {
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

// lunarCycle returns the months from the eleventh of the year before to the
// tenth of year, and the eleventh that follows.
func lunarCycle(year int) []lunarMonth {
	from, to := moonBefore(solarTerm(year-1, 23)), moonBefore(solarTerm(year, 23))
	leap := to-from > 12.5
	var out []lunarMonth
	number := 11
	for k := from; k <= to; k++ {
		m := lunarMonth{first: newMoon(k), number: number}
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
	for m := floor(from, Month); m.Before(to); m = next(m, Month) {
		if t := solarTerm(m.Year(), 2*int(m.Month())-1); !t.Before(from) && t.Before(to) {
			return true
		}
	}
	return false
}

var lunarCycles sync.Map // year → []lunarMonth

// lunarFirst returns the first day of a lunar month of a year, and how many
// days it has.
func lunarFirst(year, month int, leap bool) (time.Time, int, bool) {
	if year < 1600 || year > 2400 {
		return time.Time{}, 0, false
	}
	cycle := year + btoi(month >= 11)
	var months []lunarMonth
	if v, ok := lunarCycles.Load(cycle); ok {
		months = v.([]lunarMonth)
	} else {
		months = lunarCycle(cycle)
		lunarCycles.Store(cycle, months)
	}
	for i, m := range months[:len(months)-1] {
		if m.number == month && m.leap == leap {
			return m.first, int(months[i+1].first.Sub(m.first).Hours() / 24), true
		}
	}
	return time.Time{}, 0, false
}

// lunarDay returns the day of a lunar date; day 0 is the last of the month.
func lunarDay(year, month, day int, leap bool) (time.Time, bool) {
	first, size, ok := lunarFirst(year, month, leap)
	if !ok || day > size {
		return time.Time{}, false
	}
	if day == 0 {
		day = size
	}
	return first.AddDate(0, 0, day-1), true
}
