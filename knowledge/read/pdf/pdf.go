package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"beilun/internal/pdftext"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
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
	return Article(doc)
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

// Article makes an article of characters and their places.
func Article(doc *pdftext.Document) (*knowledge.Article, error) {
	if err := plausible(doc); err != nil {
		return nil, err
	}
	leaves := make([]leaf, 0, len(doc.Pages))
	for _, p := range doc.Pages {
		leaves = append(leaves, newLeaf(p))
	}
	dropMargins(leaves, bodySize(leaves))
	body := bodySize(leaves) // without the margins
	var blocks []pdfBlock
	var cuts []gutter
	for i := range leaves {
		cuts = leaves[i].columns(body, cuts)
		blocks = append(blocks, leaves[i].blocks(i, cuts)...)
	}
	paras := paragraphsOf(blocks, body)
	units, h := headOfPages(paras, body, doc.Title)
	if len(units) == 0 {
		return nil, release.ErrScanned
	}
	return article.Assemble(units, h), nil
}

// headOfPages separates what a release says about itself from its text. The title
// is in the largest type near the start.
func headOfPages(paras []para, body float64, metaTitle string) ([]article.Unit, imprint.Head) {
	var h imprint.Head
	title := titleAt(paras, body)
	kept := paras[:0:0]
	for i, p := range paras {
		if i == title {
			h.Title = p.text
			continue
		}
		if i < imprint.HeadLines || i >= len(paras)-imprint.TailLines {
			if g, ok := imprint.MetaLine(p.text); ok {
				h = h.Or(g)
				continue
			}
		}
		kept = append(kept, p)
	}
	units := unitsOfParas(kept, body)
	if title >= 0 {
		return units, h
	}
	units, h = article.TakeTitle(units, h)
	if t := strings.TrimSpace(metaTitle); h.Title == "" && t != "" && len(units) > 1 {
		for i := range units[:min(3, len(units)-1)] {
			if units[i].Text == t {
				h.Title = t
				return append(units[:i:i], units[i+1:]...), h
			}
		}
	}
	return units, h
}

// unitsOfParas finds the headings among paragraphs: by form and place, as in
// plain text, or by larger type. Notes are ignored in this.
func unitsOfParas(paras []para, body float64) []article.Unit {
	isNote := func(p para) bool { return p.size < noteSize*body && !p.table }
	var lines []unwrap.Line
	for _, p := range paras {
		if !isNote(p) {
			lines = append(lines, unwrap.Line{String: trace.String{Text: p.text}})
		}
	}
	found := plain.Units(lines)
	units := make([]article.Unit, len(paras))
	n := 0
	for i, p := range paras {
		if isNote(p) {
			units[i] = article.Unit{String: trace.String{Text: p.text}}
			continue
		}
		large := p.size >= 1.1*body && p.lines <= 3 && prose.CouldHead(p.text, prose.MaxTitleLine) && i+1 < len(paras)
		units[i] = article.Unit{String: found[n].String, Heading: !p.table && (found[n].Heading || large), Row: p.row}
		n++
	}
	return units
}

// titleAt returns the index of the title among paras, -1 if none is larger than
// the rest.
func titleAt(paras []para, body float64) int {
	best := -1
	for i, p := range paras {
		if p.page > 0 || i > 12 {
			break
		}
		if p.size >= 1.2*body && !p.table && p.lines <= 4 && len([]rune(p.text)) <= imprint.MaxTitle && (best < 0 || p.size > 1.05*paras[best].size) {
			best = i
		}
	}
	if best == len(paras)-1 {
		return -1
	}
	return best
}
