package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"beilun/internal/pdftext"
	"beilun/knowledge"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/release"
)

// Read returns the article in a PDF. It finds lines, columns, their reading
// order, tables and paragraphs by the places of the characters. The text of a PDF
// is not in the file as bytes, so the article has no Origin. The title in the
// metadata counts only if the text has it, too.
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.Contains(src.Data[:min(len(src.Data), 1024)], []byte("%PDF-")) {
		return nil, release.ErrPlain
	}
	doc, err := pdftext.Read(src.Ctx, src.Data) // the worker has limits of its own
	if err != nil {
		return nil, pdfError(err)
	}
	return pagelayout.Article(doc)
}

// pdfError returns the error of package release for one of pdftext.
func pdfError(err error) error {
	for _, e := range []struct{ of, is error }{
		{pdftext.ErrEncrypted, release.ErrEncrypted},
		{pdftext.ErrDamaged, release.ErrDamaged},
		{pdftext.ErrTooLarge, release.ErrTooLarge},
		{pdftext.ErrTime, release.ErrTooLarge},
		{pdftext.ErrUnavailable, release.ErrFormat},
	} {
		if errors.Is(err, e.of) {
			detail := strings.TrimPrefix(err.Error(), e.of.Error()+": ")
			return fmt.Errorf("%w: %s", e.is, detail)
		}
	}
	return fmt.Errorf("%w: %w", release.ErrReader, err)
}
