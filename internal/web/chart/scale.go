package chart

import (
	"math"
	"slices"
	"strconv"

	"beilun/knowledge/ledger"
)

// scale puts values on an axis.
type scale struct {
	from, to   float64 // values
	start, end float64 // places
	ticks      []float64
}

func (s scale) at(v float64) float64 {
	return s.start + (v-s.from)/(s.to-s.from)*(s.end-s.start)
}

// valueScale returns a scale with zero and all values on it, which ends at round values.
func valueScale(values []float64, start, end float64) scale {
	low, high := min(0, slices.Min(values)), max(0, slices.Max(values))
	if low == high {
		high = 1
	}
	step := roundStep((high - low) / 5)
	s := scale{from: math.Floor(low/step) * step, to: math.Ceil(high/step) * step, start: start, end: end}
	for n := math.Round(s.from / step); n <= math.Round(s.to/step); n++ {
		s.ticks = append(s.ticks, n*step)
	}
	return s
}

// roundStep returns a round number that is not less than v: 1, 2, 2.5 or 5 of a power of
// ten.
func roundStep(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*power >= v*0.9999 {
			return m * power
		}
	}
	return 10 * power
}

// number writes a value of an axis.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// time of a mark: the last day of its period, counted in days, and the kind of the period.
func (m mark) time() (days int, kind string) {
	d, _ := ledger.EndOf(m.Period)
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = 28
	}
	return d.Days(), ledger.PeriodType(m.Period)
}

// maxLapse is how many times as far apart as others two figures of regular times may be for
// a line between them.
const maxLapse = 1.5

// lapse returns how many days apart two figures that follow each other may be at most for a
// line between them; 0 if their times are not regular.
func lapse(marks []mark) float64 {
	const year = 366
	least, last := 0, 0
	for i, m := range marks {
		days, kind := m.time()
		switch {
		case kind == "point" || kind == "open":
			return 0
		case kind == "year":
			least = year
		case i > 0 && days > last && (least == 0 || days-last < least):
			least = days - last
		}
		last = days
	}
	return maxLapse * float64(least)
}
