package pptx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// shape is a shape on a slide: a text box, a table or a group of shapes.
type shape struct {
	depth  int // of its element
	place  box
	placed bool // it has a place of its own
	hidden bool
	holder holder // of a placeholder
	kids   []*shape
	pair   bool // its kids are a heading and what that heads
	heads  bool // it is such a heading
	out    []word.Passage
	table  *table // nil unless it is a table
	chart  string // relation of the chart in it, "" for none

	diagram bool // its shapes are in another part
}

// holder is what a placeholder is for. Its kind is "" for a shape that is none.
type holder struct{ kind, index string }

// walk collects the shapes of a slide or of its layout.
type walk struct {
	hidden   bool // the slide is not shown
	unplaced bool // a placeholder has no place of its own
	pictured bool // it has a picture
	root     *shape
	open     []*shape // the shapes around the token, the root first
	skip     int      // depth of an element that is skipped with its content; 0 for none
	choices  []bool   // of the alternatives around the token: whether one was taken
	frame    int      // depth of the element with the place of a shape; 0 outside
	count    int      // shapes

	inPar, inRun, inText bool
	raised               bool // the run is raised
	struck               bool // it is struck out
	text                 word.Text
}

// Limits of the shapes of a slide.
const (
	maxShapes = 2000
	maxGroups = 32 // inside each other
)

// leastRaised is the distance from the line, in thousandths of a percent of the
// size of the font, from which text is raised.
const leastRaised = 20_000

func newWalk() *walk {
	root := &shape{}
	return &walk{root: root, open: []*shape{root}}
}

func (w *walk) top() *shape { return w.open[len(w.open)-1] }

// visit handles one token.
func (w *walk) visit(t xml.Token, depth int) {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip == 0 && !w.start(t, depth) {
			w.skip = depth
		}
	case xml.EndElement:
		switch {
		case w.skip == depth:
			w.skip = 0
		case w.skip == 0:
			w.end(t, depth)
		}
	case xml.CharData:
		if w.skip == 0 && w.inText && !w.struck {
			w.text.Write(string(t), w.raised)
		}
	}
}

// start handles the start of an element. It returns false for one that is skipped
// with its content.
func (w *walk) start(e xml.StartElement, depth int) bool {
	switch e.Name.Local {
	case "sld":
		w.hidden = parts.Attr(e, "show") == "0" || parts.Attr(e, "show") == "false"
		return !w.hidden
	case "pic":
		w.pictured = true
		return false
	case "cxnSp", "extLst", "transition", "timing", "oleObj", "contentPart", "clrMapOvr":
		return false
	case "AlternateContent":
		w.choices = append(w.choices, false)
	case "Choice", "Fallback":
		n := len(w.choices)
		if n == 0 || w.choices[n-1] {
			return false
		}
		w.choices[n-1] = true
	case "sp", "grpSp", "graphicFrame":
		return w.startShape(depth)
	case "tbl", "tr", "tc":
		w.top().startTable(e)
	default:
		w.inShape(e, depth)
		return w.inParagraph(e)
	}
	return true
}

// startShape begins a shape inside the one around it.
func (w *walk) startShape(depth int) bool {
	if w.count++; w.count > maxShapes || len(w.open) > maxGroups {
		return false
	}
	s := &shape{depth: depth}
	w.top().kids = append(w.top().kids, s)
	w.open = append(w.open, s)
	return true
}

// inShape handles an element that is a property of a shape.
func (w *walk) inShape(e xml.StartElement, depth int) {
	s := w.top()
	switch e.Name.Local {
	case "cNvPr":
		s.hidden = s.hidden || parts.Attr(e, "hidden") == "1" || parts.Attr(e, "hidden") == "true"
	case "ph":
		s.holder = holder{parts.Attr(e, "type"), parts.Attr(e, "idx")}
		if s.holder.kind == "" {
			s.holder.kind = "obj" // the default, ECMA-376, part 1, 19.3.1.36
		}
	case "relIds":
		s.diagram = true
	case "chart":
		s.chart = relationID(e, "id")
	case "xfrm":
		w.frame = depth
	case "off", "ext":
		if w.frame == 0 || depth != w.frame+1 || s == w.root {
			return
		}
		if e.Name.Local == "off" {
			s.place.x, s.place.y, s.placed = length(e, "x"), length(e, "y"), true
		} else {
			s.place.w, s.place.h = max(0, length(e, "cx")), max(0, length(e, "cy"))
		}
	}
}

// inParagraph handles an element of a text. It returns false for one that is
// skipped with its content.
func (w *walk) inParagraph(e xml.StartElement) bool {
	switch e.Name.Local {
	case "p":
		w.inPar = true
		w.text.Take()
	case "fld":
		kind := parts.Attr(e, "type")
		w.inRun, w.raised, w.struck = true, false, false
		return kind != "slidenum" && !strings.HasPrefix(kind, "datetime")
	case "r":
		w.inRun, w.raised, w.struck = true, false, false
	case "rPr":
		if s := parts.Attr(e, "strike"); w.inRun && s != "" {
			w.struck = s != "noStrike"
		}
		if n, err := strconv.Atoi(strings.TrimSuffix(parts.Attr(e, "baseline"), "%")); w.inRun && err == nil {
			w.raised = n >= leastRaised
		}
	case "t":
		w.inText = w.inPar
	case "br":
		if w.inPar {
			w.text.Write("\n", false)
		}
	}
	return true
}

// end handles the end of an element.
func (w *walk) end(e xml.EndElement, depth int) {
	s := w.top()
	if s.depth == depth && s != w.root {
		w.open = w.open[:len(w.open)-1]
		w.unplaced = w.unplaced || s.holder.kind != "" && !s.placed
		return
	}
	switch e.Name.Local {
	case "AlternateContent":
		if n := len(w.choices); n > 0 {
			w.choices = w.choices[:n-1]
		}
	case "xfrm":
		w.frame = 0
	case "t":
		w.inText = false
	case "r", "fld":
		w.inRun, w.raised, w.struck = false, false, false
	case "p":
		if text := w.text.Take(); text != "" && w.inPar {
			s.addPassage(word.Passage{Text: text})
		}
		w.inPar = false
	case "tc", "tr":
		s.endTable(e.Name.Local)
	}
}

// addPassage adds a passage to the text of s, or to the cell that is read.
func (s *shape) addPassage(p word.Passage) {
	if s.table != nil {
		s.table.cell.Out = append(s.table.cell.Out, p)
		return
	}
	s.out = append(s.out, p)
}

// length returns a length in English Metric Units, 360,000 of which are a
// centimetre, or 0.
func length(e xml.StartElement, name string) int {
	const most = 1 << 30
	n, err := strconv.Atoi(parts.Attr(e, name))
	if err != nil {
		return 0
	}
	return max(-most, min(n, most))
}
