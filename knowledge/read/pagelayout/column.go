package pagelayout

import (
	"cmp"
	"math"
	"slices"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
)

// bodySize returns the size of most of the type on all leaves, in points.
func bodySize(leaves []leaf) float64 {
	n := map[float64]int{}
	for _, s := range leaves {
		for i := range s.pieces {
			n[math.Round(s.pieces[i].size*2)/2] += len(s.pieces[i].glyphs)
		}
	}
	body, most := 10.0, 0
	for size, k := range n {
		if k > most || k == most && size < body {
			body, most = size, k
		}
	}
	return max(body, 1)
}

// area is a part of a leaf that is read from top to bottom: a column, or lines
// across all columns.
type area struct {
	pieces      []piece
	left, right float64 // edges of the text
	column      int     // -1 for lines across columns
}

// columns returns the gutters of a leaf. If it has too little text to show one,
// as where a release ends at the top of the last column, it has that of the leaf
// before, or one as far from the last as the columns are wide.
func (s *leaf) columns(body float64, before []gutter) []gutter {
	out := gutters(s.pieces, body)
	for _, g := range before {
		out = s.withGutter(out, g, body)
	}
	if n := len(out); n > 0 {
		left := out[0].left
		for i := range s.pieces {
			left = min(left, s.pieces[i].x0)
		}
		last, width := out[n-1], out[0].left-left
		out = s.withGutter(out, gutter{last.right + width, last.right + width + last.right - last.left}, body)
	}
	return out
}

// withGutter adds g to gutters unless it is there or text crosses it.
func (s *leaf) withGutter(gutters []gutter, g gutter, body float64) []gutter {
	if len(gutters) == maxGutters || slices.ContainsFunc(gutters, func(o gutter) bool { return math.Abs(o.mid()-g.mid()) < 5*body }) {
		return gutters
	}
	crossing, begins := 0, false
	for i := range s.pieces {
		p := &s.pieces[i]
		if p.crosses(g) {
			crossing++
		}
		if in := p.x0 - g.right; in > -0.5*body && in < 2.5*body {
			begins = true
		}
	}
	if crossing*5 > len(s.pieces) || !begins {
		return gutters
	}
	gutters = append(gutters, g)
	slices.SortFunc(gutters, func(a, b gutter) int { return cmp.Compare(a.left, b.left) })
	return gutters
}

// areas divides a leaf with the given gutters into areas in reading order.
func (s *leaf) areas(cuts []gutter) []area {
	if len(s.pieces) == 0 {
		return nil
	}
	if len(cuts) == 0 {
		return []area{newArea(s.pieces, 0)}
	}
	var across []piece
	var rest []piece
	for _, p := range s.pieces {
		if slices.ContainsFunc(cuts, p.crosses) {
			across = append(across, p)
		} else {
			rest = append(rest, p)
		}
	}
	across, rest = metaAcross(across, rest, cuts)
	slices.SortStableFunc(across, func(a, b piece) int { return cmp.Compare(a.base, b.base) })
	bands := make([][]piece, (len(across)+1)*(len(cuts)+1))
	for _, p := range rest {
		band, _ := slices.BinarySearchFunc(across, p.base, func(a piece, base float64) int { return cmp.Compare(a.base, base) })
		column := 0
		for column < len(cuts) && p.center() > cuts[column].mid() {
			column++
		}
		i := band*(len(cuts)+1) + column
		bands[i] = append(bands[i], p)
	}
	var out []area
	var wide []piece
	flush := func() {
		if len(wide) > 0 {
			out = append(out, newArea(wide, -1))
			wide = nil
		}
	}
	for band := range len(across) + 1 {
		for column := range len(cuts) + 1 {
			if ps := bands[band*(len(cuts)+1)+column]; len(ps) > 0 {
				flush()
				out = append(out, newArea(ps, column))
			}
		}
		if band < len(across) {
			wide = append(wide, across[band])
		}
	}
	flush()
	return evenOut(out)
}

// metaAcross moves the lines that say where a release comes from, with their
// parts on both sides of a gutter, to those across columns.
func metaAcross(across, rest []piece, cuts []gutter) (wide, columns []piece) {
	var metas []piece
	for _, p := range slices.Concat(across, rest) {
		if len(p.glyphs) > imprint.MaxMetaLine || len(metas) == imprint.HeadLines {
			continue
		}
		if _, ok := imprint.MetaLine(p.text()); ok {
			metas = append(metas, p)
		}
	}
	for _, p := range rest {
		beside, meta := false, false
		for _, q := range metas {
			meta = meta || q.seq == p.seq
			apart := slices.ContainsFunc(cuts, func(g gutter) bool { return max(p.x1, q.x1) > g.mid() && min(p.x0, q.x0) < g.mid() })
			beside = beside || q.seq != p.seq && apart && math.Abs(q.base-p.base) < 0.3*p.size
		}
		if meta && beside {
			across = append(across, p)
		} else {
			columns = append(columns, p)
		}
	}
	return across, columns
}

func newArea(ps []piece, column int) area {
	a := area{pieces: ps, left: math.Inf(1), column: column}
	ends := make([]float64, len(ps))
	for i := range ps {
		a.left = min(a.left, ps[i].x0)
		ends[i] = ps[i].end()
	}
	slices.Sort(ends)
	a.right = ends[len(ends)-1-len(ends)/20]
	return a
}

// end returns where the text of p ends, without a mark beyond the edge.
func (p *piece) end() float64 {
	if last := p.glyphs[len(p.glyphs)-1]; char.IsMark(last.r) {
		return min(p.x1, last.x0+0.5*last.size)
	}
	return p.x1
}

// evenOut gives columns with only short lines the edges of the same column
// elsewhere on the leaf.
func evenOut(areas []area) []area {
	edges := map[int]float64{}
	for _, a := range areas {
		if a.column >= 0 {
			edges[a.column] = max(edges[a.column], a.right)
		}
	}
	for i := range areas {
		if a := &areas[i]; a.column >= 0 {
			a.right = edges[a.column]
		}
	}
	return areas
}
