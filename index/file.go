package index

import (
	"context"

	"beilun/knowledge"
)

// File is one file of a corpus as Sync sees it.
type File struct {
	ID      string
	Digest  string                             // of its bytes; empty when Err is set
	Err     error                              // why it cannot be read
	Article func() (*knowledge.Article, error) // parses it

	// Open is Article for a file that may be large, and is used instead where it
	// is set: the paragraphs have no sentences and figures until fill has been
	// called for them. It ends with ctx.
	Open  func(ctx context.Context) (a *knowledge.Article, fill func(*knowledge.Paragraph), err error)
	Size  int64 // of its bytes; 0: unknown
	Timed bool  // the reader has a time limit of its own, as that of PDF: no other is set

	// Errata reads a file of corrections, which is no release. nil: it is one.
	Errata func() (string, error)
}

// Corpus gives the files of the releases one after the other, each ID once.
// An error ends the sync; see Index.Sync for what was changed before it.
type Corpus func(ctx context.Context, yield func(File) error) error
