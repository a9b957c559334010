package rtf

import (
	"bytes"
	"fmt"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Read returns the article in an RTF file. Paragraphs with a heading's style or
// outline level are headings. Each row of a table is a paragraph with its heads.
// Deleted and hidden text, the codes of fields, notes, headers, footers, comments and
// the numbers of lists are left out. The text of a text box is after the paragraph
// that it is in. The article has no Origin, and the author and dates in the file's
// properties are not used.
func Read(src release.File) (*knowledge.Article, error) {
	data := bytes.TrimLeft(bytes.TrimPrefix(src.Data, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return nil, release.ErrPlain
	}
	w := newWalk(data)
	if err := w.file(); err != nil {
		return nil, err
	}
	if w.isMojibake() {
		w = newWalk(data)
		w.instead = gbk
		if err := w.file(); err != nil || w.bad > 0 {
			return nil, fmt.Errorf("%w: most characters are accented letters", release.ErrMojibake)
		}
	}
	return w.state.flow.Article(strings.TrimSpace(w.title.String()))
}

// maxGroups limits groups inside each other.
const maxGroups = 1000

// destination is where the text of a group goes.
type destination int

const (
	toBody destination = iota
	toNothing
	toFonts  // the list of fonts
	toStyles // the list of styles
	toInfo   // the properties of the file, of which the title is read
	toTitle
	toShape // a drawing, of which the text is read
)

// state is what a group inherits and may change for itself.
type state struct {
	to    destination
	font  int
	bytes int // that write a character by number, after it
	chars
	par
	row  *rowShape
	flow *word.Flow // of the body or a text box
}

// chars is how characters look.
type chars struct{ deleted, hidden, struck, raised bool }

// par is what is said of the paragraph.
type par struct {
	style   int
	outline int  // level
	direct  bool // outline is said of the paragraph itself
	inTable bool
	depth   int // tables around it, if the file says
}

// rowShape is a row while its cells are described.
type rowShape struct {
	row  word.Row
	left int        // edge of the next cell
	cell word.Shape // the next cell
}

// walk goes through the tokens of a file.
type walk struct {
	lex    lexer
	state  state
	groups []state // around the state
	star   bool    // the group may be skipped if its word is not known
	skip   int     // characters to skip that repeat one given by number
	high   rune    // first half of a character by number, or 0

	page      int // code page of the file; 0 if it does not say
	font      int // by default
	fonts     map[int]font
	styles    map[int]style
	pending   []byte // text in the code page of the font
	name      strings.Builder
	title     strings.Builder
	current   int   // font or style that is described
	style     style // that is described
	described font
	instead   int // code page that is taken for that of Latin letters, 0 for none
	odd       int // bytes of that of Latin letters that are not ASCII
	bad       int // characters that cannot be read
	all       int
}

func newWalk(data []byte) *walk {
	w := &walk{lex: lexer{data: data}, fonts: map[int]font{}, styles: map[int]style{}, style: style{base: noStyle}}
	w.state.bytes = 1
	w.state.row, w.state.flow = &rowShape{}, &word.Flow{}
	return w
}

// file reads the file up to the end of the first group.
func (w *walk) file() error {
	for {
		t := w.lex.next()
		switch t.kind {
		case endOfFile:
			return fmt.Errorf("%w: it ends inside %d groups", release.ErrDamaged, len(w.groups))
		case groupStart:
			w.flush()
			if len(w.groups) == maxGroups {
				return fmt.Errorf("%w: more than %d groups inside each other", release.ErrTooLarge, maxGroups)
			}
			w.groups = append(w.groups, w.state)
			w.star, w.skip = false, 0
		case groupEnd:
			if w.endGroup() {
				return w.finish()
			}
		default:
			w.token(t)
		}
	}
}

// endGroup ends a group and reports whether it was the first.
func (w *walk) endGroup() bool {
	w.flush()
	n := len(w.groups) - 1
	flow := w.state.flow
	w.state, w.groups = w.groups[n], w.groups[:n]
	w.star, w.skip = false, 0
	if flow != w.state.flow && n > 0 {
		w.state.flow.AddBox(flow)
	}
	return n == 0
}

// isMojibake reports whether the text is Chinese that a program took for Latin
// letters: no language has as many with accents.
func (w *walk) isMojibake() bool { return w.odd > 10 && w.odd*3 > w.all }

// finish returns an error if the text cannot be read.
func (w *walk) finish() error {
	if w.bad*100 > w.all {
		return fmt.Errorf("%w: %d of %d characters cannot be decoded", release.ErrEncoding, w.bad, w.all)
	}
	return nil
}

// token handles a token inside a group.
func (w *walk) token(t token) {
	if t.kind == control && t.word == "bin" {
		w.lex.skip(t.number)
		return
	}
	if w.skip > 0 {
		w.skip--
		return
	}
	switch t.kind {
	case text:
		w.byte(byte(t.number))
	case symbol:
		w.symbol(byte(t.number))
	case control:
		w.control(t)
	}
}

// symbol handles a control symbol.
func (w *walk) symbol(c byte) {
	switch c {
	case '*':
		w.star = true
	case '~':
		w.write("\u00a0")
	case '_':
		w.write("-")
	case '\n', '\r':
		w.endParagraph()
	}
}

// tables returns the number of tables around the paragraph.
func (p par) tables() int {
	if p.depth == 0 && p.inTable {
		return 1
	}
	return p.depth
}

// levelOf returns the level of the paragraph.
func (w *walk) levelOf(p par) int {
	if p.direct {
		return p.outline
	}
	return w.styleLevel(p.style)
}

// endParagraph ends the paragraph.
func (w *walk) endParagraph() {
	w.flush()
	if w.state.to == toBody {
		w.state.flow.EndParagraph(w.state.tables(), w.levelOf(w.state.par))
	}
}

// endCell ends a cell of a table that is in at least so many others.
func (w *walk) endCell(depth int) {
	w.flush()
	if w.state.to == toBody {
		w.state.flow.EndCell(max(depth, w.state.nested(depth)), w.levelOf(w.state.par))
	}
}

// endRow ends a row of a table that is in at least so many others.
func (w *walk) endRow(depth int) {
	w.flush()
	if w.state.to == toBody {
		w.state.flow.EndRow(max(depth, w.state.nested(depth)), w.state.row.row)
	}
}

// nested returns the depth of the paragraph if the mark is one of a table inside
// another, and else 1.
func (p par) nested(depth int) int {
	if depth == 1 {
		return 1
	}
	return p.tables()
}
