package doc

import (
	"fmt"
	"sort"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"

	"golang.org/x/text/encoding/charmap"
)

// Characters with a meaning (2.4.1, 2.6.1).
const (
	cellEnd       = 0x07 // or the end of a row
	lineBreak     = 0x0B
	pageBreak     = 0x0C // or the end of a section
	parEnd        = 0x0D
	columnBreak   = 0x0E
	fieldBegin    = 0x13
	fieldResult   = 0x14
	fieldEnd      = 0x15
	hyphen        = 0x1E // at which no line ends
	softHyphen    = 0x1F
	symbolMark    = 0x28 // if special; what is shown is among the properties
	drawing       = 0x08
	lastMarkOfOwn = drawing // up to it, pictures, notes, comments and so on
)

// walk goes through the characters of the text.
type walk struct {
	f      *file
	flow   word.Flow
	fields word.Fields
	looks  run // that look is of
	look   char
	boxed  bool // the text is that of a text box
	bad    int  // characters that cannot be read
}

// text reads the main text.
func (w *walk) text() error {
	if err := w.read(stretch{0, w.f.length}); err != nil {
		return err
	}
	if n := w.f.length; w.bad*100 > n {
		return fmt.Errorf("%w: %d of %d characters cannot be read", release.ErrDamaged, w.bad, n)
	}
	return nil
}

// read reads a part of the text.
func (w *walk) read(s stretch) error {
	first := sort.Search(len(w.f.pieces), func(i int) bool { return w.f.pieces[i].to > s.from })
	for _, p := range w.f.pieces[first:] {
		if p.from >= s.to {
			break
		}
		if skip := s.from - p.from; skip > 0 {
			p.from, p.at = s.from, p.at+skip*p.width()
		}
		p.to = min(p.to, s.to)
		if err := w.piece(p); err != nil {
			return err
		}
	}
	return nil
}

// box reads the text box that is fixed to a character, if there is one. Boxes in
// boxes are left out.
func (w *walk) box(at int) error {
	s, ok := w.f.boxes[at]
	if !ok || w.boxed {
		return nil
	}
	box := &walk{f: w.f, boxed: true}
	if err := box.read(s); err != nil {
		return err
	}
	w.flow.AddBox(&box.flow)
	w.bad += box.bad
	return nil
}

func (w *walk) piece(p piece) error {
	w.looks = run{}
	for i := p.from; i < p.to; {
		at := p.at + (i-p.from)*p.width()
		r, n := rune(0), 1
		if p.wide {
			r = rune(u16(w.f.main, at))
			if utf16.IsSurrogate(r) {
				low := rune(0)
				if i+1 < p.to {
					low = rune(u16(w.f.main, at+2))
				}
				if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
					n = 2
				}
			}
		} else {
			r = charmap.Windows1252.DecodeByte(w.f.main[at])
		}
		if err := w.character(r, at, p.changes); err != nil {
			return err
		}
		if r == drawing && w.shows() {
			if err := w.box(i); err != nil {
				return err
			}
		}
		i += n
	}
	return nil
}

// character handles the character r of the byte at, in a piece with changes.
func (w *walk) character(r rune, at int, changes uint16) error {
	switch r {
	case parEnd, cellEnd, pageBreak:
		p, err := w.par(at, changes)
		if err != nil {
			return err
		}
		w.endParagraph(r, p)
		return nil
	case fieldBegin:
		w.fields.Begin()
		return nil
	case fieldResult:
		w.fields.Separate()
		return nil
	case fieldEnd:
		w.fields.End()
		return nil
	}
	if at < w.looks.from || at >= w.looks.to {
		if err := w.readLook(at, changes); err != nil {
			return err
		}
	}
	if w.shows() {
		w.flow.Write(w.shown(r), w.look.raised)
	}
	return nil
}

// shows reports whether the last character is one to show.
func (w *walk) shows() bool {
	return !w.look.deleted && !w.look.hidden && !w.look.struck && !w.fields.InCode()
}

// shown returns what the character r shows. What cannot be read is shown as such, so
// that no number is shown without it.
func (w *walk) shown(r rune) string {
	switch {
	case r == symbolMark && w.look.special:
		if w.look.font != w.f.symbols {
			return ""
		}
		return word.Symbol(w.look.symbol)
	case r == lineBreak:
		return "\n"
	case r == hyphen:
		return "-"
	case r == softHyphen, r == columnBreak, 0 < r && r <= lastMarkOfOwn:
		return ""
	case r < ' ' && r != '\t', r == utf8.RuneError:
		w.bad++
		return string(utf8.RuneError)
	}
	return string(r)
}

// endParagraph ends a paragraph, a cell or a row at its mark r.
func (w *walk) endParagraph(r rune, p par) {
	depth := p.depth
	if depth <= 0 && p.inTable {
		depth = 1
	}
	switch {
	case r == cellEnd && p.rowEnd, p.innerRow:
		if p.unknown {
			p.row.Shapes = nil
		}
		w.flow.EndRow(depth, p.row)
	case r == cellEnd, p.innerCell:
		w.flow.EndCell(depth, p.level)
	default:
		w.flow.EndParagraph(depth, p.level)
	}
}

// readLook reads how the character of the byte at looks.
func (w *walk) readLook(at int, changes uint16) error {
	w.looks, w.look = runAt(w.f.chars, at), char{}
	use := func(change uint16, operand []byte) { w.look.change(change, operand, w.f.styles) }
	if err := w.f.eachChange(w.looks.changes, use); err != nil {
		return err
	}
	return w.f.ofPiece(changes, use)
}

// par returns what the mark of a paragraph says, the byte at.
func (w *walk) par(at int, changes uint16) (par, error) {
	r := runAt(w.f.pars, at)
	p := par{level: levelAt(w.f.styles, r.style)}
	var long [][]byte
	use := func(change uint16, operand []byte) {
		if change == parLong || change == parLongOld || change == parTable {
			long = append(long, w.f.longChanges(int(u32(operand, 0))))
			return
		}
		p.change(change, operand, w.f.styles)
	}
	if err := w.f.eachChange(r.changes, use); err != nil {
		return par{}, err
	}
	for _, list := range long {
		if err := w.f.eachChange(list, func(change uint16, operand []byte) { p.change(change, operand, w.f.styles) }); err != nil {
			return par{}, err
		}
	}
	return p, w.f.ofPiece(changes, use)
}

// longChanges returns the list of changes at a byte of the stream Data.
func (f *file) longChanges(at int) []byte {
	head, err := (place{at, 2}).in(f.data)
	if err != nil {
		return nil
	}
	list, err := (place{at + 2, int(u16(head, 0))}).in(f.data)
	if err != nil {
		return nil
	}
	return list
}

// ofPiece calls use for the changes that a piece has (2.9.214): one by its number,
// or a list.
func (f *file) ofPiece(changes uint16, use func(change uint16, operand []byte)) error {
	if changes&1 == 0 {
		if c := shortChanges[changes>>1&0x7F]; c != 0 {
			use(c, []byte{byte(changes >> 8)})
		}
		return nil
	}
	if n := int(changes >> 1); n < len(f.long) {
		return f.eachChange(f.long[n], use)
	}
	return nil
}
