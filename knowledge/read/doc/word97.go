package doc

import (
	"fmt"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/ole"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Read returns the article in a file of Word 97 to 2003 or WPS Writer. Paragraphs
// with a heading's style or outline level are headings. Each row of a table is a
// paragraph with its heads. Deleted and hidden text, the codes of fields, notes,
// headers, footers and comments are left out. The text of a text box is after the
// paragraph that it is fixed to. The article has no Origin, and the author and dates in the file's properties are not used. A file of
// Word 6 or 95 gives release.ErrFormat, one with a password ErrEncrypted.
func Read(src release.File) (*knowledge.Article, error) {
	c, err := ole.Open(src.Data)
	if err != nil {
		return nil, err
	}
	f, err := open(c.Stream)
	if err != nil {
		return nil, err
	}
	w := &walk{f: f}
	if err := w.text(); err != nil {
		return nil, err
	}
	return w.flow.Article(title(c))
}

// file is an open file of Word.
type file struct {
	main    []byte // stream WordDocument: text, and pages of properties
	table   []byte // stream 0Table or 1Table: everything of variable size
	data    []byte // stream Data: long lists of changes
	pieces  []piece
	long    [][]byte        // lists of changes that pieces refer to
	chars   []run           // properties of characters by position in main
	pars    []run           // properties of paragraphs by position in main
	styles  []style         // by number
	length  int             // of the main text, in characters
	boxes   map[int]stretch // text boxes by the character that each is fixed to
	symbols int             // number of the font Symbol, -1 for none
	budget  int             // bytes of lists of changes that may still be read
}

// maxChanges is the largest size of all lists of changes that are read, each as
// often as it is read. Positions in a damaged file may all refer to one long list.
const maxChanges = 64 << 20

// open reads everything about the text but the text. stream returns the bytes of a
// stream by its name, none if there is no such stream.
func open(stream func(name string) ([]byte, error)) (*file, error) {
	f := &file{budget: maxChanges}
	var err error
	if f.main, err = stream("WordDocument"); err != nil {
		return nil, err
	}
	h, err := readHead(f.main)
	if err != nil {
		return nil, err
	}
	if f.table, err = stream(h.table); err != nil {
		return nil, err
	}
	if f.data, err = stream("Data"); err != nil {
		return nil, err
	}
	if err := f.readPieces(h); err != nil {
		return nil, err
	}
	if f.chars, err = f.readRuns(h.chars, charPage); err != nil {
		return nil, fmt.Errorf("properties of characters: %w", err)
	}
	if f.pars, err = f.readRuns(h.pars, parPage); err != nil {
		return nil, fmt.Errorf("properties of paragraphs: %w", err)
	}
	if f.styles, err = f.readStyles(h.styles); err != nil {
		return nil, fmt.Errorf("styles: %w", err)
	}
	f.symbols = f.symbolFont(h.fonts)
	f.length, f.boxes = h.length, f.readBoxes(h)
	return f, nil
}

// symbolFont returns the number of the font Symbol in the list of fonts (2.9.286), or
// -1.
func (f *file) symbolFont(p place) int {
	const numbers = 39 // bytes before the name of a font
	b, err := p.in(f.table)
	if err != nil || len(b) < 4 {
		return -1
	}
	n := int(u16(b, 0))
	b = b[4:]
	for i := 0; i < n && len(b) > 0; i++ {
		one := b[1:min(len(b), 1+int(b[0]))]
		b = b[1+len(one):]
		if len(one) < numbers {
			continue
		}
		name, _, _ := strings.Cut(wideText(one[numbers:]), "\x00")
		if word.IsSymbolFont(name) {
			return i
		}
	}
	return -1
}
