package ofd

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"beilun/internal/pdftext"
	"beilun/knowledge"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// Limits of a file. Beyond any of them Read returns release.ErrTooLarge.
const (
	maxPages     = pdftext.MaxPages
	maxChars     = pdftext.MaxChars
	maxInflated  = 96 << 20 // bytes of all parts that are read, when decompressed
	maxDocuments = 20
)

// Read returns the article in an OFD file. It finds lines, columns, tables and
// paragraphs by the places of the characters. The text is compressed in the file,
// so the article has no Origin. The error wraps release.ErrPlain for what is no
// archive, ErrEncrypted, ErrDamaged, ErrTooLarge, or an error of
// [pagelayout.Article].
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.HasPrefix(src.Data, []byte("PK")) {
		return nil, release.ErrPlain
	}
	doc, err := pagesOf(src.Data)
	if err != nil {
		return nil, fmt.Errorf("read the OFD: %w", err)
	}
	return pagelayout.Article(doc)
}

// file is an OFD file that is being read.
type file struct {
	*parts.Archive
	inflated  int64 // bytes decompressed so far
	resources int   // parts with resources so far
	chars     int   // on the pages so far
	draws     int   // objects that may still be drawn
}

// pagesOf returns the characters on the pages of all documents in a file.
func pagesOf(data []byte) (*pdftext.Document, error) {
	z, err := parts.Open(data)
	if err != nil {
		return nil, err
	}
	for _, name := range z.Names() {
		if path.Base(name) == "encryptions.xml" {
			return nil, release.ErrEncrypted
		}
	}
	f := &file{Archive: z, draws: maxDrawn}
	roots, title, err := f.documents()
	if err != nil {
		return nil, err
	}
	out := &pdftext.Document{Title: title}
	for _, root := range roots {
		d, err := f.document(root)
		if err != nil {
			return nil, err
		}
		if out.Pages, err = f.addPages(out.Pages, d); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// documents returns the names of the parts of the documents, and the title of the
// first in its properties.
func (f *file) documents() (roots []string, title string, err error) {
	var text textIn
	err = f.walk("ofd.xml", func(t xml.Token, _ int) {
		name, value := text.visit(t)
		switch {
		case name == "DocRoot":
			roots = append(roots, parts.Name("", value))
		case name == "Title" && title == "":
			title = value
		}
	})
	switch {
	case err != nil:
		return nil, "", err
	case len(roots) == 0:
		return nil, "", fmt.Errorf("%w: it names no document", release.ErrDamaged)
	case len(roots) > maxDocuments:
		return nil, "", fmt.Errorf("%w: %d documents", release.ErrTooLarge, len(roots))
	}
	return roots, title, nil
}

// walk is Archive.Walk with a bound for all parts together. A part that is missing
// is damage.
func (f *file) walk(name string, visit func(t xml.Token, depth int)) error {
	if f.inflated += f.Size(name); f.inflated > maxInflated {
		return fmt.Errorf("%w: more than %d bytes when decompressed", release.ErrTooLarge, maxInflated)
	}
	err := f.Walk(name, visit)
	if errors.Is(err, parts.ErrNoPart) {
		return fmt.Errorf("%w: %w", release.ErrDamaged, err)
	}
	return err
}

// find returns the name of the part that target refers to in part from. Some
// programs write names from the root of the archive where the standard has them
// from the folder of the part.
func (f *file) find(from, target string) string {
	name := parts.Name(path.Dir(from), strings.TrimSpace(target))
	if root := parts.Name("", strings.TrimSpace(target)); !f.Has(name) && f.Has(root) {
		return root
	}
	return name
}

// findAll is find for each of targets.
func (f *file) findAll(from string, targets []string) []string {
	var out []string
	for _, t := range targets {
		out = append(out, f.find(from, t))
	}
	return out
}

// textIn collects the text of elements without elements in them.
type textIn struct {
	name string
	text strings.Builder
}

// maxText bounds the text of an element that is no text of a page, in bytes.
const maxText = 4096

// visit takes a token. At the end of an element it returns its name and text, else
// "".
func (e *textIn) visit(t xml.Token) (name, text string) {
	switch t := t.(type) {
	case xml.StartElement:
		e.name = t.Name.Local
		e.text.Reset()
	case xml.CharData:
		if e.name != "" && e.text.Len()+len(t) <= maxText {
			e.text.Write(t)
		}
	case xml.EndElement:
		name, e.name = e.name, ""
		return name, strings.TrimSpace(e.text.String())
	}
	return "", ""
}
