package pagelayout

import (
	"cmp"
	"math"
	"slices"
)

// gutter is the white strip between two columns.
type gutter struct{ left, right float64 }

func (g gutter) mid() float64 { return (g.left + g.right) / 2 }

func (p *piece) crosses(g gutter) bool { return p.x0 < g.mid()-1 && p.x1 > g.mid()+1 }

// gap is the white between a piece and the next one on its right.
type gap struct{ l, r *piece }

func (g gap) covers(x float64) bool { return g.l.x1 <= x && x <= g.r.x0 }

const (
	maxGutters = 3
	binWidth   = 2.0  // points
	maxBins    = 3000 // of a page that is not wider than a house
	nearby     = 40   // pieces looked at on either side of a piece, in the order of lines
)

// gutters returns the white strips between columns, from left to right: those on
// which the gaps of many lines agree, with lines that are full up to them.
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

// gapsOf returns the gaps on the right of pieces in the body's type.
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

// gutterOf returns the gutter of gaps that agree on a place, and false if they
// are those between the cells of a table.
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

// loneGutter returns the gutter of one or two gaps, where a column has just begun
// beside a full one: no line of the full one crosses it.
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
