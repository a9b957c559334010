package docx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Read returns the article in a Word file, with or without macros, which it does
// not look at. Paragraphs with a heading's style or outline level are headings.
// Each row of a table is a paragraph with its heads. Deleted and hidden text,
// notes, headers and footers are left out. The text is compressed in the file, so
// the article has no Origin. The author and dates in the file's properties are
// not used, as they say nothing about the publication.
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.HasPrefix(src.Data, []byte("PK")) {
		return nil, release.ErrPlain
	}
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	a := archive{z}
	main, err := a.main()
	if err != nil {
		return nil, err
	}
	styles, err := a.readStyles(main)
	if err != nil {
		return nil, err
	}
	w := newWordWalk(styles)
	if err := a.Walk(main, w.visit); err != nil {
		return nil, err
	}
	w.endParagraph(w.top())
	title, err := a.coreTitle()
	if err != nil {
		return nil, err
	}
	return word.Article(w.stories[0].out, title)
}

// coreTitle returns the title in the file's properties, or "".
func (a archive) coreTitle() (string, error) {
	var b strings.Builder
	in := false
	err := a.Walk("docprops/core.xml", func(t xml.Token, _ int) {
		switch t := t.(type) {
		case xml.StartElement:
			in = t.Name.Local == "title"
		case xml.EndElement:
			in = false
		case xml.CharData:
			if in && b.Len() < imprint.MaxMetaLine {
				b.Write(t)
			}
		}
	})
	if err != nil && !errors.Is(err, parts.ErrNoPart) {
		return "", err
	}
	return strings.TrimSpace(b.String()), nil
}
