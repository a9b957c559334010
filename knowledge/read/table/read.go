package table

// Read reads a table. marked is how many of its first rows the format marks as
// headings; 0 if none are. above are the lines over the table that may be its
// caption, the nearest last.
func Read(g Grid, marked int, above ...string) []Line {
	s := newSheet(g)
	c := &captions{units: s.units}
	for _, text := range above {
		c.add(text)
	}
	from := s.captionRows()
	for i := range from {
		c.add(s.textOf(i))
	}
	cells := 0
	for _, row := range g {
		cells += len(row)
	}
	l := newLayout(s, from)
	if cells <= maxCells {
		l = findLayout(s, from, max(0, marked-from))
	}
	w := &writer{layout: l, captions: c}
	if l.pairs {
		w.thing = l.pairThing()
	}
	return w.lines()
}

// HasHeads reports whether the first rows of g head its columns. A table without
// heads may continue one on another page.
func HasHeads(g Grid) bool {
	s := newSheet(g)
	l := newLayout(s, s.captionRows())
	finder{l}.findHeads(0)
	return l.top > l.from
}
