package press

import (
	"math"
	"strconv"
)

var qualifiers = []string{"约", "超", "近", "约", "逾", "达"}

// figure draws a figure, or the qualifier before one, which mostly is none.
func (g *Generator) figure(what string) string {
	switch what {
	case "q":
		if g.rng.IntN(3) > 0 {
			return ""
		}
		return qualifiers[g.rng.IntN(len(qualifiers))]
	case "money":
		return g.decimal(0.3, 300) + "亿元"
	case "fund":
		return strconv.Itoa(g.whole(10, 5000)) + "万元"
	case "area":
		return strconv.Itoa(g.whole(8, 2000)) + "亩"
	case "floor":
		if g.rng.IntN(3) == 0 {
			return strconv.Itoa(g.whole(800, 90000)) + "平方米"
		}
		return g.decimal(0.5, 80) + "万平方米"
	case "length":
		return g.decimal(0.5, 60) + "公里"
	case "pct":
		return g.decimal(0.5, 95) + "%"
	case "count":
		return strconv.Itoa(g.whole(2, 900))
	case "people":
		return strconv.Itoa(g.whole(20, 9000))
	case "few":
		return strconv.Itoa(g.whole(2, 30))
	case "large":
		return g.decimal(1, 900) + "万"
	}
	panic("press: the patterns draw " + what + ", which is unknown")
}

// whole draws a number whose order of magnitude is even, as those of real
// figures are.
func (g *Generator) whole(least, most float64) int {
	return int(least * math.Pow(most/least, g.rng.Float64()))
}

// decimal is whole with up to two digits behind the point.
func (g *Generator) decimal(least, most float64) string {
	x := least * math.Pow(most/least, g.rng.Float64())
	digits := g.rng.IntN(3)
	if x < 1 {
		digits = 2
	}
	return strconv.FormatFloat(x, 'f', digits, 64)
}
