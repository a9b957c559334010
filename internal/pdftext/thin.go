package pdftext

import (
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/structs"
)

const (
	thin       = 1e-3    // points; PDFium ignores texts of less width
	maxObjects = 200_000 // of a page that are examined
	maxForms   = 4       // nested forms
)

// widen gives a width to the texts of a page that have none. PDFium measures the last
// character of a text by its outline, which is missing if the font is not in the file,
// and ignores texts without width: every text of one character, as some programs write
// them. A text that is also stroked has the width of the stroke. Nothing is drawn here,
// so that stroking has no other effect.
func (e *extraction) widen(page references.FPDF_PAGE) error {
	ref := requests.Page{ByReference: &page}
	count, err := e.box.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: ref})
	if err != nil {
		return err
	}
	left := maxObjects
	for i := range count.Count {
		o, err := e.box.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: ref, Index: i})
		if err != nil || left <= 0 {
			return err
		}
		if err := e.widenObject(o.PageObject, &left, maxForms); err != nil {
			return err
		}
	}
	return nil
}

// widenObject is widen for one object and, if it is a form, the objects in it. left is
// the number of objects that may still be examined.
func (e *extraction) widenObject(o references.FPDF_PAGEOBJECT, left *int, depth int) error {
	*left--
	kind, err := e.box.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: o})
	switch {
	case err != nil || *left <= 0:
		return err
	case kind.Type == enums.FPDF_PAGEOBJ_FORM && depth > 0:
		count, err := e.box.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: o})
		if err != nil {
			return nil // an empty form
		}
		for i := range count.Count {
			in, err := e.box.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: o, Index: uint64(i)})
			if err != nil {
				return nil
			}
			if err := e.widenObject(in.PageObject, left, depth-1); err != nil {
				return err
			}
		}
	case kind.Type == enums.FPDF_PAGEOBJ_TEXT:
		bounds, err := e.box.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: o})
		if err == nil && bounds.Right-bounds.Left > thin {
			return nil
		}
		if _, err := e.box.FPDFTextObj_SetTextRenderMode(&requests.FPDFTextObj_SetTextRenderMode{PageObject: o, TextRenderMode: enums.FPDF_TEXTRENDERMODE_FILL_STROKE}); err != nil {
			return err
		}
		same := structs.FPDF_FS_MATRIX{A: 1, D: 1}
		_, err = e.box.FPDFPageObj_Transform(&requests.FPDFPageObj_Transform{PageObject: o, Transform: same}) // makes PDFium measure it again
		return err
	}
	return nil
}
