package ofd

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
)

const points = 72 / 25.4 // of a millimetre

// sheet is a page on which text is put.
type sheet struct {
	box   box
	units map[string]content
	draws *int // objects that may still be drawn in this file
	chars []pdftext.Char
	left  int // characters that may still be on the pages
	err   error
}

func (p *sheet) height() float64 { return p.box.height * points }

// frame returns the matrix from the page's millimetres to those of its paper.
func (p *sheet) frame() matrix { return matrix{1, 0, 0, 1, -p.box.x, -p.box.y} }

func (p *sheet) page() pdftext.Page {
	closeUp(p.chars)
	return pdftext.Page{Width: float32(p.box.width * points), Height: float32(p.height()), Chars: p.chars}
}

const (
	maxNested = 8         // composite graphic units inside each other
	maxDrawn  = 2_000_000 // objects that a file draws, through its templates and units
)

// draw puts the texts of objects onto the page. around leads from their
// millimetres to those of the paper. It sets p.err.
func (p *sheet) draw(all content, around matrix, depth int) {
	for i := range all {
		o := &all[i]
		if p.err != nil {
			return
		}
		if *p.draws--; *p.draws < 0 {
			p.err = fmt.Errorf("%w: more than %d objects", release.ErrTooLarge, maxDrawn)
			return
		}
		if o.unit == "" {
			p.text(o, o.place.in(around))
			continue
		}
		unit, ok := p.units[o.unit]
		switch {
		case !ok:
			p.err = fmt.Errorf("%w: there is no graphic unit %q", release.ErrDamaged, o.unit)
			return
		case depth == maxNested:
			p.err = fmt.Errorf("%w: graphic units are inside each other more than %d times", release.ErrTooLarge, maxNested)
			return
		}
		p.draw(unit, o.place.in(around), depth+1)
	}
}

// text puts the characters of a text object onto the page. m leads from the
// object's millimetres to those of the paper.
func (p *sheet) text(o *object, m matrix) {
	var x, y float64
	for _, c := range o.codes {
		if c.hasX {
			x = c.x
		}
		if c.hasY {
			y = c.y
		}
		n := utf8.RuneCountInString(c.text)
		if p.left -= n; p.left < 0 {
			p.err = fmt.Errorf("%w: more than %d characters", release.ErrTooLarge, maxChars)
			return
		}
		dx, err := deltas(c.deltaX, n-1)
		if err == nil {
			var dy []float64
			if dy, err = deltas(c.deltaY, n-1); err == nil {
				p.run(o, m, run{text: c.text, x: x, y: y, dx: dx, dy: dy})
			}
		}
		if err != nil {
			p.err = fmt.Errorf("%w: the places of %.30q: %w", release.ErrDamaged, c.text, err)
			return
		}
	}
}

// run is the characters of a TextCode.
type run struct {
	text   string
	x, y   float64
	dx, dy []float64
}

// run puts a run onto the page. Characters of which the distance is not in the file
// follow at their width.
func (p *sheet) run(o *object, m matrix, r run) {
	free := len(r.dx) == 0 && len(r.dy) == 0
	x, y, i := r.x, r.y, 0
	for _, c := range r.text {
		width := widthOf(c) * o.size * o.stretch
		next := width
		switch {
		case i < len(r.dx):
			next = r.dx[i]
		case !free && len(r.dx) == 0:
			next = 0 // placed by DeltaY alone
		case free && o.down:
			next = 0
		}
		fall := 0.0
		switch {
		case i < len(r.dy):
			fall = r.dy[i]
		case free && o.down:
			fall = o.size
		}
		if i < len(r.dx) && fall == 0 && next > 0 && (c < 0x2000 || next < width) && next < 1.1*o.size*o.stretch {
			width = next // as the font has it
		}
		p.put(o, m, c, x, y, width)
		x, y = x+next, y+fall
		i++
	}
}

// put puts a character onto the page. x, y is its start on the line under it.
func (p *sheet) put(o *object, m matrix, r rune, x, y, width float64) {
	angle := -o.turn - math.Atan2(m[1], m[0])*180/math.Pi
	sin, cos := math.Sincos(angle * math.Pi / 180)
	size := o.size * math.Hypot(m[2], m[3])
	width *= math.Hypot(m[0], m[1])
	px, py := m.apply(x, y)
	px, py = px*points, (p.box.height-py)*points
	size, width = size*points, width*points
	c := pdftext.Char{Rune: r, X: float32(px), Y: float32(py), Size: float32(size), Angle: int16(math.Round(math.Remainder(angle, 360)))}
	low, high := -0.12*size, 0.88*size
	left, right := min(0, width*cos)+min(-low*sin, -high*sin), max(0, width*cos)+max(-low*sin, -high*sin)
	bottom, top := min(0, width*sin)+min(low*cos, high*cos), max(0, width*sin)+max(low*cos, high*cos)
	c.X0, c.X1, c.Y0, c.Y1 = float32(px+left), float32(px+right), float32(py+bottom), float32(py+top)
	if angle == 0 {
		c.X0 = c.X
	}
	p.chars = append(p.chars, c)
}

// widthOf returns the usual width of a character in a Chinese font, in em.
func widthOf(r rune) float64 {
	switch {
	case r >= 0x2010 || char.IsHan(r) || char.IsMark(r) && r >= 0x80:
		return 1
	case strings.ContainsRune("iljI.,:;'|!()[] ft", r):
		return 0.3
	case strings.ContainsRune("mwMW%@", r):
		return 0.85
	case 'A' <= r && r <= 'Z':
		return 0.67
	}
	return 0.5
}

// closeUp gives characters that are set one by one the width up to the next one, if
// that is less than was guessed, and Latin letters and digits also if it is a little
// more.
func closeUp(chars []pdftext.Char) {
	for i := 0; i+1 < len(chars); i++ {
		a, b := &chars[i], &chars[i+1]
		if a.Angle != 0 || b.Angle != 0 || math.Abs(float64(a.Y-b.Y)) > 0.1*float64(a.Size) {
			continue
		}
		most := a.X1 - a.X
		if a.Rune < 0x1100 {
			most += 0.25 * a.Size
		}
		if d := b.X - a.X; d > 0.15*a.Size && d < most {
			a.X1 = b.X
		}
	}
}
