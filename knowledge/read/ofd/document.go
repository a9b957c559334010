package ofd

import (
	"encoding/xml"
	"fmt"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// document is what Document.xml says.
type document struct {
	part      string
	box       box // of pages that give none
	pages     []string
	templates map[string]string  // parts by ID
	resources []string           // parts
	units     map[string]content // composite graphic units by ID
	used      map[string]int     // pages so far that have a template, by its ID
	drawn     map[string]content // of templates by ID
}

// document reads the document in a part, with its resources and without its pages.
func (f *file) document(part string) (*document, error) {
	d := &document{
		part: part, box: a4, templates: map[string]string{}, units: map[string]content{},
		used: map[string]int{}, drawn: map[string]content{},
	}
	inPages := false
	var text textIn
	var bad error
	err := f.walk(part, func(t xml.Token, _ int) {
		name, value := text.visit(t)
		switch name {
		case "PhysicalBox":
			if b, err := boxOf(value); err == nil {
				d.box = b
			} else if bad == nil {
				bad = err
			}
		case "PublicRes", "DocumentRes":
			d.resources = append(d.resources, f.find(part, value))
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "Pages":
				inPages = true
			case "Page":
				if inPages {
					d.pages = append(d.pages, f.find(part, parts.Attr(t, "BaseLoc")))
				}
			case "TemplatePage":
				d.templates[parts.Attr(t, "ID")] = f.find(part, parts.Attr(t, "BaseLoc"))
			}
		case xml.EndElement:
			inPages = inPages && t.Name.Local != "Pages"
		}
	})
	switch {
	case err != nil:
		return nil, err
	case bad != nil:
		return nil, fmt.Errorf("%w: %s: %w", release.ErrDamaged, part, bad)
	case len(d.pages) == 0:
		return nil, fmt.Errorf("%w: %s has no pages", release.ErrDamaged, part)
	case len(d.pages) > maxPages:
		return nil, fmt.Errorf("%w: %d pages, at most %d are read", release.ErrTooLarge, len(d.pages), maxPages)
	}
	return d, f.readUnits(d.units, d.resources)
}

// maxResources limits the parts with resources of a document.
const maxResources = 500

// readUnits adds the composite graphic units in parts to units. A page can draw
// such a unit as a whole, and it can have text. A part that is missing has fonts and
// pictures alone, or the missing unit shows where a page draws it.
func (f *file) readUnits(units map[string]content, resources []string) error {
	for _, part := range resources {
		if f.resources++; f.resources > maxResources {
			return fmt.Errorf("%w: more than %d parts with resources", release.ErrTooLarge, maxResources)
		}
		if !f.Has(part) {
			continue
		}
		if err := f.content(part, &contentWalk{inside: "CompositeGraphicUnit", units: units}); err != nil {
			return err
		}
	}
	return nil
}

// addPages adds the pages of a document to pages.
func (f *file) addPages(pages []pdftext.Page, d *document) ([]pdftext.Page, error) {
	size := f.inflated
	for _, part := range d.pages { // before any of them is read
		if size += f.Size(part); size > maxInflated {
			return nil, fmt.Errorf("%w: more than %d bytes when decompressed", release.ErrTooLarge, maxInflated)
		}
	}
	for _, part := range d.pages {
		if len(pages) == maxPages {
			return nil, fmt.Errorf("%w: more than %d pages", release.ErrTooLarge, maxPages)
		}
		w := contentWalk{inside: "Content", box: d.box}
		if err := f.content(part, &w); err != nil {
			return nil, err
		}
		if err := f.readUnits(d.units, f.findAll(part, w.resources)); err != nil {
			return nil, err
		}
		p := &sheet{box: w.box, units: d.units, draws: &f.draws, left: maxChars - f.chars}
		if err := f.templates(p, d, &w, false); err != nil {
			return nil, err
		}
		p.draw(w.all, p.frame(), 0)
		if err := f.templates(p, d, &w, true); err != nil {
			return nil, err
		}
		if p.err != nil {
			return nil, fmt.Errorf("%s: %w", part, p.err)
		}
		f.chars += len(p.chars)
		pages = append(pages, p.page())
	}
	return pages, nil
}

// templates draws the templates of a page that are below it, or those above it.
func (f *file) templates(p *sheet, d *document, w *contentWalk, above bool) error {
	for _, u := range w.templates {
		if u.above != above {
			continue
		}
		if err := f.template(p, d, u.id); err != nil {
			return err
		}
	}
	return nil
}

// template draws a template onto a page: all of it on the first page that has it,
// and on the others what is in the margins, which the layout drops if it is the
// same on many pages.
func (f *file) template(p *sheet, d *document, id string) error {
	part := d.templates[id]
	if part == "" {
		return fmt.Errorf("%w: there is no template %q", release.ErrDamaged, id)
	}
	all, read := d.drawn[id]
	if !read {
		w := contentWalk{inside: "Content"}
		if err := f.content(part, &w); err != nil {
			return err
		}
		all = w.all
		d.drawn[id] = all
	}
	from := len(p.chars)
	p.draw(all, p.frame(), 0)
	if d.used[id]++; d.used[id] == 1 {
		return nil
	}
	kept := p.chars[:from]
	for _, c := range p.chars[from:] {
		if down := 1 - float64(c.Y)/p.height(); down < pagelayout.Margin || down > 1-pagelayout.Margin {
			kept = append(kept, c)
		}
	}
	p.chars = kept
	return nil
}
