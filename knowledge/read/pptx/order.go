package pptx

import (
	"cmp"
	"slices"
)

// box is a rectangle on a slide, in English Metric Units.
type box struct{ x, y, w, h int }

// ordered returns shapes in the order in which they are read: what is above first,
// and of what is side by side the left first. It cuts the slide along its widest
// gap, so that columns with a head each are read one by one. Shapes stay in the
// order of the file if one has no place.
func ordered(shapes []*shape) []*shape {
	if slices.ContainsFunc(shapes, func(s *shape) bool { return !s.placed }) {
		return shapes
	}
	return cut(paired(shapes), 0)
}

// paired returns shapes with each that is the heading of another in a group with
// that.
func paired(shapes []*shape) []*shape {
	could := make([]bool, len(shapes))
	for i, s := range shapes {
		could[i] = couldHead(s)
	}
	body := map[*shape]*shape{} // by heading
	headed := map[*shape]bool{}
	for i, a := range shapes {
		var best *shape
		for j, b := range shapes {
			if could[i] && !could[j] && !headed[b] && isAbove(a, b) && (best == nil || b.place.y < best.place.y) {
				best = b
			}
		}
		if best != nil {
			body[a], headed[best] = best, true
		}
	}
	var out []*shape
	for _, s := range shapes {
		switch b := body[s]; {
		case headed[s]:
		case b != nil:
			out = append(out, &shape{placed: true, place: s.place.with(b.place), pair: true, kids: []*shape{s, b}})
		default:
			out = append(out, s)
		}
	}
	return out
}

// with returns the smallest rectangle with b and c in it.
func (b box) with(c box) box {
	x, y := min(b.x, c.x), min(b.y, c.y)
	return box{x, y, max(b.x+b.w, c.x+c.w) - x, max(b.y+b.h, c.y+c.h) - y}
}

// maxCuts limits the cuts inside each other.
const maxCuts = 100

func cut(shapes []*shape, depth int) []*shape {
	if len(shapes) < 2 {
		return shapes
	}
	down := func(s *shape) (from, to int) { return s.place.y, s.place.y + s.place.h }
	right := func(s *shape) (from, to int) { return s.place.x, s.place.x + s.place.w }
	sortBy(shapes, right, down)
	column, beside := widestGap(shapes, right)
	byColumn := slices.Clone(shapes)
	sortBy(shapes, down, right)
	row, below := widestGap(shapes, down)
	switch {
	case depth == maxCuts, row == 0 && column == 0:
		return shapes
	case column == 0, row > 0 && below >= beside:
		return append(cut(shapes[:row:row], depth+1), cut(shapes[row:], depth+1)...)
	}
	return append(cut(byColumn[:column:column], depth+1), cut(byColumn[column:], depth+1)...)
}

// sortBy sorts shapes by where they begin along one side and then along another.
func sortBy(shapes []*shape, first, second func(*shape) (int, int)) {
	slices.SortStableFunc(shapes, func(a, b *shape) int {
		a1, _ := first(a)
		b1, _ := first(b)
		a2, _ := second(a)
		b2, _ := second(b)
		return cmp.Or(cmp.Compare(a1, b1), cmp.Compare(a2, b2))
	})
}

// widestGap returns the index of the shape behind the widest gap along a side, and
// its width. The index is 0 if there is no gap. shapes are sorted along the side.
func widestGap(shapes []*shape, side func(*shape) (from, to int)) (at, width int) {
	width = -1
	_, end := side(shapes[0])
	for i, s := range shapes {
		from, to := side(s)
		if i > 0 && from-end > width && from >= end {
			at, width = i, from-end
		}
		end = max(end, to)
	}
	return at, width
}

// isAbove reports whether a is right above b: they share half of the width of the
// narrower one, and no more than its own height is between them.
func isAbove(a, b *shape) bool {
	shared := min(a.place.x+a.place.w, b.place.x+b.place.w) - max(a.place.x, b.place.x)
	gap := b.place.y - (a.place.y + a.place.h)
	return a.placed && b.placed && 2*shared >= min(a.place.w, b.place.w) && shared > 0 && 2*gap >= -a.place.h && gap <= a.place.h
}
