package pagelayout

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// glyph is a character on a leaf. Positions are in points from the top left.
type glyph struct {
	r      rune
	x0, x1 float64
	base   float64 // the line under it
	size   float64
	spaced bool // the file has white space before it
	lost   bool // the file does not say what it is
	seq    int  // its place in the order of drawing
}

// piece is a part of a line without a gap in it: a line of a column, a cell of a
// table.
type piece struct {
	glyphs []glyph // from left to right
	x0, x1 float64
	base   float64
	size   float64 // of most of its type
	seq    int     // its place in the order of drawing
	spread bool    // its characters are spaced out
}

func (p *piece) top() float64    { return p.base - 0.9*p.size }
func (p *piece) width() float64  { return p.x1 - p.x0 }
func (p *piece) center() float64 { return (p.x0 + p.x1) / 2 }

// columnGap is the least gap, in em, between pieces. Columns are further apart,
// words and stretched characters closer.
const columnGap = 0.7

// drawnGap is columnGap for characters that are drawn one after the other. It is
// small, because others that are drawn later may belong between them.
const drawnGap = 0.15

// continues reports whether g continues the line of p.
func (p *piece) continues(g glyph) bool {
	last := p.glyphs[len(p.glyphs)-1]
	em := max(last.size, g.size)
	off := 0.25
	if g.size < 0.8*p.size {
		off = 0.5 // raised or lowered
	}
	gap := g.x0 - last.x1
	return math.Abs(g.base-p.base) <= off*em && gap > -0.6*em && gap < drawnGap*em && g.size < 2*last.size && last.size < 2*g.size
}

// overprints reports whether g is the last character again, drawn twice for bold
// type or a shadow.
func (p *piece) overprints(g glyph) bool {
	last := p.glyphs[len(p.glyphs)-1]
	return g.r == last.r && math.Abs(g.x0-last.x0) < 0.2*g.size && math.Abs(g.base-last.base) < 0.2*g.size
}

// settle finds the size of most of p's type.
func (p *piece) settle() {
	n := map[float64]int{}
	for _, g := range p.glyphs {
		n[math.Round(g.size*10)/10]++
	}
	best := 0
	for size, k := range n {
		if k > best || k == best && size > p.size {
			best, p.size = k, size
		}
	}
}

// join joins pieces that are next to each other in any order of drawing, as
// digits of another font are, and letters that are spaced out.
func join(pieces []piece) []piece {
	order := make([]int, len(pieces))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(pieces[i].base, pieces[j].base) })
	var out []piece
	for start := 0; start < len(order); {
		end := start + 1
		for end < len(order) && pieces[order[end]].base-pieces[order[start]].base < 0.25*max(pieces[order[start]].size, 1) {
			end++
		}
		row := order[start:end]
		slices.SortStableFunc(row, func(i, j int) int { return cmp.Compare(pieces[i].x0, pieces[j].x0) })
		out = append(out, joinRow(pieces, row)...)
		start = end
	}
	slices.SortStableFunc(out, func(a, b piece) int { return cmp.Compare(a.seq, b.seq) })
	return out
}

// joinRow joins the pieces of one line of the page, given from left to right.
func joinRow(pieces []piece, row []int) []piece {
	var out []piece
	spread := spreadRuns(pieces, row)
	for k, i := range row {
		p := pieces[i]
		if len(out) > 0 {
			last := &out[len(out)-1]
			em := max(last.size, p.size)
			gap := p.x0 - last.x1
			if p.repeats(last) {
				continue
			}
			if gap < columnGap*em && gap > -0.6*em && p.size < 1.5*last.size && last.size < 1.5*p.size || spread[k] {
				last.glyphs = append(last.glyphs, p.glyphs...) // its own array
				last.x1 = max(last.x1, p.x1)
				last.seq = min(last.seq, p.seq)
				last.spread = last.spread || spread[k]
				continue
			}
		}
		out = append(out, p)
	}
	var parted []piece
	for i := range out {
		out[i].settle()
		parted = append(parted, out[i].part()...)
	}
	return parted
}

// cellGap is the least gap, in em and without what a line is stretched by,
// between Chinese and the next cell of a narrow table.
const cellGap = 0.3

// part divides p where a gap is wider than the others and is not a space.
func (p *piece) part() []piece {
	if p.spread {
		return []piece{*p}
	}
	limit := p.stretch() + cellGap
	var out []piece
	from := 0
	for i := 1; i <= len(p.glyphs); i++ {
		if i < len(p.glyphs) {
			a, b := p.glyphs[i-1], p.glyphs[i]
			latin := char.IsLetter(a.r) && char.IsLetter(b.r) || char.IsLetter(a.r) && b.r < 0x80 || a.r < 0x80 && char.IsLetter(b.r)
			if b.x0-a.x1 <= limit*max(a.size, b.size) || b.spaced || latin {
				continue
			}
		}
		q := piece{glyphs: p.glyphs[from:i:i], x0: p.glyphs[from].x0, base: p.base, size: p.size, seq: p.glyphs[from].seq}
		for _, g := range q.glyphs {
			q.x1, q.seq = max(q.x1, g.x1), min(q.seq, g.seq)
		}
		out = append(out, q)
		from = i
	}
	return out
}

// repeats reports whether p is q again, drawn a little beside it for a shadow or
// bold type.
func (p *piece) repeats(q *piece) bool {
	return math.Abs(p.x0-q.x0) < 0.3*p.size && len(p.glyphs) == len(q.glyphs) && p.text() == q.text()
}

// spreadRuns marks the pieces of a row that continue a word whose characters are
// spaced out evenly, as in titles.
func spreadRuns(pieces []piece, row []int) []bool {
	spread := make([]bool, len(row))
	single := func(k int) bool { return len(pieces[row[k]].glyphs) == 1 && char.IsHan(pieces[row[k]].glyphs[0].r) }
	gap := func(k int) float64 { return pieces[row[k]].x0 - pieces[row[k-1]].x1 }
	for start := 0; start < len(row); {
		end := start + 1
		for end < len(row) && single(start) && single(end) {
			em := pieces[row[end]].size
			if g := gap(end); g > 3*em || math.Abs(g-gap(start+1)) > 0.3*em {
				break
			}
			end++
		}
		if end-start >= 3 {
			for k := start + 1; k < end; k++ {
				spread[k] = true
			}
		}
		start = end
	}
	return spread
}

// text returns the characters of p with the spaces between words.
func (p *piece) text() string {
	var b strings.Builder
	stretch := p.stretch()
	line, _ := p.line()
	lifted := false
	for i, g := range p.glyphs {
		if i > 0 && spaceBetween(p.glyphs[i-1], g, stretch) {
			b.WriteByte(' ')
		}
		if g.lost && !(i > 0 && char.IsDigit(p.glyphs[i-1].r)) && !(i+1 < len(p.glyphs) && char.IsDigit(p.glyphs[i+1].r)) {
			continue
		}
		if char.IsDigit(g.r) && g.size <= raisedSize*p.size && line-g.base >= raisedBy*p.size {
			b.WriteString(char.Superiors.Replace(string(g.r)))
			lifted = true
			continue
		}
		b.WriteRune(zhtext.Unify(g.r))
	}
	if lifted {
		return trace.WithoutNotes(trace.String{Text: b.String()}).Text
	}
	return b.String()
}

// Type that is smaller and higher than the rest of its line is raised, both as
// parts of the size.
const (
	raisedSize = 0.8
	raisedBy   = 0.15
)

// line returns the line under most of p's type.
func (p *piece) line() (base float64, ok bool) {
	for _, g := range p.glyphs {
		if g.size > raisedSize*p.size && (!ok || g.base > base) {
			base, ok = g.base, true
		}
	}
	return base, ok
}

// stretch returns the distance between the characters of p, in em. A line may be
// stretched to fill its column, numbers included.
func (p *piece) stretch() float64 {
	gaps := make([]float64, 0, len(p.glyphs))
	for i, g := range p.glyphs[1:] {
		gaps = append(gaps, (g.x0-p.glyphs[i].x1)/max(g.size, 1))
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	return max(0, gaps[len(gaps)/2])
}

// spaceBetween reports whether white space is between neighbours: the file says
// so, or they are no Chinese and further apart than the others.
func spaceBetween(a, b glyph, stretch float64) bool {
	em := max(a.size, b.size)
	gap := b.x0 - a.x1 - stretch*em
	if b.spaced && gap > 0.12*em {
		return true
	}
	if a.r == '.' && char.IsDigit(b.r) || char.IsDigit(a.r) && b.r == '.' {
		return gap > 0.5*em // the point of a decimal, in a font that is not in the file, is narrower than its place
	}
	if char.IsHan(a.r) || char.IsHan(b.r) || char.IsMark(a.r) || char.IsMark(b.r) {
		return false
	}
	return gap > 0.18*em
}
