package odt

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Read returns the article in a text document of OpenDocument. Paragraphs with a
// heading's level or style are headings. Each row of a table is a paragraph with
// its heads. Deleted and hidden text, notes, comments, tables of contents, headers
// and footers are left out. The text is compressed in the file, so the article has
// no Origin. Read returns release.ErrPlain if src is no archive, release.ErrSheet
// or ErrSlides for the other documents, ErrEncrypted for one with a password, and
// ErrFormat, ErrDamaged, ErrTooLarge or ErrEmpty. It is safe for concurrent use.
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.HasPrefix(src.Data, []byte("PK")) {
		return nil, release.ErrPlain
	}
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	if err := check(z); err != nil {
		return nil, err
	}
	w := newWalk()
	if err := z.Walk("styles.xml", w.styles.visit); err != nil && !errors.Is(err, parts.ErrNoPart) {
		return nil, err
	}
	if err := z.Walk("content.xml", w.visit); err != nil {
		return nil, err
	}
	w.endParagraph(w.top())
	title, err := z.Text("meta.xml", "title", imprint.MaxMetaLine)
	if err != nil && !errors.Is(err, parts.ErrNoPart) {
		return nil, err
	}
	return word.Article(w.stories[0].out, title)
}

// check returns why z cannot be read, nil if it is a text document.
func check(z *parts.Archive) error {
	encrypted := false
	err := z.Walk("meta-inf/manifest.xml", func(t xml.Token, _ int) {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
			encrypted = true
		}
	})
	switch {
	case err != nil && !errors.Is(err, parts.ErrNoPart):
		return err
	case encrypted:
		return release.ErrEncrypted
	}
	if err := checkKind(z); err != nil {
		return err
	}
	if !z.Has("content.xml") {
		return fmt.Errorf("%w: it has no text part", release.ErrDamaged)
	}
	return nil
}

// checkKind returns an error if the part mimetype names no text document. It may
// be missing (OpenDocument 1.3, part 2, 3.3).
func checkKind(z *parts.Archive) error {
	if !z.Has("mimetype") {
		return nil
	}
	data, err := z.Bytes("mimetype")
	if err != nil {
		return err
	}
	kind := strings.TrimSpace(string(data[:min(len(data), 200)]))
	name, ok := strings.CutPrefix(kind, "application/vnd.oasis.opendocument.")
	switch {
	case !ok:
		return fmt.Errorf("%w: it is of the kind %q", release.ErrFormat, kind)
	case strings.HasPrefix(name, "text"):
		return nil
	case strings.HasPrefix(name, "spreadsheet"), strings.HasPrefix(name, "chart"):
		return release.ErrSheet
	case strings.HasPrefix(name, "presentation"):
		return release.ErrSlides
	case strings.HasPrefix(name, "image"), strings.HasPrefix(name, "graphics"):
		return release.ErrPicture
	}
	return fmt.Errorf("%w: it is of the kind %q", release.ErrFormat, kind)
}
