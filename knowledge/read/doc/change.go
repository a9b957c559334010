package doc

import (
	"encoding/binary"
	"fmt"

	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Changes to properties (2.6), the ones that matter.
const (
	charDeleted   = 0x0800
	charWebHidden = 0x0811
	charStrike    = 0x0837
	charHidden    = 0x083C
	charTwice     = 0x2A53 // struck out by two lines
	charSpecial   = 0x0855
	charRaise     = 0x2A48 // 1 is raised
	charPosition  = 0x4845 // half points above the line
	charStyle     = 0x4A30
	charSymbol    = 0x6A09

	parInTable   = 0x2416
	parRowEnd    = 0x2417
	parInnerCell = 0x244B
	parInnerRow  = 0x244C
	parOutline   = 0x2640
	parStyle     = 0x4600
	parDepth     = 0x6649
	parDeeper    = 0x664A
	parLong      = 0x6646 // the changes are in the stream Data
	parLongOld   = 0x6645
	parTable     = 0x646B // more changes are there

	rowHeading = 0x3404
	rowMerge   = 0x5624
	rowDelete  = 0x5622
	rowInsert  = 0x7621
	rowBelow   = 0xD62B
	rowShape   = 0xD608
	parTabs    = 0xC615
	wideTabs   = 255 // size of parTabs that must be counted
	mostCells  = 63  // of a row, which Word allows
)

// shortChanges are the changes that a piece can have by a number of seven bits
// (2.9.215).
var shortChanges = map[uint16]uint16{
	0x18: parInTable, 0x19: parRowEnd, 0x41: charDeleted, 0x50: charWebHidden, 0x57: charStrike, 0x5C: charHidden, 0x68: charRaise, 0x73: charTwice, 0x75: charSpecial, 0x78: parOutline,
}

// eachChange calls use for each change in a list, with its operand: for those of
// variable size without the size. It returns ErrDamaged for a list that is cut and
// ErrTooLarge beyond the limit for all lists.
func (f *file) eachChange(list []byte, use func(change uint16, operand []byte)) error {
	if f.budget -= len(list); f.budget < 0 {
		return fmt.Errorf("%w: more than %d bytes of properties", release.ErrTooLarge, maxChanges)
	}
	for len(list) >= 2 {
		change := u16(list, 0)
		skip, n := operandSize(change, list[2:])
		if n < 0 || 2+skip+n > len(list) {
			return fmt.Errorf("%w: a change %#x of %d bytes in %d", release.ErrDamaged, change, n, len(list))
		}
		use(change, list[2+skip:2+skip+n])
		list = list[2+skip+n:]
	}
	return nil
}

// operandSize returns how many bytes before the operand of a change say its size,
// and that size, -1 if b is too short to say.
func operandSize(change uint16, b []byte) (skip, n int) {
	switch change >> 13 {
	case 0, 1:
		return 0, 1
	case 2, 4, 5:
		return 0, 2
	case 3:
		return 0, 4
	case 7:
		return 0, 3
	}
	switch {
	case len(b) < 2:
		if len(b) == 1 && change != rowShape {
			return 1, int(b[0])
		}
		return 0, -1
	case change == rowShape:
		return 2, int(u16(b, 0)) - 1
	case change == parTabs && b[0] == wideTabs:
		deleted := 1 + 4*int(b[1])
		if 1+deleted >= len(b) {
			return 0, -1
		}
		return 1, deleted + 1 + 3*int(b[1+deleted])
	}
	return 1, int(b[0])
}

// flag returns the value of an operand that switches something on or off, or takes
// or reverses what the style says.
func flag(operand []byte, style bool) bool {
	switch operand[0] {
	case 0x80:
		return style
	case 0x81:
		return !style
	}
	return operand[0] != 0
}

// char is how characters look.
type char struct {
	deleted, hidden, struck, special, raised bool
	font                                     int // number of the font of symbol
	symbol                                   int // code in that font, 0 for none
}

// change applies a change to c. styles are those of the file.
func (c *char) change(change uint16, operand []byte, styles []style) {
	switch change {
	case charStyle:
		if s := styleAt(styles, int(u16(operand, 0))); s != nil {
			c.hidden, c.raised, c.struck = s.hidden, s.raised, s.struck
		}
	case charDeleted:
		c.deleted = flag(operand, false)
	case charHidden, charWebHidden:
		c.hidden = flag(operand, false)
	case charStrike, charTwice:
		c.struck = flag(operand, false)
	case charSpecial:
		c.special = flag(operand, false)
	case charRaise:
		c.raised = operand[0] == 1
	case charPosition:
		if int(int16(u16(operand, 0))) >= word.LeastRaise {
			c.raised = true
		}
	case charSymbol:
		c.font, c.symbol, c.special = int(u16(operand, 0)), int(u16(operand, 2)), true
	}
}

// par is what the mark at the end of a paragraph says.
type par struct {
	level     int
	depth     int  // tables around it
	inTable   bool // in one at least
	rowEnd    bool // the mark of a cell is that of a row
	innerCell bool // the mark is also that of a cell in a table inside another
	innerRow  bool // or of a row of one
	row       word.Row
	unknown   bool // the shapes of the row were changed in a way that is not followed
}

// change applies a change to p. styles are those of the file.
func (p *par) change(change uint16, operand []byte, styles []style) {
	switch change {
	case parStyle:
		p.level = levelAt(styles, int(u16(operand, 0)))
	case parOutline:
		p.level = word.OutlineLevel(int(operand[0]))
	case parInTable:
		p.inTable = operand[0] != 0
	case parRowEnd:
		p.rowEnd = operand[0] != 0
	case parInnerCell:
		p.innerCell = operand[0] != 0
	case parInnerRow:
		p.innerRow = operand[0] != 0
	case parDepth:
		p.depth = int(int32(u32(operand, 0)))
	case parDeeper:
		p.depth += int(int32(u32(operand, 0)))
	case rowHeading:
		p.row.Heading = operand[0] != 0
	case rowShape:
		p.row.Shapes = shapesOf(operand)
	case rowInsert, rowDelete:
		p.unknown = true
	case rowMerge:
		for i := int(operand[0]) + 1; i < min(int(operand[1]), len(p.row.Shapes)); i++ {
			p.row.Shapes[i].Joined = true
		}
	case rowBelow:
		if len(operand) >= 2 && int(operand[0]) < len(p.row.Shapes) {
			p.row.Shapes[operand[0]].Below = operand[1] == 1
		}
	}
}

// shapesOf returns how the cells of a row lie (2.9.320): the number of cells, their
// edges, and what else is said of each, which may be missing for the last ones.
//
// 2026-11-30: of cells that are merged with the next one, the first has bit 0 set
// in the description of Word 97 and bit 1 in [MS-DOC] (2.9.317), so the first one
// with either begins them, and the others are those that differ from it.
func shapesOf(b []byte) []word.Shape {
	if len(b) == 0 {
		return nil
	}
	n := int(b[0])
	edges := b[1:]
	if n > mostCells || len(edges) < 2*(n+1) {
		return nil
	}
	out := make([]word.Shape, n)
	said := edges[2*(n+1):]
	first := uint16(0) // of the cells that are one: the bits of the first
	for i := range out {
		s := &out[i]
		s.Left, s.Right = int(int16(u16(edges, 2*i))), int(int16(u16(edges, 2*i+2)))
		const size = 20 // bytes
		if len(said) < 2 {
			continue
		}
		bits := binary.LittleEndian.Uint16(said)
		switch horizontal := bits & 3; {
		case horizontal == 0:
			first = 0
		case first == 0:
			first = horizontal
		default:
			s.Joined = horizontal != first
		}
		s.Below = bits>>5&3 == 1
		said = said[min(size, len(said)):]
	}
	return out
}
