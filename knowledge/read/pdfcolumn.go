package read

import (
	"cmp"
	"math"
	"slices"
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

// gutter is the white strip between two columns.
type gutter struct{ left, right float64 }

func (g gutter) mid() float64 { return (g.left + g.right) / 2 }

func (p *piece) crosses(g gutter) bool { return p.x0 < g.mid()-1 && p.x1 > g.mid()+1 }

// gap is the white between a piece and the next one to its right.
type gap struct{ l, r *piece }

func (g gap) covers(x float64) bool { return g.l.x1 <= x && x <= g.r.x0 }

const (
	maxGutters = 3
	binWidth   = 2.0  // points
	maxBins    = 3000 // of a page that is not wider than a house
	nearby     = 40   // pieces looked at on either side of a piece, in the order of lines
)

// gutters finds the white strips that part columns, from left to right: those
// on which the gaps beside many lines agree, with text set full up to them.
func gutters(pieces []piece, body float64) []gutter {
	gaps := gapsOf(pieces, body)
	var out []gutter
	for range 2 * maxGutters {
		if len(gaps) == 0 || len(out) == maxGutters {
			break
		}
		x := busiest(gaps)
		var in, rest []gap
		for _, g := range gaps {
			if g.covers(x) {
				in = append(in, g)
			} else {
				rest = append(rest, g)
			}
		}
		gaps = rest
		g, ok := gutterOf(in, pieces, body)
		if len(in) < 3 {
			g, ok = loneGutter(in, pieces, body)
		}
		if ok && !slices.ContainsFunc(out, func(o gutter) bool { return math.Abs(o.mid()-g.mid()) < 5*body }) {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b gutter) int { return cmp.Compare(a.left, b.left) })
	return out
}

// gapsOf returns the gaps to the right of pieces of the body's type.
func gapsOf(pieces []piece, body float64) []gap {
	var lines []*piece
	for i := range pieces {
		if p := &pieces[i]; p.size > 0.6*body && p.size < 1.3*body {
			lines = append(lines, p)
		}
	}
	slices.SortStableFunc(lines, func(a, b *piece) int { return cmp.Compare(a.base, b.base) })
	var out []gap
	for i, l := range lines {
		var r *piece
		look := func(k int) bool {
			q := lines[k]
			if math.Abs(q.base-l.base) > body {
				return false
			}
			if q.x0 >= l.x1 && (r == nil || q.x0 < r.x0) {
				r = q
			}
			return true
		}
		for k := i + 1; k < len(lines) && k <= i+nearby && look(k); k++ {
		}
		for k := i - 1; k >= 0 && k >= i-nearby && look(k); k-- {
		}
		if r != nil && r.x0-l.x1 >= 0.6*body {
			out = append(out, gap{l, r})
		}
	}
	return out
}

// busiest returns the place that most gaps cover.
func busiest(gaps []gap) float64 {
	bin := func(x float64) int { return int(max(0, min(x/binWidth, maxBins-1))) }
	steps := make([]int, maxBins+1)
	for _, g := range gaps {
		steps[bin(g.l.x1+binWidth-0.01)]++
		steps[max(bin(g.r.x0), bin(g.l.x1+binWidth-0.01))+1]--
	}
	n, votes, from, to := 0, 0, 0, 0
	for i, d := range steps {
		n += d
		switch {
		case n > votes:
			votes, from, to = n, i, i
		case n == votes && to == i-1:
			to = i
		}
	}
	return float64(from+to) / 2 * binWidth
}

// gutterOf makes a gutter of gaps that agree on a place, unless they are those
// between the cells of a table.
func gutterOf(gaps []gap, pieces []piece, body float64) (gutter, bool) {
	n := len(gaps)
	if n < 3 {
		return gutter{}, false
	}
	lefts, rights, bases := make([]float64, n), make([]float64, n), make([]float64, n)
	var width float64
	for i, g := range gaps {
		lefts[i], rights[i], bases[i] = g.l.x1, g.r.x0, g.l.base
		width += min(g.l.width(), g.r.width()) / float64(n)
	}
	slices.Sort(lefts)
	slices.Sort(rights)
	slices.Sort(bases)
	g := gutter{lefts[n-1-n/10], rights[n/10]}
	if g.right-g.left < 0.4*body || width < 5*body {
		return gutter{}, false
	}
	full, flush := 0, 0
	for i := range n {
		if lefts[i] >= g.left-1.5*body {
			full++
		}
		if rights[i] <= g.right+0.8*body {
			flush++
		}
	}
	crossing := 0
	for i := range pieces {
		if p := &pieces[i]; p.crosses(g) && p.base > bases[n/10] && p.base < bases[n-1-n/10] {
			crossing++
		}
	}
	return g, full*5 >= 2*n && flush*5 >= 2*n && crossing*3 <= n
}

// loneGutter makes a gutter of one or two gaps, where a column has only just
// begun beside a full one: no line of the full one goes across.
func loneGutter(gaps []gap, pieces []piece, body float64) (gutter, bool) {
	if len(gaps) == 0 {
		return gutter{}, false
	}
	g := gutter{right: math.Inf(1)}
	for _, p := range gaps {
		g.right = min(g.right, p.r.x0)
	}
	for i := range pieces {
		if x := pieces[i].x1; x <= g.right-0.4*body {
			g.left = max(g.left, x)
		}
	}
	full, crossing := 0, 0
	for i := range pieces {
		p := &pieces[i]
		switch {
		case math.Abs(p.size-body) > 0.1*body:
		case p.crosses(g):
			crossing++
		case p.width() >= 5*body && p.x1 < g.mid() && p.x1 >= g.left-1.5*body:
			full++
		}
	}
	return g, full >= 5 && crossing*10 <= full
}

// area is a part of a leaf that is read from top to bottom: a column between
// two lines that go across, or such lines.
type area struct {
	pieces      []piece
	left, right float64 // edges of the text
	column      int     // -1 for lines that go across
}

// columns returns the gutters of a leaf. Where there is too little text to show
// one, as where a release ends at the top of the last column, it has that of
// the leaf before, or one as far from the last as the columns are wide.
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

// withGutter adds g to gutters unless it is there or text goes across it.
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

// areas parts a leaf with the given gutters into areas in the order in which
// they are read.
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
	across, rest = metaAcross(across, rest)
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
// parts to the left and to the right of a gutter, to those that go across.
func metaAcross(across, rest []piece) (wide, columns []piece) {
	var metas []piece
	for _, p := range slices.Concat(across, rest) {
		if len(p.glyphs) > maxMetaLine || len(metas) == headLines {
			continue
		}
		if _, ok := metaLine(p.text()); ok {
			metas = append(metas, p)
		}
	}
	for _, p := range rest {
		beside, meta := false, false
		for _, q := range metas {
			meta = meta || q.seq == p.seq
			beside = beside || q.seq != p.seq && math.Abs(q.base-p.base) < 0.3*p.size
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

// end returns where the text of p ends, a mark that hangs over the edge left
// out.
func (p *piece) end() float64 {
	if last := p.glyphs[len(p.glyphs)-1]; isMark(last.r) {
		return min(p.x1, last.x0+0.5*last.size)
	}
	return p.x1
}

// evenOut gives columns that hold only short lines the edges of the same
// column elsewhere on the leaf.
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
