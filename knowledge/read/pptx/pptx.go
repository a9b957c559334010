package pptx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// Limits of what is read.
const (
	maxSlides    = 2000
	maxRelations = 4000      // of a part
	maxText      = 128 << 20 // bytes of all slides when decompressed
)

// Read returns the article on the slides of a presentation, with or without
// macros, which it does not look at. Hidden slides, notes, numbers of slides,
// footers and dates in footers are left out. The title is that of the first slide;
// source and date are those that its lines name. The text is compressed in the
// file, so the article has no Origin. Read returns release.ErrPlain if src is no
// archive, and ErrDamaged, ErrEncrypted, ErrTooLarge, ErrEmpty or ErrScanned if
// there are only pictures. It is safe for concurrent use.
func Read(src release.File) (*knowledge.Article, error) {
	if !bytes.HasPrefix(src.Data, []byte("PK")) {
		return nil, release.ErrPlain
	}
	z, err := parts.Open(src.Data)
	if err != nil {
		return nil, err
	}
	names, err := slideNames(z)
	if err != nil {
		return nil, err
	}
	d := &deck{archive: z, layouts: map[string]places{}}
	size := int64(0)
	for _, name := range names {
		if size += z.Size(name); size > maxText {
			return nil, fmt.Errorf("%w: slides of more than %d bytes when decompressed", release.ErrTooLarge, maxText)
		}
		if err := d.add(name); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	all, h := d.passages(strings.TrimSuffix(path.Base(src.ID), path.Ext(src.ID)))
	switch {
	case !slices.ContainsFunc(all, isBody) && d.pictured:
		return nil, release.ErrScanned
	case !slices.ContainsFunc(all, isBody):
		return nil, release.ErrEmpty
	}
	a, err := word.Article(all, "")
	if err != nil {
		return nil, err
	}
	if a.Source == "" {
		a.Source = h.Source
	}
	if a.Date.IsZero() {
		a.Date = h.Date
	}
	return a, nil
}

// isBody reports whether p is no heading.
func isBody(p word.Passage) bool { return p.Level == word.LevelBody }

// deck is the slides that were read.
type deck struct {
	archive  *parts.Archive
	layouts  map[string]places // by the names of their parts
	slides   []slide
	pictured bool // a slide has a picture
}

// add reads a slide, unless it is hidden.
func (d *deck) add(name string) error {
	w := newWalk()
	if err := d.archive.Walk(name, w.visit); err != nil || w.hidden {
		return err
	}
	if w.unplaced {
		if err := d.place(name, w.root); err != nil {
			return err
		}
	}
	if err := d.readDiagrams(name, w.root); err != nil {
		return err
	}
	if err := d.readCharts(name, w.root); err != nil {
		return err
	}
	d.slides = append(d.slides, slideOf(w.root))
	d.pictured = d.pictured || w.pictured
	return nil
}

// passages returns the passages of all slides with a heading for each, and what
// the first says about source and date. name heads slides without a title if the
// first has none.
func (d *deck) passages(name string) ([]word.Passage, imprint.Head) {
	var out []word.Passage
	var h imprint.Head
	last := "" // heading
	for i, s := range d.slides {
		body, level := s.body, word.LevelHeading
		if i == 0 {
			body, h = takeImprint(body)
			if s.title != "" {
				name, level = s.title, word.LevelTitle
			}
		}
		if len(body) == 0 && i > 0 {
			continue
		}
		if s.title == "" {
			s.title = name
		}
		if s.title != last && (s.title != name || i == 0 || isBody(body[0])) {
			out = append(out, word.Passage{Text: s.title, Level: level})
		}
		last = s.title
		for _, p := range body {
			if !isBody(p) {
				last = p.Text
			}
		}
		out = append(out, body...)
	}
	return out, h
}

// takeImprint returns the passages of the first slide without those that say who
// published the slides and when, and what they say.
func takeImprint(all []word.Passage) ([]word.Passage, imprint.Head) {
	var h imprint.Head
	var kept []word.Passage
	for _, p := range all {
		text := strings.Join(strings.Fields(p.Text), "")
		g, ok := imprint.FromLine(p.Text)
		switch {
		case p.Row != nil, p.Level != word.LevelBody:
		case ok:
			h = h.Or(g)
			continue
		case imprint.Publishes(text) && h.Source == "":
			h.Source = text
			continue
		case (imprint.IsDay(text) || imprint.IsMonth(text)) && h.Date.IsZero():
			h.Date = imprint.LeadingDate(text)
			continue
		}
		kept = append(kept, p)
	}
	return kept, h
}

// slideNames returns the names of the parts of the slides, in their order.
func slideNames(z *parts.Archive) ([]string, error) {
	main := "ppt/presentation.xml"
	if !z.Has(main) {
		rels, err := relations(z, "")
		if err != nil {
			return nil, err
		}
		for _, r := range rels {
			if strings.HasSuffix(r.kind, "/officeDocument") {
				main = r.target
			}
		}
	}
	var ids []string
	err := z.Walk(main, func(t xml.Token, _ int) {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "sldId" && len(ids) <= maxSlides {
			ids = append(ids, relationID(e, "id"))
		}
	})
	switch {
	case errors.Is(err, parts.ErrNoPart):
		return nil, fmt.Errorf("%w: it has no part of its slides", release.ErrDamaged)
	case err != nil:
		return nil, err
	case len(ids) > maxSlides:
		return nil, fmt.Errorf("%w: more than %d slides", release.ErrTooLarge, maxSlides)
	}
	rels, err := relations(z, main)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, id := range ids {
		name := rels[id].target
		if !z.Has(name) || slices.Contains(names, name) {
			return nil, fmt.Errorf("%w: slide %q is missing or there twice", release.ErrDamaged, id)
		}
		names = append(names, name)
	}
	return names, nil
}

// relation is a part that another one refers to.
type relation struct{ kind, target string }

// relations returns what a part refers to by id; "" is the archive itself.
func relations(z *parts.Archive, name string) (map[string]relation, error) {
	dir, file := path.Split(name)
	out := map[string]relation{}
	err := z.Walk(dir+"_rels/"+file+".rels", func(t xml.Token, _ int) {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" && len(out) < maxRelations {
			out[parts.Attr(e, "Id")] = relation{parts.Attr(e, "Type"), parts.Name(dir, parts.Attr(e, "Target"))}
		}
	})
	if errors.Is(err, parts.ErrNoPart) {
		err = nil
	}
	return out, err
}

// relationID returns the attribute of e with that local name that is the id of a
// relation. An element may have an id of its own.
func relationID(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && strings.HasSuffix(a.Name.Space, "/relationships") {
			return a.Value
		}
	}
	return ""
}
