// Package pdftext reads the characters of a PDF, each with its place on the page, by
// PDFium in WebAssembly.
//
// PDFium is a large C++ program that reads files of strangers. It therefore runs in a
// sandbox (WebAssembly without files, clock or network) in a process of its own, the
// worker, so that a crash or a lack of memory ends that process and not this one. The
// worker is this program, started again with an environment variable, see [Child]. It
// reads one file after the other, exits when it is idle for a while, and never outlives
// the process that started it. It gets none of this process's environment.
//
// Compiling PDFium takes seconds and 300 MB. The machine code is kept in a cache
// directory of the user; with it a worker starts in a tenth of a second. [Warm] fills
// the cache ahead of the first file.
//
// # Decisions
//
// 2026-11-30: The checks of a file before PDFium sees it are package intact, because
// they need nothing of the worker; instead of files of this package.
package pdftext

import (
	"context"
	"errors"
	"time"

	"beilun/internal/pdftext/intact"
)

// Document is the text of a PDF. The positions are in points, 1/72 inch, with
// the origin at the bottom left of the visible paper before it is turned.
type Document struct {
	Title string // from the metadata, often a template's title or a file name; "" if there is none
	Pages []Page
}

// Page is a page with its characters in the order in which they are drawn. Its size is
// in points, before the page is turned for display.
type Page struct {
	Width, Height float32
	Chars         []Char
	Unmapped      int // characters of Chars whose font does not say what they are
}

// Char is a character on a page.
type Char struct {
	Rune           rune
	X, Y           float32 // its start on the baseline
	X0, Y0, X1, Y1 float32 // the box around it: left, bottom, right, top; the font's box, if the font has one
	Size           float32 // of the type as drawn, in points
	Angle          int16   // of the line, in degrees counter-clockwise, -179 to 180
}

// Limits of a document. Read returns ErrTooLarge beyond any of them.
const (
	MaxFile  = 64 << 20 // bytes
	MaxPages = 200
	MaxChars = 400_000 // on all pages
)

// Limits of the worker.
const (
	startTime   = 3 * time.Minute  // to compile PDFium on a busy machine
	fileTime    = 20 * time.Second // for one file, where PDFium is compiled
	slowTime    = time.Minute      // for one file, where it is interpreted, which is ten times as slow
	idleTime    = 20 * time.Second // after the last file
	sandboxSize = 160 << 20        // bytes of PDFium's memory, which is there twice while it grows
	heapSize    = 192 << 20        // bytes of its other memory, kept by collecting garbage more often
)

// Reasons for which Read fails. The first four are about the file. The others are not,
// and reading the same file again can succeed.
var (
	ErrEncrypted   = errors.New("the PDF is protected by a password")
	ErrDamaged     = intact.ErrDamaged
	ErrTooLarge    = intact.ErrTooLarge
	ErrTime        = errors.New("reading the PDF took too long")
	ErrCrashed     = errors.New("the PDF reader broke off")
	ErrUnavailable = errors.New("PDF cannot be read by this program")
)

// workers is the queue to the worker of this process. There is one per process because
// the worker is the process's own program.
var workers = newQueue()

// Child must be the first call of main or TestMain. In a worker it does the work and
// does not return. Otherwise it records that this program can be started as a worker;
// unless it was called, Read returns ErrUnavailable.
func Child() {
	if cache, ok := isWorker(); ok {
		work(cache) // exits
	}
	workers.enabled.Store(true)
}

// timeFor returns how long a file may take on a processor, as GOARCH names it. Only for
// these two does wazero have a compiler.
func timeFor(arch string) time.Duration {
	if arch == "amd64" || arch == "arm64" {
		return fileTime
	}
	return slowTime
}

// Read returns the text of a PDF. It waits for its turn and then takes at most some 20
// seconds, or a minute on a 32-bit processor, besides the time of a first start. ctx ends the waiting and the reading. It
// is safe for concurrent use.
func Read(ctx context.Context, data []byte) (*Document, error) {
	return workers.read(ctx, data)
}

// Warm starts a worker, which compiles PDFium if that is not done yet. That takes
// seconds on one core.
func Warm(ctx context.Context) error { return workers.warm(ctx) }
