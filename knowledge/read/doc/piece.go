package doc

import (
	"fmt"

	"beilun/knowledge/read/release"
)

// piece is a part of the text that lies in one place (2.8.35, 2.9.177).
type piece struct {
	from, to int // characters of the text
	at       int // byte in the stream WordDocument
	wide     bool
	changes  uint16 // to the properties of all of it (2.9.214)
}

// width returns the bytes of a character: UTF-16 or Windows-1252.
func (p piece) width() int {
	if p.wide {
		return 2
	}
	return 1
}

// readPieces reads the table of pieces (2.9.38, the Clx).
func (f *file) readPieces(h head) error {
	b, err := h.pieces.in(f.table)
	if err != nil {
		return fmt.Errorf("table of pieces: %w", err)
	}
	for len(b) >= 3 && b[0] == 1 { // lists of changes
		n := int(u16(b, 1))
		if n > len(b)-3 {
			break
		}
		f.long = append(f.long, b[3:3+n])
		b = b[3+n:]
	}
	if len(b) < 5 || b[0] != 2 {
		return fmt.Errorf("%w: no table of pieces", release.ErrDamaged)
	}
	if b, err = (place{5, int(u32(b, 1))}).in(b); err != nil {
		return fmt.Errorf("table of pieces: %w", err)
	}
	if h.length < 0 || h.length > len(f.main) {
		return fmt.Errorf("%w: %d characters in %d bytes", release.ErrDamaged, h.length, len(f.main))
	}
	const char, piece = 4, 8 // bytes of a position and of what is said of a piece
	n := (len(b) - char) / (char + piece)
	for i := range n {
		p, err := f.readPiece(b[i*char:], b[(n+1)*char+i*piece:])
		if err != nil {
			return err
		}
		if p.from != f.covered() {
			return fmt.Errorf("%w: a piece at character %d, not %d", release.ErrDamaged, p.from, f.covered())
		}
		p.to = min(p.to, h.total)
		f.pieces = append(f.pieces, p)
		if p.to == h.total {
			return nil
		}
	}
	if f.covered() >= h.length {
		return nil
	}
	return fmt.Errorf("%w: the pieces have %d characters, not %d", release.ErrDamaged, f.covered(), h.length)
}

// readPiece reads a piece: its two positions and what is said of it.
func (f *file) readPiece(chars, said []byte) (piece, error) {
	const narrow = 1 << 30
	p := piece{from: int(u32(chars, 0)), to: int(u32(chars, 4)), at: int(u32(said, 2)), changes: u16(said, 6), wide: true}
	if p.at&narrow != 0 {
		p.at, p.wide = p.at&(narrow-1)/2, false
	}
	if p.from > p.to || p.at > len(f.main) || (p.to-p.from)*p.width() > len(f.main)-p.at {
		return piece{}, fmt.Errorf("%w: characters %d to %d are not in the file", release.ErrDamaged, p.from, p.to)
	}
	return p, nil
}

// covered returns the number of characters in the pieces so far.
func (f *file) covered() int {
	if n := len(f.pieces); n > 0 {
		return f.pieces[n-1].to
	}
	return 0
}
