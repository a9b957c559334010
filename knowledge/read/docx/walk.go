package docx

import (
	"encoding/xml"
	"strconv"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/trace"
)

// passage is a paragraph or a row of a table.
type passage struct {
	text  string // with \n at line breaks
	level int
	row   *article.Row // of a row of a table
}

// wordWalk collects the passages of the main part. It has a stack of stories,
// because a text box inside a paragraph and a cell inside a table have paragraphs
// of their own.
type wordWalk struct {
	styles  styles
	stories []*story
	skip    int // depth of an element that is skipped with its content; 0 for none
	hidden  bool
	raised  bool // the run is raised
	inText  bool
	fields  []bool // of the fields around the text: whether this is still the field's code
	choices []bool // of the alternatives around the text: whether one was taken
}

// story is a sequence of passages: the body, a cell or a text box.
type story struct {
	out    []passage
	open   bool // inside a paragraph
	text   strings.Builder
	lifted []knowledge.Span // of text that is raised and may be a power or a note
	level  int
	direct int       // level that the paragraph itself sets
	said   bool      // direct is set
	boxes  []passage // of text boxes in the paragraph
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
		if w.skip == 0 && w.inText && !w.hidden && !w.inCode() {
			w.write(string(t))
		}
	}
}

// inCode reports whether the text is the code of a field and not its result.
func (w *wordWalk) inCode() bool {
	for _, code := range w.fields {
		if code {
			return true
		}
	}
	return false
}

func (w *wordWalk) write(s string) {
	if st := w.top(); st.open && !w.hidden && !w.inCode() {
		if w.raised {
			st.lifted = append(st.lifted, knowledge.Span{Start: st.text.Len(), End: st.text.Len() + len(s)})
		}
		st.text.WriteString(s)
	}
}

// start handles the start of an element. It returns false for one that is skipped
// with its content.
func (w *wordWalk) start(e xml.StartElement) bool {
	switch e.Name.Local {
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
		w.hidden, w.raised = false, false
	case "rStyle":
		w.raised = w.styles.raised(parts.Attr(e, "val"))
	case "vertAlign":
		w.raised = parts.Attr(e, "val") == "superscript"
	case "position":
		if n, err := strconv.Atoi(parts.Attr(e, "val")); err == nil && n >= leastRaise {
			w.raised = true
		}
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
		w.write(symbol(parts.Attr(e, "char")))
	case "fldChar":
		w.field(parts.Attr(e, "fldCharType"))
	}
}

// field keeps track of fields, which have a code and then a result.
func (w *wordWalk) field(kind string) {
	n := len(w.fields)
	switch {
	case kind == "begin" && n < 64:
		w.fields = append(w.fields, true)
	case kind == "separate" && n > 0:
		w.fields[n-1] = false
	case kind == "end" && n > 0:
		w.fields = w.fields[:n-1]
	}
}

// symbol returns the character that a code of the font Symbol shows, if it
// changes the meaning of a figure.
func symbol(code string) string {
	n, err := strconv.ParseUint(code, 16, 32)
	if err != nil {
		return ""
	}
	switch n & 0xFF {
	case 0xA3:
		return "≤"
	case 0xB0:
		return "°"
	case 0xB1:
		return "±"
	case 0xB3:
		return "≥"
	case 0xB4:
		return "×"
	}
	return ""
}

// end handles the end of an element.
func (w *wordWalk) end(e xml.EndElement) {
	switch e.Name.Local {
	case "t":
		w.inText = false
	case "r":
		w.hidden, w.raised = false, false
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

// leastRaise is the distance from the line, in half points, from which text is
// raised.
const leastRaise = 6

// lettered returns the paragraph's text with its raised digits as such, unless
// all of it is raised.
func (st *story) lettered() string {
	text := st.text.String()
	var b strings.Builder
	from, lifted := 0, 0
	for _, s := range st.lifted {
		lifted += len(strings.TrimSpace(s.Of(text)))
		up, _ := char.Raise(s.Of(text))
		b.WriteString(text[from:s.Start])
		b.WriteString(up)
		from = s.End
	}
	if lifted == 0 || lifted == len(strings.TrimSpace(text)) {
		return text
	}
	b.WriteString(text[from:])
	return trace.WithoutNotes(trace.String{Text: b.String()}).Text
}

// endParagraph ends the open paragraph of a story and adds the passages of its
// text boxes after it.
func (w *wordWalk) endParagraph(st *story) {
	if st.open {
		if st.said {
			st.level = st.direct
		}
		if text := strings.TrimSpace(st.lettered()); text != "" {
			st.out = append(st.out, passage{text: text, level: st.level})
		}
		st.text.Reset()
		st.open, st.lifted = false, nil
	}
	st.out = append(st.out, st.boxes...)
	st.boxes = nil
}
