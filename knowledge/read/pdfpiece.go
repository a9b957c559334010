package read

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"beilun/internal/pdftext"
)

// glyph is a character on a leaf. Positions are in points from the top left.
type glyph struct {
	r      rune
	x0, x1 float64
	base   float64 // the line it stands on
	size   float64
	spaced bool // white space stands before it in the file
}

// piece is a part of a line that is set without a gap: a line of a column, a
// cell of a table.
type piece struct {
	glyphs []glyph // from left to right
	x0, x1 float64
	base   float64
	size   float64 // of most of its type
	seq    int     // its place in the order of drawing
}

func (p *piece) top() float64    { return p.base - 0.9*p.size }
func (p *piece) width() float64  { return p.x1 - p.x0 }
func (p *piece) center() float64 { return (p.x0 + p.x1) / 2 }

// leaf is a page as pieces.
type leaf struct {
	width, height float64
	pieces        []piece // in the order of drawing
}

// columnGap is the least gap, in em, that parts pieces. Columns stand further
// apart, words and stretched characters closer.
const columnGap = 0.7

// drawnGap is the same for characters that are drawn one after the other. It
// is small, since others that are drawn later may belong between them.
const drawnGap = 0.15

// newLeaf makes pieces of the characters of a page. Text that does not run in
// the direction of most is left out: a stamp, a watermark.
func newLeaf(p pdftext.Page) leaf {
	turn := direction(p.Chars)
	s := leaf{width: float64(p.Width), height: float64(p.Height)}
	if turn == 90 || turn == 270 {
		s.width, s.height = s.height, s.width
	}
	var cur *piece
	spaced := false
	for _, c := range p.Chars {
		if turnOf(c.Angle) != turn {
			continue
		}
		if isSpace(c.Rune) || isInvisible(c.Rune) || isControl(c.Rune) || c.Rune == 0 {
			spaced = spaced || isSpace(c.Rune)
			continue
		}
		g, ok := place(c, turn, float64(p.Width), float64(p.Height))
		if !ok {
			continue
		}
		g.spaced, spaced = spaced, false
		switch {
		case cur != nil && cur.overprints(g):
		case cur != nil && cur.goesOn(g):
			cur.glyphs = append(cur.glyphs, g)
			cur.x1 = max(cur.x1, g.x1)
		default:
			s.pieces = append(s.pieces, piece{glyphs: []glyph{g}, x0: g.x0, x1: g.x1, base: g.base, size: g.size, seq: len(s.pieces)})
			cur = &s.pieces[len(s.pieces)-1]
		}
	}
	for i := range s.pieces {
		s.pieces[i].settle()
	}
	s.pieces = join(s.pieces)
	return s
}

// turnOf returns the direction of text at an angle: 0, 90, 180 or 270 degrees,
// or -1 for a slant.
func turnOf(angle int16) int {
	a := (int(angle) + 360 + 3) % 360
	if a%90 > 6 {
		return -1
	}
	return a / 90 * 90
}

// direction returns that of most characters.
func direction(chars []pdftext.Char) int {
	var n [4]int
	for _, c := range chars {
		if t := turnOf(c.Angle); t >= 0 {
			n[t/90]++
		}
	}
	best := 0
	for i := range n {
		if n[i] > n[best] {
			best = i
		}
	}
	return best * 90
}

// place puts a character onto a leaf that is turned so that text runs to the
// right. It returns false for one that nobody can see.
func place(c pdftext.Char, turn int, width, height float64) (glyph, bool) {
	x, y := float64(c.X), float64(c.Y)
	left, right, bottom, top := float64(c.X0), float64(c.X1), float64(c.Y0), float64(c.Y1)
	g := glyph{r: c.Rune, size: float64(c.Size)}
	var end float64
	switch turn {
	case 90: // upwards
		g.x0, end, g.base = y, top, x
	case 180:
		g.x0, end, g.base = width-x, width-left, y
	case 270: // downwards
		g.x0, end, g.base = height-y, height-bottom, width-x
	default:
		g.x0, end, g.base = x, right, height-y
	}
	if isHan(c.Rune) {
		end = max(end, g.x0+0.9*g.size)
	}
	g.x1 = max(g.x0, end)
	return g, g.size >= 1 && g.size < 2000 && g.x1-g.x0 < 4*g.size
}

// goesOn reports whether g continues the line of p.
func (p *piece) goesOn(g glyph) bool {
	last := p.glyphs[len(p.glyphs)-1]
	em := max(last.size, g.size)
	off := 0.25
	if g.size < 0.8*p.size {
		off = 0.5 // raised or lowered
	}
	gap := g.x0 - last.x1
	return math.Abs(g.base-p.base) <= off*em && gap > -0.6*em && gap < drawnGap*em && g.size < 2*last.size && last.size < 2*g.size
}

// overprints reports whether g is the last character again, drawn twice for a
// bold or a shadow.
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

// join puts pieces together that stand beside each other in any order of
// drawing, as digits of another font do, and letters that are spaced out.
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

// joinRow puts together the pieces of one line of the page, given from left to
// right.
func joinRow(pieces []piece, row []int) []piece {
	var out []piece
	spread := spreadRuns(pieces, row)
	for k, i := range row {
		p := pieces[i]
		if len(out) > 0 {
			last := &out[len(out)-1]
			em := max(last.size, p.size)
			gap := p.x0 - last.x1
			near := gap < columnGap*em && gap > -0.6*em && p.size < 1.5*last.size && last.size < 1.5*p.size
			if p.repeats(last) {
				continue
			}
			if near || spread[k] {
				last.glyphs = append(last.glyphs, p.glyphs...) // its own array
				last.x1 = max(last.x1, p.x1)
				last.seq = min(last.seq, p.seq)
				continue
			}
		}
		out = append(out, p)
	}
	for i := range out {
		out[i].settle()
	}
	return out
}

// repeats reports whether p is q again, drawn a little beside it for a shadow
// or a bold.
func (p *piece) repeats(q *piece) bool {
	return math.Abs(p.x0-q.x0) < 0.3*p.size && len(p.glyphs) == len(q.glyphs) && p.text() == q.text()
}

// spreadRuns marks the pieces of a row that continue a word whose characters
// are spaced out evenly, as those of titles are.
func spreadRuns(pieces []piece, row []int) []bool {
	spread := make([]bool, len(row))
	single := func(k int) bool { return len(pieces[row[k]].glyphs) == 1 && isHan(pieces[row[k]].glyphs[0].r) }
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

// text returns the characters of p with the spaces that part words.
func (p *piece) text() string {
	var b strings.Builder
	stretch := p.stretch()
	for i, g := range p.glyphs {
		if i > 0 && spaceBetween(p.glyphs[i-1], g, stretch) {
			b.WriteByte(' ')
		}
		b.WriteRune(g.r)
	}
	return b.String()
}

// stretch returns how far the characters of p stand apart, in em: a line may
// be stretched to fill its column, the numbers in it too.
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

// spaceBetween reports whether white space stands between neighbours: the file
// says so, or they are no Chinese and stand further apart than the others.
func spaceBetween(a, b glyph, stretch float64) bool {
	em := max(a.size, b.size)
	gap := b.x0 - a.x1 - stretch*em
	if b.spaced && gap > 0.12*em {
		return true
	}
	if isHan(a.r) || isHan(b.r) || isMark(a.r) || isMark(b.r) {
		return false
	}
	return gap > 0.18*em
}
