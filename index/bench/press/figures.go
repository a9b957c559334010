package press

import (
	"math"
	"strconv"
)

// figureKind is a kind of figure that patterns draw.
type figureKind struct {
	decimal     bool
	least, most float64
	unit        string
}

// drawFigure draws a figure of a name in a pattern, or for "q" the qualifier before
// one, which is mostly empty.
func (g *Generator) drawFigure(name string) string {
	if name == "q" {
		if g.rng.IntN(3) > 0 {
			return ""
		}
		return g.names.qualifiers[g.rng.IntN(len(g.names.qualifiers))]
	}
	kinds := g.names.figures[name]
	if len(kinds) == 0 {
		panic("press: the patterns draw " + name + ", which is unknown")
	}
	f := kinds[0]
	if len(kinds) > 1 && g.rng.IntN(3) == 0 {
		f = kinds[1]
	}
	if f.decimal {
		return g.decimal(f.least, f.most) + f.unit
	}
	return strconv.Itoa(g.whole(f.least, f.most)) + f.unit
}

// whole draws a number whose logarithm is evenly distributed, like that of real
// figures.
func (g *Generator) whole(least, most float64) int {
	return int(least * math.Pow(most/least, g.rng.Float64()))
}

// decimal is like whole, with up to two decimal places.
func (g *Generator) decimal(least, most float64) string {
	x := least * math.Pow(most/least, g.rng.Float64())
	digits := g.rng.IntN(3)
	if x < 1 {
		digits = 2
	}
	return strconv.FormatFloat(x, 'f', digits, 64)
}
