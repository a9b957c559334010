package sheet

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Limits of a workbook. Beyond one of them [Read] returns release.ErrTooLarge.
const (
	maxSheets   = 100
	maxPlaces   = 200_000  // cells with a text, of all sheets
	maxTexts    = 32 << 20 // bytes of these, however often they share one
	maxStrings  = 500_000  // shared texts
	maxMerges   = 50_000   // of a sheet
	maxPart     = 96 << 20 // bytes of a sheet when decompressed
	maxStyles   = 8 << 20  // bytes of the styles
	workbook    = "xl/workbook.xml"
	workbookDir = "xl"
)

// Read returns the article in a workbook of Excel or WPS since 2007, with or without
// macros, which it does not look at. The text is compressed in the file, so the
// article has no Origin.
func Read(src release.File) (*knowledge.Article, error) {
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	b := &book{archive: z, format: formats{}}
	if err := b.open(); err != nil {
		return nil, err
	}
	var all []*cells
	var names []string
	for _, s := range b.sheets {
		if s.hidden {
			continue
		}
		c, err := b.read(s.part)
		if errors.Is(err, parts.ErrNoPart) {
			return nil, fmt.Errorf("%w: sheet %q is not in it", release.ErrDamaged, s.name)
		}
		if err != nil {
			return nil, fmt.Errorf("read sheet %q: %w", s.name, err)
		}
		all, names = append(all, c), append(names, s.name)
	}
	if err := b.format.show(b.numbers); err != nil {
		return nil, err
	}
	setShown(b.numbers)
	var pages []Page
	for i, c := range all {
		g, err := c.grid()
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", names[i], err)
		}
		pages = append(pages, Page{names[i], g})
	}
	return Article(src.ID, pages)
}

// book is a workbook while it is read.
type book struct {
	archive *parts.Archive
	sheets  []sheetPart
	strings []string // shared by the cells
	format  formats
	numbers []*number
	places  int
	texts   int // bytes
}

// sheetPart is a sheet as the workbook lists it.
type sheetPart struct {
	name, part string
	hidden     bool
}

// open reads the list of sheets, the shared texts and the styles.
func (b *book) open() error {
	targets, err := b.targets()
	if err != nil {
		return err
	}
	err = b.archive.Walk(workbook, func(t xml.Token, _ int) {
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "workbookPr":
			b.format.since1904 = isOn(parts.Attr(e, "date1904"))
		case e.Name.Local == "sheet":
			state := parts.Attr(e, "state")
			if part := targets["worksheet "+parts.Attr(e, "id")]; part != "" { // other kinds are charts
				b.sheets = append(b.sheets, sheetPart{parts.Attr(e, "name"), part, state == "hidden" || state == "veryHidden"})
			}
		}
	})
	switch {
	case err != nil:
		return err
	case len(b.sheets) == 0:
		return fmt.Errorf("%w: the workbook lists no sheets", release.ErrDamaged)
	case len(b.sheets) > maxSheets:
		return fmt.Errorf("%w: %d sheets, at most %d are read", release.ErrTooLarge, len(b.sheets), maxSheets)
	}
	for id, part := range targets {
		switch kind, _, _ := strings.Cut(id, " "); kind {
		case "sharedStrings":
			err = b.readStrings(part)
		case "styles":
			if b.format.styles, err = b.archive.BytesUpTo(part, maxStyles); err == nil {
				err = b.format.readStyles()
			}
		}
		if err != nil && !errors.Is(err, parts.ErrNoPart) {
			return err
		}
	}
	return nil
}

// targets returns the parts of the workbook by their kind and ID.
func (b *book) targets() (map[string]string, error) {
	out := map[string]string{}
	err := b.archive.Walk("xl/_rels/workbook.xml.rels", func(t xml.Token, _ int) {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || len(out) > 10*maxSheets {
			return
		}
		kind := parts.Attr(e, "Type")
		kind = kind[strings.LastIndexByte(kind, '/')+1:]
		out[kind+" "+parts.Attr(e, "Id")] = parts.Name(workbookDir, parts.Attr(e, "Target"))
	})
	if errors.Is(err, parts.ErrNoPart) {
		err = fmt.Errorf("%w: it does not say where its sheets are", release.ErrDamaged)
	}
	return out, err
}

// readStrings reads the texts that cells share.
func (b *book) readStrings(part string) error {
	var text richText
	many := false
	err := b.archive.Walk(part, func(t xml.Token, _ int) {
		switch t := t.(type) {
		case xml.StartElement:
			text.start(t)
		case xml.CharData:
			text.add(t)
		case xml.EndElement:
			text.end(t.Name.Local)
			if t.Name.Local == "si" {
				if many = many || len(b.strings) >= maxStrings; !many {
					b.strings = append(b.strings, text.take())
				}
			}
		}
	})
	if err == nil && many {
		err = fmt.Errorf("%w: more than %d texts", release.ErrTooLarge, maxStrings)
	}
	return err
}

// richText collects the text of an element with runs of text, without how it is
// pronounced and what is struck out.
type richText struct {
	b              word.Text
	in             bool
	raised, struck bool // the run is
	phonetic       int
}

func (r *richText) start(e xml.StartElement) {
	switch e.Name.Local {
	case "r":
		r.raised, r.struck = false, false
	case "vertAlign":
		r.raised = parts.Attr(e, "val") == "superscript"
	case "strike":
		r.struck = isSet(e)
	case "t":
		r.in = r.phonetic == 0
	case "rPh":
		r.phonetic++
	}
}

func (r *richText) add(s []byte) {
	if r.in && !r.struck && r.b.Len() <= release.MaxParagraph {
		r.b.Write(string(s), r.raised)
	}
}

func (r *richText) end(tag string) {
	switch tag {
	case "t":
		r.in = false
	case "r":
		r.raised, r.struck = false, false
	case "rPh":
		r.phonetic = max(0, r.phonetic-1)
	}
}

// take returns the text and forgets it.
func (r *richText) take() string {
	return unescape(r.b.Take())
}

// isOn returns the value of a switch.
func isOn(s string) bool { return s == "1" || s == "true" || s == "on" }

// isSet returns the value of an element that is a switch, which is on without one.
func isSet(e xml.StartElement) bool {
	s := parts.Attr(e, "val")
	return s == "" || isOn(s)
}
