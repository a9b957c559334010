// Package pdftext takes the characters out of a PDF, each with its place on
// the page, by PDFium in WebAssembly.
//
// PDFium is a large program in C++ that reads what strangers made, so that it
// runs in a sandbox (WebAssembly without files, clock or network) in a process
// of its own, the worker: what it breaks, loses or eats up is lost with that
// process and not with this one. The worker is this program started again
// with an environment variable, see [Child]; it reads files one after the
// other, ends when there is nothing to read for a while, and never outlives
// the process that started it. It gets none of this process's environment.
//
// Compiling PDFium takes seconds and 300 MB, so that the machine code is kept
// in a cache directory of the user; after that a worker starts in a tenth of a
// second. [Warm] fills the cache ahead of the first file.
package pdftext

import (
	"context"
	"errors"
	"time"
)

// Document is the text of a PDF. The positions are in points, 1/72 inch, with
// the origin at the bottom left.
type Document struct {
	Title string // of the metadata, often that of a template or a file's name; "" when there is none
	Pages []Page
}

// Page is a page with its characters in the order in which they were drawn.
type Page struct {
	Width, Height float32
	Chars         []Char
	Unmapped      int // characters whose font does not tell what they are; they are among Chars
}

// Char is a character on a page.
type Char struct {
	Rune           rune
	X, Y           float32 // where it starts on the line that it stands on
	X0, Y0, X1, Y1 float32 // the box around it: left, bottom, right, top; that of the font, where the font has one
	Size           float32 // of the type as drawn, in points
	Angle          int16   // in which the line runs, in degrees counter-clockwise, -179 to 180
}

// Limits of a document. Beyond any of them Read returns ErrTooLarge.
const (
	MaxFile  = 64 << 20 // bytes
	MaxPages = 200
	MaxChars = 400_000 // on all pages
)

// Limits of the worker.
const (
	startTime   = 3 * time.Minute  // to compile PDFium on a busy machine
	fileTime    = 20 * time.Second // for one file
	idleTime    = 20 * time.Second // after the last file
	sandboxSize = 160 << 20        // bytes of PDFium's memory, of which there are two while it grows
	heapSize    = 192 << 20        // bytes of its other memory, held by collecting garbage more often
)

// Reasons for which Read fails. The first four are about the file; the others
// are not, and the same file may be read another time.
var (
	ErrEncrypted   = errors.New("the PDF is protected by a password")
	ErrDamaged     = errors.New("the PDF is damaged")
	ErrTooLarge    = errors.New("the PDF is too large")
	ErrTime        = errors.New("reading the PDF took too long")
	ErrCrashed     = errors.New("the PDF reader broke off")
	ErrUnavailable = errors.New("PDF cannot be read by this program")
)

// workers is the one queue to the one worker of this process. A process has
// one worker because the worker is the process's own program.
var workers = newQueue()

// Child has to be the first thing that main, or TestMain, does. In a worker it
// does the work and does not return. Otherwise it notes that this program can
// be started as a worker; where it was not called, Read returns ErrUnavailable.
func Child() {
	if cache, ok := isWorker(); ok {
		work(cache) // exits
	}
	workers.enabled.Store(true)
}

// Read returns the text of a PDF. It waits for its turn and then takes at most
// some 20 seconds, not counting those that a first start takes. It is safe for
// concurrent use; ctx ends the waiting and the reading.
func Read(ctx context.Context, data []byte) (*Document, error) {
	return workers.read(ctx, data)
}

// Warm starts a worker, and so compiles PDFium if that is not done yet: in
// seconds on one core, or at once.
func Warm(ctx context.Context) error { return workers.warm(ctx) }
