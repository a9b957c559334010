package chart

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strings"

	"beilun/index/words"
	"beilun/knowledge"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// pixels are those of a unit of a drawing.
const pixels = 2

// PNG writes the chart as a picture on white, with its title and source, 1120 pixels wide.
func (c *Chart) PNG(w io.Writer) error { return c.png(w, machineFace()) }

func (c *Chart) png(w io.Writer, t typeface) error {
	if !t.chinese {
		c = c.spelled()
	}
	d := c.framed(c.draw())
	if !t.chinese {
		d.add("", label(soft, xy{margin, d.height + 6}, "start", c.words().NoFont, small))
		d.height += 16
	}
	p := &painter{face: t, faces: map[float64]font.Face{}, image: image.NewRGBA(image.Rect(0, 0, int(d.width*pixels), int(d.height*pixels)))}
	draw.Draw(p.image, p.image.Bounds(), image.White, image.Point{}, draw.Src)
	for _, g := range d.groups {
		for _, s := range g.shapes {
			if err := p.shape(s); err != nil {
				return fmt.Errorf("draw chart: %w", err)
			}
		}
	}
	for _, f := range p.faces {
		_ = f.Close() // it holds no file
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed} // half the time, for a few kilobytes
	if err := encoder.Encode(w, p.image); err != nil {
		return fmt.Errorf("write chart: %w", err)
	}
	return nil
}

// painter draws shapes as pixels.
type painter struct {
	image  *image.RGBA
	face   typeface
	faces  map[float64]font.Face // by size
	buffer sfnt.Buffer
}

func colourOf(p paint) *image.Uniform {
	var r, g, b uint8
	_, _ = fmt.Sscanf(colours[p], "#%02x%02x%02x", &r, &g, &b) // they are well formed
	return image.NewUniform(color.RGBA{r, g, b, 255})
}

func (p *painter) shape(s shape) error {
	if s.text != "" {
		return p.text(s)
	}
	points, closed := s.points, s.closed
	if s.radius > 0 {
		points, closed = circle(s.points[0], s.radius), true
	}
	if closed && !s.hollow {
		p.area(points, colourOf(s.paint))
		return nil
	}
	if s.radius > 0 { // nothing is to be seen through it
		p.area(circle(s.points[0], s.radius+s.width/2), colourOf(s.paint))
		p.area(circle(s.points[0], s.radius-s.width/2), image.White)
		return nil
	}
	if closed {
		points = append(append([]xy(nil), points...), points[0])
	}
	for i := 1; i < len(points); i++ {
		for _, part := range dashes(points[i-1], points[i], s.dashed) {
			p.stroke(part[0], part[1], s.width, colourOf(s.paint))
		}
	}
	return nil
}

// circle returns a polygon that looks like one.
func circle(at xy, radius float64) []xy {
	const corners = 32
	out := make([]xy, corners)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		out[i] = xy{at.x + radius*cos, at.y + radius*sin}
	}
	return out
}

// dashes returns the parts of a line that are drawn.
func dashes(a, b xy, dashed bool) [][2]xy {
	const on, off = 5.0, 4.0
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if !dashed || length == 0 {
		return [][2]xy{{a, b}}
	}
	at := func(d float64) xy { return xy{a.x + (b.x-a.x)*d/length, a.y + (b.y-a.y)*d/length} }
	var out [][2]xy
	for d := 0.0; d < length; d += on + off {
		out = append(out, [2]xy{at(d), at(min(d+on, length))})
	}
	return out
}

// stroke draws a line as the area that it covers.
func (p *painter) stroke(a, b xy, width float64, c *image.Uniform) {
	length := math.Hypot(b.x-a.x, b.y-a.y)
	if length == 0 {
		return
	}
	x, y := (b.y-a.y)/length*width/2, (a.x-b.x)/length*width/2
	p.area([]xy{{a.x + x, a.y + y}, {b.x + x, b.y + y}, {b.x - x, b.y - y}, {a.x - x, a.y - y}}, c)
}

// area fills a polygon.
func (p *painter) area(points []xy, c *image.Uniform) {
	r := image.Rectangle{}
	for _, at := range points {
		x, y := int(at.x*pixels), int(at.y*pixels)
		r = r.Union(image.Rect(x-1, y-1, x+2, y+2))
	}
	r = r.Intersect(p.image.Bounds())
	if r.Empty() {
		return
	}
	z := vector.NewRasterizer(r.Dx(), r.Dy())
	for i, at := range points {
		x, y := float32(at.x*pixels)-float32(r.Min.X), float32(at.y*pixels)-float32(r.Min.Y)
		if i == 0 {
			z.MoveTo(x, y)
		} else {
			z.LineTo(x, y)
		}
	}
	z.ClosePath()
	z.Draw(p.image, r, c, image.Point{})
}

func (p *painter) text(s shape) error {
	text := p.face.has(&p.buffer, s.text)
	face := p.faces[s.size]
	if face == nil {
		var err error
		if face, err = p.face.face(s.size * pixels); err != nil {
			return err
		}
		p.faces[s.size] = face
	}
	d := font.Drawer{Dst: p.image, Src: colourOf(s.paint), Face: face}
	x := fixed.Int26_6(s.points[0].x * pixels * 64)
	switch w := d.MeasureString(text); s.anchor {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	for i := range 2 { // a bold text is one drawn twice
		if i > 0 && !s.bold {
			break
		}
		d.Dot = fixed.Point26_6{X: x + fixed.I(i), Y: fixed.Int26_6(s.points[0].y * pixels * 64)}
		d.DrawString(text)
	}
	return nil
}

// spelled returns c in English, with its Chinese names and units in pinyin.
func (c *Chart) spelled() *Chart {
	s := *c.series
	s.Title, s.Unit = spelled(s.Title), spelled(s.Unit)
	out := &Chart{series: &s, left: c.left, english: true}
	for _, m := range c.marks {
		m.Label, m.Text, m.Source.Text = spelled(m.Label), spelled(m.Text), spelled(m.Source.Text)
		if m.Period != "" {
			m.Label = knowledge.PeriodEnglish(m.Period)
		}
		out.marks = append(out.marks, m)
	}
	return out
}

// spelled returns a text in pinyin, with the marks of Chinese replaced by those of English.
func spelled(text string) string {
	var b strings.Builder
	for i, part := range splitHan(text) {
		if i%2 == 1 {
			part = words.Romanize(part)
			if b.Len() > 0 && !strings.HasSuffix(b.String(), " ") {
				b.WriteByte(' ')
			}
		}
		b.WriteString(part)
	}
	return strings.TrimSpace(b.String())
}

// splitHan returns the parts of a text: in turn one without Chinese characters, which may be
// empty, and one of them.
func splitHan(text string) []string {
	out := []string{""}
	for _, r := range text {
		if words.IsHan(r) != (len(out)%2 == 0) {
			out = append(out, "")
		}
		if !words.IsHan(r) {
			if narrow, ok := marks[r]; ok {
				out[len(out)-1] += narrow
				continue
			}
		}
		out[len(out)-1] += string(r)
	}
	return out
}

// marks are what is written for marks of Chinese.
var marks = map[rune]string{0xff0c: ", ", 0x3001: ", ", 0xff1a: ": ", 0xff1b: "; ", 0xff08: " (", 0xff09: ")", 0x300a: " ", 0x300b: " ", 0x3002: ". "}
