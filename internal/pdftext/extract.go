package pdftext

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/klippa-app/go-pdfium"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// extraction reads one document in a sandbox and writes its pages to out.
type extraction struct {
	box   pdfium.Pdfium
	out   io.Writer
	chars int
}

// lostError is an error in writing: nobody reads the pages any more.
type lostError struct{ err error }

func (e *lostError) Error() string { return e.err.Error() }

// document writes the pages of a PDF and returns its title.
func (e *extraction) document(data []byte) (title string, err error) {
	opened, err := e.box.OpenDocument(&requests.OpenDocument{File: &data})
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword), errors.Is(err, pdfiumerrors.ErrSecurity):
		return "", fmt.Errorf("%w: %w", ErrEncrypted, err)
	case err != nil:
		what, _, _ := strings.Cut(err.Error(), "\n")
		return "", fmt.Errorf("%w: %s", ErrDamaged, what)
	}
	doc := opened.Document
	count, err := e.box.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	switch {
	case err != nil:
		return "", fmt.Errorf("%w: %w", ErrDamaged, err)
	case count.PageCount == 0:
		return "", fmt.Errorf("%w: it has no pages", ErrDamaged)
	case count.PageCount > MaxPages:
		return "", fmt.Errorf("%w: %d pages, at most %d are read", ErrTooLarge, count.PageCount, MaxPages)
	}
	for i := range count.PageCount {
		p, err := e.page(doc, i)
		if err != nil {
			return "", ofPage(i, err)
		}
		if err := writeFrame(e.out, framePage, encodePage(p)); err != nil {
			return "", &lostError{err}
		}
	}
	meta, err := e.box.FPDF_GetMetaText(&requests.FPDF_GetMetaText{Document: doc, Tag: "Title"})
	if err != nil || len(meta.Value) > maxWords {
		return "", nil // no title, or none of a sensible length
	}
	return meta.Value, nil
}

// ofPage wraps an error of page i with its reason. PDFium traps when it runs out of
// memory; the stack trace of that is cut off.
func ofPage(i int, err error) error {
	what, _, _ := strings.Cut(err.Error(), "\n")
	switch {
	case errors.Is(err, ErrTooLarge):
		return fmt.Errorf("%w: page %d", err, i+1)
	case strings.Contains(what, "unreachable"):
		return fmt.Errorf("%w: page %d: it takes more than %d MB to lay out, or is broken", ErrTooLarge, i+1, sandboxSize>>20)
	}
	return fmt.Errorf("%w: page %d: %s", ErrDamaged, i+1, what)
}

// page returns the characters of page i.
func (e *extraction) page(doc references.FPDF_DOCUMENT, i int) (*Page, error) {
	loaded, err := e.box.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: i})
	if err != nil {
		return nil, err
	}
	ref := loaded.Page
	defer e.box.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: ref})
	paper, err := e.box.FPDF_GetPageBoundingBox(&requests.FPDF_GetPageBoundingBox{Page: requests.Page{ByReference: &ref}})
	if err != nil {
		return nil, err
	}
	rect := paper.Rect
	if err := e.widen(ref); err != nil {
		return nil, err
	}
	text, err := e.box.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &ref}})
	if err != nil {
		return nil, err
	}
	defer e.box.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage})
	count, err := e.box.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, err
	}
	if e.chars += count.Count; e.chars > MaxChars {
		return nil, fmt.Errorf("%w: more than %d characters", ErrTooLarge, MaxChars)
	}
	p := &Page{Width: abs(rect.Right - rect.Left), Height: abs(rect.Top - rect.Bottom), Chars: make([]Char, 0, count.Count)}
	for j := range count.Count {
		if err := e.char(p, text.TextPage, j); err != nil {
			return nil, fmt.Errorf("character %d: %w", j+1, err)
		}
	}
	left, bottom := min(rect.Left, rect.Right), min(rect.Bottom, rect.Top)
	for j := range p.Chars {
		c := &p.Chars[j]
		c.X, c.X0, c.X1 = c.X-left, c.X0-left, c.X1-left
		c.Y, c.Y0, c.Y1 = c.Y-bottom, c.Y0-bottom, c.Y1-bottom
	}
	return p, nil
}

func abs(x float32) float32 { return max(x, -x) }

// What PDFium returns for a hyphen at the end of a line.
const (
	hyphen    = 0x02
	oldHyphen = 0xFFFE
)

// char adds character i of a text to p, except spaces and line ends that PDFium
// generated for gaps.
func (e *extraction) char(p *Page, text references.FPDF_TEXTPAGE, i int) error {
	u, err := e.box.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text, Index: i})
	if err != nil {
		return err
	}
	c := Char{Rune: rune(u.Unicode)}
	switch c.Rune {
	case '\r', '\n':
		return nil
	case ' ':
		made, err := e.box.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: text, Index: i})
		if err != nil || made.IsGenerated {
			return err
		}
	case hyphen, oldHyphen:
		c.Rune = '-'
	}
	bad, err := e.box.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: text, Index: i})
	if err != nil {
		return err
	}
	if bad.HasUnicodeMapError {
		p.Unmapped++
	}
	box, err := e.box.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: text, Index: i})
	if err != nil {
		return nil // it has no place, as generated characters have none
	}
	c.X0, c.Y0 = min(box.Rect.Left, box.Rect.Right), min(box.Rect.Bottom, box.Rect.Top)
	c.X1, c.Y1 = max(box.Rect.Left, box.Rect.Right), max(box.Rect.Bottom, box.Rect.Top)
	origin, err := e.box.FPDFText_GetCharOrigin(&requests.FPDFText_GetCharOrigin{TextPage: text, Index: i})
	if err != nil {
		return nil
	}
	c.X, c.Y = float32(origin.X), float32(origin.Y)
	size, err := e.box.FPDFText_GetFontSize(&requests.FPDFText_GetFontSize{TextPage: text, Index: i})
	if err != nil {
		return err
	}
	c.Size = float32(size.FontSize)
	if m, err := e.box.FPDFText_GetMatrix(&requests.FPDFText_GetMatrix{TextPage: text, Index: i}); err == nil {
		x, y := float64(m.Matrix.C), float64(m.Matrix.D)
		c.Size *= float32(math.Hypot(x, y))
		if a := math.Atan2(float64(m.Matrix.B), float64(m.Matrix.A)) * 180 / math.Pi; a == a {
			c.Angle = int16(math.Round(a))
		}
	}
	p.Chars = append(p.Chars, c)
	return nil
}
