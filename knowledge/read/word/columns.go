package word

import (
	"slices"

	"beilun/knowledge/read/article"
)

// Rows of the older formats do not say how many columns a cell spans, only where
// its edges are. A cell with the edges of two cells of another row spans both.
// People drag edges, so that those of one column are not always equal.

// nearEdges is the distance of edges that are surely the same, in twentieths of a
// point. The narrowest column of a table is wider.
const nearEdges = 100

// columns returns the cells of rows with the columns that they span.
func columns(rows []shapedRow) [][]Cell {
	out := make([][]Cell, len(rows))
	lines := make([][]Shape, len(rows))
	even := true
	for i, r := range rows {
		out[i], lines[i] = joinCells(r)
		even = even && len(out[i]) == len(out[0]) && !slices.ContainsFunc(out[i], func(c Cell) bool { return c.Span > 1 })
	}
	if even { // each cell is in its own column, wherever its edges were dragged to
		return out
	}
	widest := slices.MaxFunc(lines, func(a, b []Shape) int { return len(a) - len(b) })
	if widest == nil {
		return out
	}
	edges := edgesOf(widest)
	spans, ok := spansOf(lines, edges)
	if !ok { // no row has all columns
		spans, _ = spansOf(lines, allEdges(lines))
	}
	for i, row := range spans {
		for j, n := range row.spans {
			out[i][j].Span = n
		}
		if row.before > 0 {
			out[i] = append([]Cell{{Span: row.before}}, out[i]...)
		}
	}
	return out
}

// joinCells returns the cells of r and their shapes without those that continue the
// one before. There are no shapes if the row does not have one for each cell. If
// it says of any cell that it continues another, the cells have their spans.
func joinCells(r shapedRow) ([]Cell, []Shape) {
	var cells []Cell
	var shapes []Shape
	for i, c := range r.cells {
		if i >= len(r.Shapes) {
			cells = append(cells, c)
			continue
		}
		s := r.Shapes[i]
		c.Below = s.Below
		if n := len(cells) - 1; s.Joined && n >= 0 && n == len(shapes)-1 {
			cells[n].Span++
			shapes[n].Right = s.Right
			continue
		}
		cells, shapes = append(cells, c), append(shapes, s)
	}
	if len(shapes) != len(cells) || !rising(shapes) {
		return cells, nil
	}
	return cells, shapes
}

// rising reports whether each cell ends after it begins, where the next one begins.
func rising(shapes []Shape) bool {
	for i, s := range shapes {
		if s.Right <= s.Left || i > 0 && s.Left != shapes[i-1].Right {
			return false
		}
	}
	return true
}

// edgesOf returns the edges of the cells of a row.
func edgesOf(row []Shape) []int {
	edges := []int{row[0].Left}
	for _, s := range row {
		edges = append(edges, s.Right)
	}
	return edges
}

// allEdges returns the edges of all rows, of those near each other the first.
func allEdges(rows [][]Shape) []int {
	var all []int
	for _, row := range rows {
		if row != nil {
			all = append(all, edgesOf(row)...)
		}
	}
	slices.Sort(all)
	edges := all[:1]
	for _, e := range all[1:] {
		if e-edges[len(edges)-1] > nearEdges {
			edges = append(edges, e)
		}
	}
	return edges[:min(len(edges), article.MaxColumns)]
}

// rowSpans is how many columns are before the first cell of a row, and how many
// each cell spans.
type rowSpans struct {
	before int
	spans  []int
}

// spansOf returns how many of the columns between edges each cell spans, nothing for
// rows without shapes. It returns false if that is less than one for a cell, which then gets one.
func spansOf(rows [][]Shape, edges []int) ([]rowSpans, bool) {
	ok := true
	out := make([]rowSpans, len(rows))
	for i, row := range rows {
		if row == nil {
			continue
		}
		at := nearest(edges, row[0].Left)
		out[i].before = at
		for _, s := range row {
			to := nearest(edges, s.Right)
			ok = ok && to > at
			out[i].spans = append(out[i].spans, max(1, to-at))
			at = to
		}
	}
	return out, ok
}

// nearest returns the index of the edge that is nearest to at.
func nearest(edges []int, at int) int {
	i, exact := slices.BinarySearch(edges, at)
	if !exact && (i == len(edges) || i > 0 && at-edges[i-1] <= edges[i]-at) {
		i--
	}
	return i
}
