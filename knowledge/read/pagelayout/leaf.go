package pagelayout

import (
	"math"
	"unicode/utf8"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/char"
)

// leaf is a page as pieces.
type leaf struct {
	width, height float64
	pieces        []piece // in the order of drawing
}

// newLeaf makes pieces of the characters of a page. It leaves out text that runs
// in another direction than most, as a stamp or a watermark, or is off the paper.
func newLeaf(p pdftext.Page) leaf {
	turn := direction(p.Chars)
	s := leaf{width: float64(p.Width), height: float64(p.Height)}
	if turn == 90 || turn == 270 {
		s.width, s.height = s.height, s.width
	}
	var cur *piece
	spaced, drawn := false, 0
	for _, c := range p.Chars {
		if turnOf(c.Angle) != turn || isOff(&p, c) {
			continue
		}
		if char.IsSpace(c.Rune) || char.IsInvisible(c.Rune) {
			spaced = spaced || char.IsSpace(c.Rune)
			continue
		}
		g, ok := place(c, turn, float64(p.Width), float64(p.Height))
		if !ok {
			continue
		}
		if char.IsControl(g.r) || g.r == 0 {
			g.r, g.lost = utf8.RuneError, true
		}
		drawn++
		g.spaced, g.seq, spaced = spaced, drawn, false
		switch {
		case cur != nil && cur.overprints(g):
		case cur != nil && cur.continues(g):
			cur.glyphs = append(cur.glyphs, g)
			cur.x1 = max(cur.x1, g.x1)
		default:
			s.pieces = append(s.pieces, piece{glyphs: []glyph{g}, x0: g.x0, x1: g.x1, base: g.base, size: g.size, seq: g.seq})
			cur = &s.pieces[len(s.pieces)-1]
		}
	}
	for i := range s.pieces {
		s.pieces[i].settle()
	}
	s.pieces = join(s.pieces)
	return s
}

// isOff reports whether c is outside of the paper, where print marks are.
func isOff(p *pdftext.Page, c pdftext.Char) bool {
	return p.Width > 0 && p.Height > 0 && (c.X1 < 0 || c.X0 > p.Width || c.Y1 < 0 || c.Y0 > p.Height)
}

// runsDown reports whether the upright characters of a page follow one another
// downwards, in columns from right to left: most of them, or those of an article
// beside others.
func runsDown(chars []pdftext.Char) bool {
	down, close, right := 0, 0, 0
	for i := 1; i < len(chars); i++ {
		a, b := chars[i-1], chars[i]
		dx, dy := math.Abs(float64(b.X-a.X)), float64(a.Y-b.Y)
		switch size := float64(a.Size); {
		case dx < 0.6*size && dy > 0.4*size && dy < 2*size:
			down++
			if char.IsHan(a.Rune) && char.IsHan(b.Rune) && dx < 0.1*size && dy < 1.4*size {
				close++ // closer than the rows of a table
			}
		case math.Abs(dy) < 0.3*size && b.X > a.X:
			right++
		}
	}
	return down >= 8 && down > 3*right || close >= 30 && close*4 > right
}

// turnOf returns the direction of text at an angle: 0, 90, 180 or 270 degrees, or
// -1 for a slant.
func turnOf(angle int16) int {
	a := (int(angle) + 360 + 3) % 360
	if a%90 > 6 {
		return -1
	}
	return a / 90 * 90
}

// direction returns the direction of most characters.
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

// usualWidth is the width of digits and small letters, in em.
const usualWidth = 0.5

// place puts a character onto a leaf that is turned so that text runs to the
// right. It returns false for an invisible one.
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
	switch {
	case char.IsHan(c.Rune) || char.IsMark(c.Rune):
		end = max(end, g.x0+0.9*g.size)
	case end-g.x0 < 0.2*g.size && char.IsAlnum(c.Rune), end-g.x0 < 0.2*g.size && g.r == '.':
		end = g.x0 + usualWidth*g.size // its font is not in the file, or does not say it
	}
	g.x1 = max(g.x0, end)
	return g, g.size >= 1 && g.size < 2000 && g.x1-g.x0 < 4*g.size
}
