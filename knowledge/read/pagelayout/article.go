package pagelayout

import (
	"fmt"
	"math"
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

// Article makes an article of characters and their places. The error wraps
// release.ErrScanned if the pages have no text, ErrGarbled if the characters make
// no text, or ErrVertical.
func Article(doc *pdftext.Document) (*knowledge.Article, error) {
	if err := plausible(doc); err != nil {
		return nil, err
	}
	leaves := make([]leaf, 0, len(doc.Pages))
	for i, p := range doc.Pages {
		if direction(p.Chars) == 0 && runsDown(p.Chars) {
			return nil, fmt.Errorf("%w: page %d", release.ErrVertical, i+1)
		}
		leaves = append(leaves, newLeaf(p))
	}
	dropMargins(leaves, bodySize(leaves))
	body := bodySize(leaves) // without the margins
	var blocks []textBlock
	var cuts []gutter
	for i := range leaves {
		cuts = leaves[i].columns(body, cuts)
		blocks = append(blocks, leaves[i].blocks(i, cuts)...)
	}
	paras, official := takeRedHead(paragraphsOf(blocks, body), body)
	units, h := headOfPages(paras, body, doc.Title)
	if len(units) == 0 {
		return nil, release.ErrScanned
	}
	return article.Assemble(units, h.Or(official).Or(signature(paras))), nil
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
			if g, ok := p.meta(); ok {
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

// meta returns what p says about the release if it says nothing else. A space can
// part the source from the date, so all are looked at first.
func (p *para) meta() (imprint.Head, bool) {
	if h, ok := imprint.MetaLine(p.loose); ok {
		return h, true
	}
	return imprint.MetaLine(p.text)
}

// unitsOfParas finds the headings among paragraphs: by form and place, as in
// plain text, or by larger type. Notes are ignored in this.
func unitsOfParas(paras []para, body float64) []article.Unit {
	paras = weldCut(paras, body)
	var lines []unwrap.Line
	for _, p := range paras {
		if !p.isNote(body) {
			l := p.line()
			l.Gap = true // weldCut has joined them
			lines = append(lines, l)
		}
	}
	found := plain.Units(lines)
	units := make([]article.Unit, len(paras))
	n := 0
	for i, p := range paras {
		if p.isNote(body) {
			units[i] = article.Unit{String: trace.String{Text: p.text}}
			continue
		}
		large := p.size >= 1.1*body && p.lines <= 3 && prose.CouldHead(p.text, prose.MaxTitleLine) && i+1 < len(paras)
		units[i] = article.Unit{String: found[n].String, Heading: !p.table && (found[n].Heading || large), Row: p.row}
		n++
	}
	return units
}

// isNote reports whether p is in small type.
func (p *para) isNote(body float64) bool { return p.size < noteSize*body && !p.table }

// line returns p as a line of plain text.
func (p *para) line() unwrap.Line {
	return unwrap.Line{String: trace.String{Text: p.text}, Row: p.row}
}

// weldCut joins paragraphs that can only belong together: a sentence that a
// picture or the end of a page has cut.
func weldCut(paras []para, body float64) []para {
	const longest = 32 << 10 // bytes, so that joining stays cheap
	out := make([]para, 0, len(paras))
	for _, p := range paras {
		if n := len(out); n > 0 && sameType(&out[n-1], &p) && !p.isNote(body) && len(out[n-1].text) < longest {
			last := &out[n-1]
			if welded := unwrap.WeldCut([]unwrap.Line{last.line(), p.line()}); len(welded) == 1 {
				last.text = welded[0].Text
				last.lines += p.lines
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// sameType reports whether two paragraphs are text in type of one size.
func sameType(a, b *para) bool {
	return !a.table && !b.table && math.Abs(a.size-b.size) <= 0.08*max(a.size, b.size)
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
