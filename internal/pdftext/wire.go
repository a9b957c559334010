package pdftext

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

// frame is the kind of a message between the two processes. A message is a byte for the
// kind, the length of the body in four bytes, and the body.
type frame byte

const (
	frameFile  frame = 'f' // to the worker: a PDF
	frameReady frame = 'r' // from the worker: it waits for files
	framePage  frame = 'p' // from the worker: a page
	frameError frame = 'e' // from the worker: the file is refused; the reason's index and details
	frameDone  frame = 'd' // from the worker: the file is read; its title
)

const (
	charBytes = 4 + 7*4 + 2
	pageHead  = 4 + 4 + 4
	maxFrame  = pageHead + MaxChars*charBytes
)

// reasons are the reasons for which a worker can refuse a file.
var reasons = []error{ErrDamaged, ErrEncrypted, ErrTooLarge, ErrCrashed}

var errFrame = errors.New("a message of the PDF reader is broken")

func writeFrame(w io.Writer, kind frame, body []byte) error {
	head := make([]byte, 5)
	head[0] = byte(kind)
	binary.LittleEndian.PutUint32(head[1:], uint32(len(body)))
	if _, err := w.Write(head); err != nil {
		return err
	}
	_, err := w.Write(body)
	return err
}

// readFrame reads one message with a body of at most limit bytes. It returns io.EOF at
// the end of the stream.
func readFrame(r io.Reader, limit int) (frame, []byte, error) {
	head := make([]byte, 5)
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, nil, err
	}
	n := binary.LittleEndian.Uint32(head[1:])
	if uint64(n) > uint64(limit) {
		return 0, nil, fmt.Errorf("%w: it has %d bytes", errFrame, n)
	}
	body := make([]byte, n)
	if _, err := io.ReadFull(r, body); err != nil {
		return 0, nil, fmt.Errorf("%w: %w", errFrame, err)
	}
	return frame(head[0]), body, nil
}

func encodePage(p *Page) []byte {
	b := make([]byte, 0, pageHead+len(p.Chars)*charBytes)
	put := func(f float32) { b = binary.LittleEndian.AppendUint32(b, math.Float32bits(f)) }
	put(p.Width)
	put(p.Height)
	b = binary.LittleEndian.AppendUint32(b, uint32(p.Unmapped))
	for _, c := range p.Chars {
		b = binary.LittleEndian.AppendUint32(b, uint32(c.Rune))
		put(c.X)
		put(c.Y)
		put(c.X0)
		put(c.Y0)
		put(c.X1)
		put(c.Y1)
		put(c.Size)
		b = binary.LittleEndian.AppendUint16(b, uint16(c.Angle))
	}
	return b
}

func decodePage(b []byte) (Page, error) {
	if len(b) < pageHead || (len(b)-pageHead)%charBytes != 0 {
		return Page{}, fmt.Errorf("%w: a page of %d bytes", errFrame, len(b))
	}
	take := func() uint32 {
		n := binary.LittleEndian.Uint32(b)
		b = b[4:]
		return n
	}
	float := func() float32 { return finite(math.Float32frombits(take())) }
	p := Page{Width: float(), Height: float(), Unmapped: int(take())}
	p.Chars = make([]Char, len(b)/charBytes)
	for i := range p.Chars {
		c := &p.Chars[i]
		c.Rune = rune(take())
		c.X, c.Y = float(), float()
		c.X0, c.Y0, c.X1, c.Y1, c.Size = float(), float(), float(), float(), float()
		c.Angle = int16(binary.LittleEndian.Uint16(b))
		b = b[2:]
	}
	return p, nil
}

// finite returns f, or 0 if it is no position on paper, so that callers can calculate
// with it.
func finite(f float32) float32 {
	if const1km := float32(3e6); f != f || f > const1km || f < -const1km {
		return 0
	}
	return f
}
