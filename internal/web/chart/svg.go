package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// fontStack are the fonts of a drawing: those of the system that have Chinese.
const fontStack = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'WenQuanYi Micro Hei', sans-serif"

// classes are the style classes of what is drawn.
var classes = [...]string{ink: "c-ink", soft: "c-soft", grid: "c-grid", data: "c-data", apart: "c-apart"}

// colours are those of a file, which is on white paper.
var colours = [...]string{ink: "#1b1b1b", soft: "#595959", grid: "#d9d5ce", data: "#8a1c1c", apart: "#1c5d8a"}

// writer writes SVG.
type writer struct {
	bytes.Buffer
	inline bool // in a page, whose style has the colours
}

// SVG returns the chart as an element of a page. It has no style of its own: the page's
// style colours the classes c-ink-fill, c-data-stroke and so on; without it all has the
// colour of the text.
func (c *Chart) SVG() string {
	w := &writer{inline: true}
	w.chart(c, c.draw())
	return w.String()
}

// File returns the chart as an SVG file with its title and source, in colours for paper.
func (c *Chart) File() []byte {
	w := &writer{}
	w.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
	w.chart(c, c.framed(c.draw()))
	w.WriteByte('\n')
	return w.Bytes()
}

func (c *Chart) draw() *drawing {
	if c.series.Compare {
		return c.bars()
	}
	return c.line()
}

// framed returns d with the title above and the source below, for where no page has them.
func (c *Chart) framed(d *drawing) *drawing {
	const head, foot = 38.0, 24.0
	out := &drawing{width: d.width, height: d.height + head + foot}
	title := label(ink, xy{margin, 25}, "start", fitting(c.Title(), large, wide-2*margin), large)
	title.bold = true
	out.add("", title)
	for _, g := range d.groups {
		moved := group{title: g.title}
		for _, s := range g.shapes {
			points := make([]xy, len(s.points))
			for i, p := range s.points {
				points[i] = xy{p.x, p.y + head}
			}
			s.points = points
			moved.shapes = append(moved.shapes, s)
		}
		out.groups = append(out.groups, moved)
	}
	if source := c.sources(); source != "" && !c.series.Compare {
		out.add("", label(soft, xy{margin, out.height - 9}, "start", fitting(fmt.Sprintf(c.words().Source, source), small, wide-2*margin), small))
	}
	return out
}

// sources returns the citation of the newest figure, or the publishers if there are several.
func (c *Chart) sources() string {
	var out []string
	for _, m := range c.marks {
		if p := m.Source.Publisher; p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	if len(out) < 2 {
		return c.marks[len(c.marks)-1].Source.Text
	}
	return strings.Join(out, c.words().Sep)
}

func (w *writer) chart(c *Chart, d *drawing) {
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.Title() + c.Description())) // never fails
	id := fmt.Sprintf("c%08x", h.Sum32())
	lang := "zh-CN"
	if c.english {
		lang = "en"
	}
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-t %s-d" xml:lang="%s" lang="%s" font-family="%s"`, decimal(d.width), decimal(d.height), id, id, lang, lang, fontStack)
	if w.inline {
		w.WriteString(` class="chart">`)
	} else {
		fmt.Fprintf(w, ` width="%s" height="%s">`, decimal(d.width), decimal(d.height))
	}
	fmt.Fprintf(w, `<title id="%s-t">`, id)
	w.text(c.Title())
	fmt.Fprintf(w, `</title><desc id="%s-d">`, id)
	w.text(c.Description())
	w.WriteString("</desc>")
	if !w.inline {
		fmt.Fprintf(w, `<rect width="%s" height="%s" fill="#ffffff"/>`, decimal(d.width), decimal(d.height))
	}
	for _, g := range d.groups {
		w.group(g)
	}
	w.WriteString("</svg>")
}

func (w *writer) group(g group) {
	if g.title != "" {
		w.WriteString("<g><title>")
		w.text(g.title)
		w.WriteString("</title>")
	}
	for _, s := range g.shapes {
		w.shape(s)
	}
	if g.title != "" {
		w.WriteString("</g>")
	}
}

func (w *writer) shape(s shape) {
	at := s.points[0]
	switch {
	case s.text != "":
		fmt.Fprintf(w, `<text x="%s" y="%s" font-size="%s"`, decimal(at.x), decimal(at.y), decimal(s.size))
		if s.anchor != "start" {
			fmt.Fprintf(w, ` text-anchor="%s"`, s.anchor)
		}
		if s.bold {
			w.WriteString(` font-weight="bold"`)
		}
		w.colour("fill", s.paint)
		w.WriteByte('>')
		w.text(s.text)
		w.WriteString("</text>")
		return
	case s.radius > 0:
		fmt.Fprintf(w, `<circle cx="%s" cy="%s" r="%s"`, decimal(at.x), decimal(at.y), decimal(s.radius))
	default:
		var d strings.Builder
		for i, p := range s.points {
			fmt.Fprintf(&d, "%c%s %s", "ML"[min(i, 1)], decimal(p.x), decimal(p.y))
		}
		if s.closed {
			d.WriteByte('Z')
		}
		fmt.Fprintf(w, `<path d="%s"`, d.String())
	}
	w.lines(s)
	w.WriteString("/>")
}

// lines writes whether a shape is filled, and the line around it. Through a hollow circle
// nothing is to be seen.
func (w *writer) lines(s shape) {
	area, circle := s.closed || s.radius > 0, s.radius > 0
	switch {
	case area && !s.hollow:
		w.colour("fill", s.paint)
		return
	case circle && w.inline:
		fmt.Fprintf(w, ` fill="none" stroke="currentColor" pointer-events="all" class="c-hollow %s-stroke"`, classes[s.paint])
	case circle:
		w.WriteString(` fill="#ffffff"`)
		w.colour("stroke", s.paint)
	default:
		w.WriteString(` fill="none"`)
		w.colour("stroke", s.paint)
	}
	fmt.Fprintf(w, ` stroke-width="%s"`, decimal(s.width))
	if s.dashed {
		w.WriteString(` stroke-dasharray="5 4"`)
	}
}

// colour writes the colour of a shape: a class in a page, for which the attribute is only
// what there is without a style.
func (w *writer) colour(attribute string, p paint) {
	if !w.inline {
		fmt.Fprintf(w, ` %s="%s"`, attribute, colours[p])
		return
	}
	fmt.Fprintf(w, ` %s="currentColor" class="%s-%s"`, attribute, classes[p], attribute)
	if p == grid {
		fmt.Fprintf(w, ` %s-opacity=".25"`, attribute)
	}
}

func (w *writer) text(s string) { _ = xml.EscapeText(w, []byte(s)) } // a buffer never fails
