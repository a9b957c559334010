package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// wordWalk collects the passages of the main part. It has a stack of stories,
// because a text box inside a paragraph and a cell inside a table have paragraphs
// of their own.
type wordWalk struct {
	styles  styles
	stories []*story
	skip    int // depth of an element that is skipped with its content; 0 for none
	hidden  bool
	raised  bool // the run is raised
	powers  int  // exponents of formulas around the text
	struck  bool // it is struck out
	inText  bool
	fields  word.Fields
	choices []bool // of the alternatives around the text: whether one was taken
}

// story is a sequence of passages: the body, a cell or a text box.
type story struct {
	out    []word.Passage
	open   bool // inside a paragraph
	text   word.Text
	level  int
	direct int            // level that the paragraph itself sets
	said   bool           // direct is set
	boxes  []word.Passage // of text boxes in the paragraph
	table  *wordTable
}

func newWordWalk(s styles) *wordWalk { return &wordWalk{styles: s, stories: []*story{{}}} }

func (w *wordWalk) top() *story { return w.stories[len(w.stories)-1] }

// maxStories limits text boxes and tables inside each other.
const maxStories = 16

// visit handles one token.
func (w *wordWalk) visit(t xml.Token, depth int) {
	switch t := t.(type) {
	case xml.StartElement:
		if w.skip == 0 && !w.start(t) {
			w.skip = depth
		}
	case xml.EndElement:
		switch {
		case w.skip == depth:
			w.skip = 0
		case w.skip == 0:
			w.end(t)
		}
	case xml.CharData:
		if w.skip == 0 && w.inText {
			w.write(string(t))
		}
	}
}

func (w *wordWalk) write(s string) {
	if st := w.top(); st.open && !w.hidden && !w.struck && !w.fields.InCode() {
		st.text.Write(s, w.raised || w.powers > 0)
	}
}

// start handles the start of an element. It returns false for one that is skipped
// with its content.
func (w *wordWalk) start(e xml.StartElement) bool {
	switch e.Name.Local {
	case "sup":
		if isMath(e.Name) {
			w.powers++
		}
	case "del", "moveFrom", "sectPr", "instrText", "delText", "delInstrText", "rt", "sdtPr", "object":
		return false
	case "AlternateContent":
		w.choices = append(w.choices, false)
	case "Choice", "Fallback":
		n := len(w.choices)
		if n == 0 || w.choices[n-1] {
			return false
		}
		w.choices[n-1] = true
	case "txbxContent":
		if len(w.stories) >= maxStories {
			return false
		}
		w.stories = append(w.stories, &story{})
	case "p":
		if space := e.Name.Space; !strings.Contains(space, "wordprocessingml") {
			return true
		}
		st := w.top()
		w.endParagraph(st)
		st.open, st.level, st.said = true, w.styles.level(""), false
	case "tbl", "tr", "tc", "gridSpan", "vMerge", "tblHeader", "gridBefore":
		return w.startTable(e)
	default:
		if strings.HasSuffix(e.Name.Local, "PrChange") {
			return false
		}
		w.inParagraph(e)
	}
	return true
}

// inParagraph handles an element that is a property of a paragraph or a character
// in it.
func (w *wordWalk) inParagraph(e xml.StartElement) {
	st := w.top()
	switch e.Name.Local {
	case "pStyle":
		st.level = w.styles.level(parts.Attr(e, "val"))
	case "outlineLvl":
		st.direct, st.said = outlineLevel(parts.Attr(e, "val")), true
	case "r":
		w.hidden, w.raised, w.struck = false, false, false
	case "rStyle":
		w.raised, w.struck = w.styles.raised(parts.Attr(e, "val")), w.styles.struck(parts.Attr(e, "val"))
	case "vertAlign":
		w.raised = parts.Attr(e, "val") == "superscript"
	case "position":
		if n, err := strconv.Atoi(parts.Attr(e, "val")); err == nil && n >= word.LeastRaise {
			w.raised = true
		}
	case "strike", "dstrike":
		w.struck = isOn(e)
	case "vanish", "webHidden":
		if isOn(e) {
			w.hidden = true
		}
	case "t":
		w.inText = true
	case "tab", "ptab":
		if e.Name.Local == "ptab" || parts.Attr(e, "pos") == "" { // and not the definition of a tab stop
			w.write("\t")
		}
	case "br", "cr":
		if kind := parts.Attr(e, "type"); kind == "" || kind == "textWrapping" {
			w.write("\n")
		}
	case "noBreakHyphen":
		w.write("-")
	case "sym":
		w.write(symbol(e))
	case "fldChar":
		w.field(parts.Attr(e, "fldCharType"))
	}
}

// isMath reports whether an element is part of a formula (ECMA-376, part 1, 22.1).
func isMath(n xml.Name) bool {
	return strings.HasSuffix(n.Space, "/math")
}

// field keeps track of fields.
func (w *wordWalk) field(kind string) {
	switch kind {
	case "begin":
		w.fields.Begin()
	case "separate":
		w.fields.Separate()
	case "end":
		w.fields.End()
	}
}

// symbol returns the character that a symbol shows, which has a font and a
// hexadecimal code, if it is part of a figure, or else "".
func symbol(e xml.StartElement) string {
	n, err := strconv.ParseUint(parts.Attr(e, "char"), 16, 16)
	if err != nil || !word.IsSymbolFont(parts.Attr(e, "font")) {
		return ""
	}
	return word.Symbol(int(n))
}

// end handles the end of an element.
func (w *wordWalk) end(e xml.EndElement) {
	switch e.Name.Local {
	case "t":
		w.inText = false
	case "sup":
		if isMath(e.Name) {
			w.powers = max(0, w.powers-1)
		}
	case "num":
		if isMath(e.Name) {
			w.write("/")
		}
	case "r":
		w.hidden, w.raised, w.struck = false, false, false
	case "AlternateContent":
		if n := len(w.choices); n > 0 {
			w.choices = w.choices[:n-1]
		}
	case "p":
		if strings.Contains(e.Name.Space, "wordprocessingml") {
			w.endParagraph(w.top())
		}
	case "txbxContent":
		if n := len(w.stories); n > 1 {
			box := w.stories[n-1]
			w.endParagraph(box)
			w.stories = w.stories[:n-1]
			w.top().boxes = append(w.top().boxes, box.out...)
		}
	case "tc", "tr", "tbl":
		w.endTable(e.Name.Local)
	}
}

// endParagraph ends the open paragraph of a story and adds the passages of its
// text boxes after it.
func (w *wordWalk) endParagraph(st *story) {
	if st.open {
		if st.said {
			st.level = st.direct
		}
		if text := st.text.Take(); text != "" {
			st.out = append(st.out, word.Passage{Text: text, Level: st.level})
		}
		st.open = false
	}
	st.out = append(st.out, st.boxes...)
	st.boxes = nil
}
