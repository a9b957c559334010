package charset

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// maxRuns limits the memory that the Origin of a file may take. A file of the
// largest size needs this many runs only if nearly every character changes its
// width or comes before one that is removed.
const maxRuns = 1 << 21

// decoder collects the text of a file as UTF-8, without invisible characters and
// with \n as its only line end.
type decoder struct {
	text     strings.Builder
	origin   knowledge.Origin
	fileAt   int    // byte offset of the next character in the file
	widths   []byte // of the next bytes, in the file; nil if each is one
	last     rune
	lost     *knowledge.Run // of a control character that is removed unless a number is damaged by it
	control  int            // control characters so far
	nul, bad int            // U+0000 and undecodable bytes so far
	runes    int
	wasCR    bool
}

// full reports whether the Origin takes too much memory.
func (d *decoder) full() bool { return len(d.origin) > maxRuns }

// put appends the character r, which has width bytes in the file.
func (d *decoder) put(r rune, width int) {
	if d.full() {
		return
	}
	if d.widths != nil {
		n := 0
		for _, w := range d.widths[:width] {
			n += int(w)
		}
		d.widths, width = d.widths[width:], n
	}
	at := d.fileAt
	d.fileAt += width
	d.runes++
	r = zhtext.Unify(r)
	cr := d.wasCR
	d.wasCR = r == '\r'
	switch {
	case r == '\n' && cr: // the second half of a line end
		return
	case char.IsLineEnd(r):
		r = '\n'
	case r == 0:
		d.nul++
		return
	case char.IsControl(r):
		d.control++
		if d.lost == nil {
			d.lost = &knowledge.Run{File: at, N: 1, TextWidth: len(unreadable), FileWidth: width}
		}
		return
	case char.IsInvisible(r):
		return
	case r == utf8.RuneError:
		d.bad++
	}
	d.mark(r)
	d.last = r
	n := d.text.Len()
	d.text.WriteRune(r)
	run := knowledge.Run{Text: n, File: at, N: 1, TextWidth: utf8.RuneLen(r), FileWidth: width}
	if run.TextWidth == width { // runs of copied bytes are joined, whatever the characters
		run.N, run.TextWidth, run.FileWidth = width, 1, 1
	}
	d.origin = d.origin.Append(run)
}

// copyPlain appends as much of UTF-8 as does not change, printable ASCII and Han
// characters of the basic block, and returns the number of bytes. The result is
// that of put.
func (d *decoder) copyPlain(data []byte) int {
	if d.widths != nil || d.lost != nil || d.full() {
		return 0
	}
	n, last := 0, rune(0)
	for n < len(data) {
		r, w := rune(data[n]), 1
		if r >= utf8.RuneSelf {
			r, w = utf8.DecodeRune(data[n:])
		}
		if r < ' ' || 0x7F <= r && r < 0x4E00 || r >= 0xA000 {
			break
		}
		n, last = n+w, r
		d.runes++
	}
	if n > 0 {
		d.origin = d.origin.Append(knowledge.Run{Text: d.text.Len(), File: d.fileAt, N: n, TextWidth: 1, FileWidth: 1})
		d.text.Write(data[:n])
		d.fileAt += n
		d.last, d.wasCR = last, false
	}
	return n
}

// unreadable replaces a character of a number that cannot be read.
const unreadable = string(utf8.RuneError)

// mark appends unreadable if control characters were next to a number. next is
// the character after them.
func (d *decoder) mark(next rune) {
	if d.lost != nil && (char.IsDigit(d.last) || char.IsDigit(next)) && d.last != '\n' && d.last != 0 && next != '\n' {
		d.lost.Text = d.text.Len()
		d.text.WriteString(unreadable)
		d.origin = d.origin.Append(*d.lost)
	}
	d.lost = nil
}

// finish returns the text, or an error if it is no text.
func (d *decoder) finish() (trace.String, error) {
	switch {
	case d.full():
		return trace.String{}, fmt.Errorf("%w: characters of different widths take turns more than %d times", release.ErrTooLarge, maxRuns)
	case d.nul > 0:
		return trace.String{}, fmt.Errorf("%w: it has %d zero bytes", release.ErrBinary, d.nul)
	case d.control*100 > d.runes:
		return trace.String{}, fmt.Errorf("%w: %d of %d characters are control characters", release.ErrBinary, d.control, d.runes)
	}
	return trace.String{Text: d.text.String(), Origin: d.origin}, nil
}
