package doc

import (
	"encoding/binary"
	"fmt"

	"beilun/knowledge/read/release"
)

// place is where something is in a stream.
type place struct{ at, size int }

// head is what the head of WordDocument says (2.5.1, the Fib).
type head struct {
	table  string // name of the stream
	length int    // of the main text, in characters
	boxes  int    // the character that the text of text boxes begins with
	total  int    // characters up to the end of that; length if there are no boxes
	styles place  // in the table stream, as all below
	chars  place
	pars   place
	pieces place
	fonts  place
	drawn  place // where in the main text drawings are
	boxed  place // where in the text of text boxes each is
}

// Numbers in the head.
const (
	magic97  = 0xA5EC
	version  = 0x00C1 // of Word 97, the first with Unicode; later ones are larger
	headSize = 0x262  // up to the last field that is used
)

// readHead reads the head of a file of Word 97 or later.
func readHead(main []byte) (head, error) {
	if len(main) < 32 {
		return head{}, fmt.Errorf("%w: its text has %d bytes", release.ErrDamaged, len(main))
	}
	if m, v := u16(main, 0), u16(main, 2); m != magic97 || v < version {
		return head{}, fmt.Errorf("%w: it is of a Word before 97 (%#x, %#x)", release.ErrFormat, m, v)
	}
	flags := u16(main, 0x0A)
	if flags&0x0100 != 0 { // fEncrypted, of which obfuscation is one way
		return head{}, release.ErrEncrypted
	}
	if len(main) < headSize {
		return head{}, fmt.Errorf("%w: its text has %d bytes", release.ErrDamaged, len(main))
	}
	h := head{table: "0Table", length: int(int32(u32(main, 0x4C)))}
	if flags&0x0200 != 0 {
		h.table = "1Table"
	}
	h.boxes, h.total = h.length, h.length
	for _, at := range []int{0x50, 0x54, 0x58, 0x5C, 0x60} { // notes, headers, comments
		h.boxes += int(int32(u32(main, at)))
	}
	if n := int(int32(u32(main, 0x64))); n > 0 && h.boxes >= h.length && h.boxes <= len(main)-min(n, len(main)) {
		h.total = h.boxes + n
	}
	for at, p := range map[int]*place{0xA2: &h.styles, 0xFA: &h.chars, 0x102: &h.pars, 0x112: &h.fonts, 0x1DA: &h.drawn, 0x25A: &h.boxed, 0x1A2: &h.pieces} {
		p.at, p.size = int(u32(main, at)), int(u32(main, at+4))
	}
	return h, nil
}

// in returns the bytes at p in the stream b.
func (p place) in(b []byte) ([]byte, error) {
	if p.at < 0 || p.size < 0 || p.at > len(b) || p.size > len(b)-p.at {
		return nil, fmt.Errorf("%w: %d bytes at %d of a stream of %d", release.ErrDamaged, p.size, p.at, len(b))
	}
	return b[p.at : p.at+p.size], nil
}

func u16(b []byte, at int) uint16 { return binary.LittleEndian.Uint16(b[at:]) }

func u32(b []byte, at int) uint32 { return binary.LittleEndian.Uint32(b[at:]) }
