package chart

import (
	"fmt"
	"slices"
)

// Sizes of bars.
const (
	barRow    = 30.0
	barHeight = 16.0
	barHead   = 26.0
	mostLabel = 0.36 // of the width
	mostText  = 0.24
)

// bars draws the marks as bars, one below the other, because names are long.
func (c *Chart) bars() *drawing {
	d := &drawing{width: wide, height: barHead + barRow*float64(len(c.marks)) + 6}
	names, texts, values := 0.0, 0.0, make([]float64, len(c.marks))
	for i, m := range c.marks {
		names = max(names, textWidth(m.Label, textSize))
		texts = max(texts, textWidth(m.Text, textSize))
		values[i] = m.Value
	}
	names, texts = min(names, mostLabel*wide), min(texts, mostText*wide)
	x := valueScale(values, margin+names+8, wide-margin-texts-8)
	if x.from < 0 { // figures below zero have their text on the other side
		x.start += texts + 8
	}
	if high := slices.Max(values); x.from == 0 && high > 0 { // no values are along the axis, so it need not end at a round one
		x.to = high
	}
	zero := x.at(0)
	d.add("", label(soft, xy{margin, 14}, "start", fmt.Sprintf(c.words().Unit, c.series.Unit), small))
	for i, m := range c.marks {
		y := barHead + barRow*float64(i)
		end := x.at(m.Value)
		bar := shape{paint: data, closed: true, points: []xy{{zero, y + 5}, {end, y + 5}, {end, y + 5 + barHeight}, {zero, y + 5 + barHeight}}}
		switch m.sort {
		case planned:
			bar.hollow, bar.dashed, bar.width = true, true, 1.5
		case other:
			bar.hollow, bar.paint, bar.width = true, apart, 1.5
		}
		value := label(ink, xy{max(zero, end) + 6, y + 18}, "start", fitting(m.Text, textSize, mostText*wide), textSize)
		if m.Value < 0 {
			value.points[0].x, value.anchor = end-6, "end"
		}
		d.add(c.title(m), label(ink, xy{margin + names, y + 18}, "end", fitting(m.Label, textSize, mostLabel*wide), textSize), bar, value)
	}
	d.add("", line(grid, 2, xy{zero, barHead}, xy{zero, d.height - 4}))
	d.legend(c, "")
	return d
}
