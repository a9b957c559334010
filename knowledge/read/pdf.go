package read

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"beilun/internal/pdftext"
	"beilun/knowledge"
)

// Reasons to refuse a PDF, beside ErrEmpty and ErrTooLarge.
var ()

// readPDF reads a PDF by the places of its characters: lines, columns, the
// order in which they are read, tables, paragraphs. The text of a PDF does not
// stand in the file as bytes, so that no Origin leads back to it. The title of
// the metadata is believed only where the text says the same.
func readPDF(src source) (*knowledge.Article, error) {
	if !bytes.Contains(src.data[:min(len(src.data), 1024)], []byte("%PDF-")) {
		return nil, ErrPlain
	}
	doc, err := pdftext.Read(src.ctx, src.data) // bounded by the worker's own limits, too
	if err != nil {
		return nil, pdfError(err)
	}
	return articleOfPages(doc)
}

// pdfError puts an error of pdftext into this package's words.
func pdfError(err error) error {
	for _, e := range []struct{ of, is error }{
		{pdftext.ErrEncrypted, ErrEncrypted},
		{pdftext.ErrDamaged, ErrDamaged},
		{pdftext.ErrTooLarge, ErrTooLarge},
		{pdftext.ErrTime, ErrTooLarge},
		{pdftext.ErrUnavailable, ErrFormat},
	} {
		if errors.Is(err, e.of) {
			detail := strings.TrimPrefix(err.Error(), e.of.Error()+": ")
			return fmt.Errorf("%w: %s", e.is, detail)
		}
	}
	return fmt.Errorf("%w: %w", ErrReader, err)
}

// articleOfPages makes an article of characters and their places.
func articleOfPages(doc *pdftext.Document) (*knowledge.Article, error) {
	if err := plausible(doc); err != nil {
		return nil, err
	}
	leaves := make([]leaf, 0, len(doc.Pages))
	for _, p := range doc.Pages {
		leaves = append(leaves, newLeaf(p))
	}
	dropMargins(leaves, bodySize(leaves))
	body := bodySize(leaves) // without what was in the margins
	var blocks []pdfBlock
	var cuts []gutter
	for i := range leaves {
		cuts = leaves[i].columns(body, cuts)
		blocks = append(blocks, leaves[i].blocks(i, cuts)...)
	}
	paras := paragraphsOf(blocks, body)
	units, h := headOfPages(paras, body, doc.Title)
	if len(units) == 0 {
		return nil, ErrScanned
	}
	return assemble(units, h), nil
}

// headOfPages parts what a release says about itself from its text. The title
// is what is set in the largest type near the start.
func headOfPages(paras []para, body float64, metaTitle string) ([]unit, head) {
	var h head
	title := titleAt(paras, body)
	kept := paras[:0:0]
	for i, p := range paras {
		if i == title {
			h.title = p.text
			continue
		}
		if i < headLines || i >= len(paras)-tailLines {
			if g, ok := metaLine(p.text); ok {
				h = h.or(g)
				continue
			}
		}
		kept = append(kept, p)
	}
	units := unitsOfParas(kept, body)
	if title >= 0 {
		return units, h
	}
	units, h = takeTitle(units, h)
	if t := strings.TrimSpace(metaTitle); h.title == "" && t != "" && len(units) > 1 {
		for i := range units[:min(3, len(units)-1)] {
			if units[i].text == t {
				h.title = t
				return append(units[:i:i], units[i+1:]...), h
			}
		}
	}
	return units, h
}

// unitsOfParas finds the headings among paragraphs: by their form and place,
// as in plain text, or by larger type. Notes are as if they were not there.
func unitsOfParas(paras []para, body float64) []unit {
	isNote := func(p para) bool { return p.size < noteSize*body && !p.table }
	var lines []line
	for _, p := range paras {
		if !isNote(p) {
			lines = append(lines, line{traced: traced{text: p.text}})
		}
	}
	plain := plainUnits(lines)
	units := make([]unit, len(paras))
	n := 0
	for i, p := range paras {
		if isNote(p) {
			units[i] = unit{traced: traced{text: p.text}}
			continue
		}
		large := p.size >= 1.1*body && p.lines <= 3 && couldHead(p.text, maxTitleLine) && i+1 < len(paras)
		units[i] = unit{traced: plain[n].traced, heading: !p.table && (plain[n].heading || large), row: p.row}
		n++
	}
	return units
}

// titleAt returns the index of the title among paras, -1 when none stands out.
func titleAt(paras []para, body float64) int {
	best := -1
	for i, p := range paras {
		if p.page > 0 || i > 12 {
			break
		}
		if p.size >= 1.2*body && !p.table && p.lines <= 4 && len([]rune(p.text)) <= maxTitle && (best < 0 || p.size > 1.05*paras[best].size) {
			best = i
		}
	}
	if best == len(paras)-1 {
		return -1
	}
	return best
}
