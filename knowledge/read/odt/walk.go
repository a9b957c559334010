package odt

import (
	"encoding/xml"
	"strconv"
	"strings"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// walk collects the passages of the text. It has a stack of stories, because a
// text box inside a paragraph and a cell inside a table have paragraphs of their
// own.
type walk struct {
	styles  *styles
	inBody  bool
	stories []*story
	skip    int // depth of an element that is skipped with its content; 0 for none
}

// story is a sequence of passages: the body, a cell or a text box.
type story struct {
	depth  int // of the element that it is the content of, 0 for the body
	out    []word.Passage
	open   bool // inside a paragraph
	text   word.Text
	space  bool // the text ends with white space that counts as one
	level  int
	hidden bool // the paragraph is not shown
	struck bool // it is struck out
	spans  []lettering
	boxes  []word.Passage // of text boxes in the paragraph
	table  *table
}

// lettering is how a part of a paragraph is set.
type lettering struct{ raised, hidden, struck bool }

// Limits of what is inside each other and of text that repeats more.
const (
	maxStories = 16  // text boxes and tables
	maxSpaces  = 100 // spaces of one element
)

func newWalk() *walk {
	return &walk{styles: &styles{all: map[string]style{}}, stories: []*story{{}}}
}

func (w *walk) top() *story { return w.stories[len(w.stories)-1] }

// visit handles one token of the text.
func (w *walk) visit(t xml.Token, depth int) {
	if !w.inBody {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "body" {
			w.inBody = true
			return
		}
		w.styles.visit(t, depth)
		return
	}
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
		if w.skip == 0 {
			w.words(string(t))
		}
	}
}

// skipped are the elements whose text is no part of what a reader sees in the
// text: deletions, notes, comments, lists of contents, readings above the line,
// numbers of pages, placeholders, declarations and objects of other programs.
var skipped = func() map[string]bool {
	out := map[string]bool{}
	for _, name := range strings.Fields("tracked-changes note note-ref annotation annotation-end ruby-text forms script scripts event-listeners " +
		"table-of-content illustration-index table-index object-index user-index alphabetical-index bibliography " +
		"page-number page-count page-continuation page-variable-get page-variable-set placeholder number " +
		"sequence-decls variable-decls user-field-decls dde-connection-decls object object-ole binary-data math shapes desc") {
		out[name] = true
	}
	return out
}()

// start handles the start of an element. It returns false for one that is skipped
// with its content.
func (w *walk) start(e xml.StartElement, depth int) bool {
	if skipped[e.Name.Local] || e.Name.Local == "title" && strings.Contains(e.Name.Space, "svg") {
		return false
	}
	st := w.top()
	switch e.Name.Local {
	case "p", "h":
		w.startParagraph(e)
	case "span":
		st.spans = append(st.spans, w.lettering(st, "text/"+parts.Attr(e, "style-name")))
	case "s":
		w.write(strings.Repeat(" ", count(e, "c", maxSpaces)))
	case "tab":
		w.write("\t")
	case "line-break":
		w.write("\n")
	case "section":
		return parts.Attr(e, "display") != "none" && (parts.Attr(e, "display") != "condition" || parts.Attr(e, "is-hidden") != "true")
	case "hidden-text":
		return parts.Attr(e, "is-hidden") == "false"
	case "hidden-paragraph":
		st.hidden = st.hidden || parts.Attr(e, "is-hidden") != "false"
		return false
	case "text-box", "custom-shape", "rect", "ellipse", "circle", "polygon", "path", "regular-polygon", "caption", "connector", "line", "polyline":
		if len(w.stories) >= maxStories {
			return false
		}
		w.stories = append(w.stories, &story{depth: depth})
	case "table", "table-header-rows", "table-row", "table-cell", "covered-table-cell":
		return w.startTable(e, depth)
	}
	return true
}

// startParagraph begins a paragraph or a heading.
func (w *walk) startParagraph(e xml.StartElement) {
	st := w.top()
	w.endParagraph(st)
	name := parts.Attr(e, "style-name")
	st.open, st.space, st.level = true, true, w.styles.level(name)
	if e.Name.Local == "h" && st.level != word.LevelTitle {
		st.level = word.OutlineLevel(count(e, "outline-level", 9) - 1)
	}
	st.hidden, _ = w.styles.hidden("paragraph/" + name)
	st.struck, _ = w.styles.struck("paragraph/" + name)
}

// lettering returns how text of a style is set inside that around it.
func (w *walk) lettering(st *story, id string) lettering {
	l := st.lettering()
	if raised, sets := w.styles.raised(id); sets {
		l.raised = raised
	}
	if hidden, sets := w.styles.hidden(id); sets {
		l.hidden = hidden
	}
	if struck, sets := w.styles.struck(id); sets {
		l.struck = struck
	}
	return l
}

func (st *story) lettering() lettering {
	if n := len(st.spans); n > 0 {
		return st.spans[n-1]
	}
	return lettering{struck: st.struck}
}

// words adds text, in which any white space is one space (OpenDocument 1.3, part
// 3, 6.1.2).
func (w *walk) words(s string) {
	st := w.top()
	if !st.open {
		return
	}
	var b strings.Builder
	for _, r := range s {
		space := r == ' ' || r == '\t' || r == '\n' || r == '\r'
		switch {
		case !space:
			b.WriteRune(r)
		case !st.space:
			b.WriteByte(' ')
		}
		st.space = space
	}
	w.write(b.String())
}

// write adds s as it is.
func (w *walk) write(s string) {
	st := w.top()
	l := st.lettering()
	if !st.open || l.hidden || l.struck || s == "" {
		return
	}
	st.text.Write(s, l.raised)
	if s == "\n" || s == "\t" {
		st.space = true
	}
}

// end handles the end of an element.
func (w *walk) end(e xml.EndElement, depth int) {
	st := w.top()
	if st.depth == depth && len(w.stories) > 1 {
		w.endParagraph(st)
		w.stories = w.stories[:len(w.stories)-1]
		w.take(st.out)
		return
	}
	switch e.Name.Local {
	case "p", "h":
		w.endParagraph(st)
	case "span":
		if n := len(st.spans); n > 0 {
			st.spans = st.spans[:n-1]
		}
	case "table", "table-header-rows", "table-row":
		st.endTable(e.Name.Local)
	}
}

// take adds the passages of a cell or a text box to the story around it. Those of
// a text box come after the paragraph it is in.
func (w *walk) take(out []word.Passage) {
	st := w.top()
	switch {
	case st.table != nil:
		st.table.addCell(out)
	case st.open:
		st.boxes = append(st.boxes, out...)
	default:
		st.out = append(st.out, out...)
	}
}

// endParagraph ends the open paragraph of a story and adds the passages of its
// text boxes after it.
func (w *walk) endParagraph(st *story) {
	if st.open {
		if text := st.text.Take(); text != "" && !st.hidden {
			st.out = append(st.out, word.Passage{Text: text, Level: st.level})
		}
		st.open, st.spans = false, nil
	}
	st.out = append(st.out, st.boxes...)
	st.boxes = nil
}

// count returns the number in an attribute, at least 1 and at most most.
func count(e xml.StartElement, name string, most int) int {
	n, err := strconv.Atoi(parts.Attr(e, name))
	if err != nil || n < 1 {
		return 1
	}
	return min(n, most)
}
