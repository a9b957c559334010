package chart

import "beilun/internal/zhtext"

// xy is a place in a drawing, in units of which the text is 13 high.
type xy struct{ x, y float64 }

// paint is what a shape is for, which decides its colour.
type paint int

const (
	ink   paint = iota // text that is read
	soft               // text beside
	grid               // lines behind
	data               // figures
	apart              // figures of other sources
)

// shape is one thing that is drawn.
type shape struct {
	paint  paint
	points []xy    // a line, or the edge of an area
	closed bool    // it is an area
	hollow bool    // of which the edge alone is drawn
	dashed bool    // its line is
	radius float64 // of a circle around points[0]
	width  float64 // of the line

	text   string // at points[0], its lower edge
	size   float64
	anchor string // start, middle or end
	bold   bool
}

// group is the shapes of one figure, or those of none.
type group struct {
	title  string // what is said of the figure; empty for what belongs to none
	shapes []shape
}

// drawing is a chart as it is drawn.
type drawing struct {
	width, height float64
	groups        []group
}

func (d *drawing) add(title string, shapes ...shape) {
	d.groups = append(d.groups, group{title, shapes})
}

// Sizes.
const (
	wide     = 560.0 // of a drawing
	textSize = 13.0
	small    = 12.0
	large    = 17.0
	margin   = 10.0
)

func line(p paint, width float64, points ...xy) shape {
	return shape{paint: p, points: points, width: width}
}

func label(p paint, at xy, anchor, text string, size float64) shape {
	return shape{paint: p, points: []xy{at}, anchor: anchor, text: text, size: size}
}

// textWidth returns about how wide a text is.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x2e80: // Chinese characters and their punctuation
			w++
		case r == 'm' || r == 'w' || r >= 'A' && r <= 'Z':
			w += 0.72
		default:
			w += 0.56
		}
	}
	return w * size
}

// fitting returns s, or as much of its start as is about as wide as most, with … behind it.
func fitting(s string, size, most float64) string {
	if textWidth(s, size) <= most {
		return s
	}
	return zhtext.Truncate(s, int(1.8*most/size)) // columns of half a character, with some room
}

// box is where a text is.
type box struct{ left, top, right, bottom float64 }

func boxOf(s shape) box {
	w, at := textWidth(s.text, s.size), s.points[0]
	left := at.x
	switch s.anchor {
	case "middle":
		left -= w / 2
	case "end":
		left -= w
	}
	return box{left, at.y - s.size, left + w, at.y + s.size/4}
}

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}
