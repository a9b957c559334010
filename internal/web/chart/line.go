package chart

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// plot is the area in which the figures of a line are drawn, and what is in it.
type plot struct {
	drawing
	x, y   scale
	left   float64 // edge
	places []xy    // of the marks
	taken  []box   // by texts
}

// Heights of the parts of a line chart.
const (
	plotHeight = 230.0
	headHeight = 34.0 // for the unit, and the figures of the highest points
	footHeight = 30.0 // for the times
	rowHeight  = 22.0 // of the legend
)

// line draws the marks as a line through time.
func (c *Chart) line() *drawing {
	values := make([]float64, len(c.marks))
	for i, m := range c.marks {
		values[i] = m.Value
	}
	p := &plot{}
	p.width = wide
	p.y = valueScale(values, headHeight+plotHeight, headHeight)
	p.height = headHeight + plotHeight + footHeight
	p.axes(c)
	note := ""
	if p.connect(c) {
		note = c.words().Joined
	}
	p.setMarks(c)
	p.drawing.legend(c, note)
	return &p.drawing
}

// axes draws the lines behind, and the values and times along them.
func (p *plot) axes(c *Chart) {
	left := 0.0
	for _, v := range p.y.ticks {
		left = max(left, textWidth(number(v), small))
	}
	left += margin + 6
	p.left = left
	behind := []shape{label(soft, xy{margin, 14}, "start", fmt.Sprintf(c.words().Unit, c.series.Unit), small)}
	for _, v := range p.y.ticks {
		y := p.y.at(v)
		width := 1.0
		if v == 0 {
			width = 2
		}
		behind = append(behind, line(grid, width, xy{left, y}, xy{wide - margin, y}), label(soft, xy{left - 6, y + 4}, "end", number(v), small))
	}
	p.x = scale{start: left + 28, end: wide - margin - 34}
	first, _ := c.marks[0].time()
	last := first
	for _, m := range c.marks {
		days, _ := m.time()
		first, last = min(first, days), max(last, days)
	}
	if p.x.from, p.x.to = float64(first), float64(last); first == last {
		p.x.to++
	}
	for _, m := range c.marks {
		days, _ := m.time()
		p.places = append(p.places, xy{p.x.at(float64(days)), p.y.at(m.Value)})
	}
	p.add("", append(behind, p.times(c)...)...)
}

// times returns the times below the points, those of the last and the first before others
// where there is not room for all.
func (p *plot) times(c *Chart) (out []shape) {
	for _, i := range byRank(c.marks) {
		text := fitting(c.marks[i].Label, small, wide/3)
		s := label(soft, xy{p.places[i].x, headHeight + plotHeight + 18}, "middle", text, small)
		// Within the margins, for the font of a browser may be wider than the one that is measured.
		half := textWidth(text, small) / 2
		s.points[0].x = max(min(s.points[0].x, wide-margin-half), margin+half)
		if b := boxOf(s); p.free(box{b.left - 6, b.top, b.right + 6, b.bottom}) {
			out = append(out, s)
		}
	}
	return out
}

// free reports whether nothing is in a box, and takes it.
func (p *plot) free(b box) bool {
	if slices.ContainsFunc(p.taken, b.meets) {
		return false
	}
	p.taken = append(p.taken, b)
	return true
}

// byRank returns the places of marks in the order in which their texts are written: the last
// and the first, the largest and the smallest, then the others.
func byRank(marks []mark) []int {
	last, most, least := len(marks)-1, 0, 0
	for i, m := range marks {
		if m.Value > marks[most].Value {
			most = i
		}
		if m.Value < marks[least].Value {
			least = i
		}
	}
	out := []int{last, 0, most, least}
	for i := range marks {
		out = append(out, i)
	}
	seen := map[int]bool{}
	return slices.DeleteFunc(out, func(i int) bool {
		again := seen[i]
		seen[i] = true
		return again
	})
}

// connect draws the lines between the marks that follow each other in time, thin ones between
// those of two publishers. It reports whether there are any of these.
func (p *plot) connect(c *Chart) (joined bool) {
	order := make([]int, 0, len(c.marks))
	var firm []mark
	for i, m := range c.marks {
		if m.sort != other {
			order = append(order, i)
		}
		if m.sort == reached {
			firm = append(firm, m)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, _ := c.marks[i].time()
		b, _ := c.marks[j].time()
		return cmp.Compare(a, b)
	})
	most := lapse(firm)
	for k := 1; k < len(order); k++ {
		i, j := order[k-1], order[k]
		a, _ := c.marks[i].time()
		b, _ := c.marks[j].time()
		if a == b || c.marks[i].sort == planned && c.marks[j].sort == reached || most > 0 && float64(b-a) > most {
			continue
		}
		s := line(data, 2, p.places[i], p.places[j])
		s.dashed = c.marks[j].sort == planned
		if x, y := c.marks[i].Source.Publisher, c.marks[j].Source.Publisher; x != "" && y != "" && x != y {
			s.width, s.paint, joined = 1, soft, true
		}
		p.add("", s)
	}
	return joined
}

// setMarks draws the marks with their figures beside them.
func (p *plot) setMarks(c *Chart) {
	texts := map[int]shape{}
	for _, i := range byRank(c.marks) {
		at := p.places[i]
		text := fitting(c.marks[i].Text, textSize, wide/3)
		for _, dy := range []float64{-10, 20} {
			s := label(ink, xy{at.x, at.y + dy}, "middle", text, textSize)
			w := textWidth(text, textSize)
			s.points[0].x = min(max(at.x, p.left+w/2), wide-w/2)
			if b := boxOf(s); b.bottom < p.y.start && p.free(b) {
				texts[i] = s
				break
			}
		}
	}
	for i, m := range c.marks {
		shapes := []shape{m.symbol(p.places[i])}
		if s, ok := texts[i]; ok {
			shapes = append(shapes, s)
		}
		p.add(c.title(m), shapes...)
	}
}

// symbol is how a mark is drawn at a place.
func (m mark) symbol(at xy) shape { return symbol(m.sort, at) }

func symbol(s sort, at xy) shape {
	switch s {
	case planned:
		return shape{paint: data, points: []xy{at}, radius: 4.5, hollow: true, width: 2}
	case other:
		const r = 6
		return shape{paint: apart, points: []xy{{at.x, at.y - r}, {at.x + r, at.y}, {at.x, at.y + r}, {at.x - r, at.y}}, closed: true, hollow: true, width: 2}
	}
	return shape{paint: data, points: []xy{at}, radius: 4.5}
}

// legend adds a line of what the sorts of marks mean below the drawing, and a note of its
// lines if there is one.
func (d *drawing) legend(c *Chart, note string) {
	x := margin + 6.0
	var out []shape
	for _, s := range c.legend() {
		text := c.legendOf(s)
		out = append(out, symbol(s, xy{x, d.height + rowHeight/2}), label(soft, xy{x + 12, d.height + rowHeight/2 + 4}, "start", text, small))
		x += 36 + textWidth(text, small)
	}
	if note != "" {
		out = append(out, label(soft, xy{x - 6, d.height + rowHeight/2 + 4}, "start", note, small))
		x += 24 + textWidth(note, small)
	}
	if c.left > 0 {
		out = append(out, label(soft, xy{x - 6, d.height + rowHeight/2 + 4}, "start", c.words().More, small))
	}
	if len(out) > 0 {
		d.add("", out...)
		d.height += rowHeight
	}
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }
