package ofd

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
)

// content is what a page, a template or a composite graphic unit draws, in order.
type content []object

// object is a text, or a composite graphic unit that is drawn.
type object struct {
	place matrix // from the object's millimetres to those around it
	unit  string // ID of the composite graphic unit; "" for a text

	size, stretch float64 // of the type: its height, and its width as part of that
	down          bool    // its lines run downwards
	turn          float64 // of the characters, in degrees clockwise
	codes         []code
}

// code is a run of characters with their places.
type code struct {
	text           string
	x, y           float64 // of the first character
	hasX, hasY     bool
	deltaX, deltaY string // from a character to the next, as in the file
}

// templateUse is a template that a page has.
type templateUse struct {
	id    string
	above bool // it is drawn after the page and not before
}

// contentWalk collects the objects in the elements of one name. Its fields are
// complete after the walk; err is what is wrong with the part.
type contentWalk struct {
	inside    string
	box       box
	all       content
	templates []templateUse
	units     map[string]content // gets the objects by the ID of the element; nil for one that has none
	err       error

	resources []string // parts, as the page names them

	id     string // of the element around
	count  int    // characters so far
	depth  int    // of the element around, 0 outside
	hidden int    // depth of an invisible element, 0 outside
	open   *object
	code   *code
	text   strings.Builder
	texts  textIn
}

// maxTemplates limits the templates of a page.
const maxTemplates = 20

// content goes through a part with w.
func (f *file) content(part string, w *contentWalk) error {
	if err := f.walk(part, w.visit); err != nil {
		return err
	}
	switch {
	case w.err == nil:
		return nil
	case errors.Is(w.err, release.ErrTooLarge):
		return fmt.Errorf("%s: %w", part, w.err)
	}
	return fmt.Errorf("%w: %s: %w", release.ErrDamaged, part, w.err)
}

// visit takes a token of the part.
func (w *contentWalk) visit(t xml.Token, depth int) {
	if w.err != nil {
		return
	}
	if name, value := w.texts.visit(t); w.depth == 0 {
		switch name {
		case "PhysicalBox":
			w.box, w.err = boxOf(value)
		case "PageRes":
			w.resources = append(w.resources, value)
		}
	}
	switch t := t.(type) {
	case xml.StartElement:
		w.start(t, depth)
	case xml.CharData:
		if w.code != nil {
			w.text.Write(t)
		}
	case xml.EndElement:
		w.end(t.Name.Local, depth)
	}
}

func (w *contentWalk) start(t xml.StartElement, depth int) {
	if w.depth == 0 {
		switch t.Name.Local {
		case w.inside:
			w.depth, w.id = depth, parts.Attr(t, "ID")
		case "Template":
			if len(w.templates) == maxTemplates {
				w.err = fmt.Errorf("more than %d templates", maxTemplates)
				return
			}
			w.templates = append(w.templates, templateUse{parts.Attr(t, "TemplateID"), parts.Attr(t, "ZOrder") == "Foreground"})
		}
		return
	}
	if w.hidden == 0 && isHidden(t) {
		w.hidden = depth
	}
	if w.hidden > 0 {
		return
	}
	switch t.Name.Local {
	case "TextObject", "CompositeObject":
		w.open, w.err = objectOf(t)
	case "TextCode":
		if w.open != nil {
			w.code, w.err = codeOf(t)
			w.text.Reset()
		}
	}
}

func (w *contentWalk) end(name string, depth int) {
	switch {
	case w.depth == 0:
	case depth == w.depth:
		if w.units != nil && w.id != "" {
			w.units[w.id], w.all = w.all, nil
		}
		w.depth = 0
	case depth == w.hidden:
		w.hidden = 0
	case w.hidden > 0:
	case name == "TextCode" && w.code != nil && w.open != nil:
		w.endCode()
	case (name == "TextObject" || name == "CompositeObject") && w.open != nil:
		if w.open.unit != "" || len(w.open.codes) > 0 {
			w.all = append(w.all, *w.open)
		}
		w.open = nil
	}
}

// endCode adds the open run to the open object.
func (w *contentWalk) endCode() {
	c := w.code
	w.code = nil
	c.text = shown(w.text.String())
	n := utf8.RuneCountInString(c.text)
	if w.count += n; w.count > maxChars {
		w.err = fmt.Errorf("%w: more than %d characters", release.ErrTooLarge, maxChars)
	}
	if n > 0 {
		w.open.codes = append(w.open.codes, *c)
	}
}

// shown returns the text of a TextCode without the line ends that were put around
// it to make the file readable. White space within a line is text with a place.
func shown(s string) string {
	if strings.ContainsAny(s, "\r\n") {
		return strings.TrimSpace(strings.NewReplacer("\r", "", "\n", "").Replace(s))
	}
	return s
}

// isHidden reports whether an element is invisible, or holds text that is no text
// of the page: the form of a clip or of a pattern.
func isHidden(t xml.StartElement) bool {
	return strings.EqualFold(parts.Attr(t, "Visible"), "false") || t.Name.Local == "Clips" || t.Name.Local == "CellContent"
}

var errNoResource = errors.New("a composite object without a resource")

// objectOf returns the object of an element without its text. The attributes are
// those of CT_GraphicUnit, CT_Text and CT_Composite in GB/T 33190.
func objectOf(t xml.StartElement) (*object, error) {
	b, err := boxOf(parts.Attr(t, "Boundary"))
	if err != nil {
		return nil, err
	}
	o := &object{place: matrix{1, 0, 0, 1, 0, 0}, stretch: 1}
	if s := parts.Attr(t, "CTM"); s != "" {
		n, err := numbers(s, len(o.place))
		if err != nil {
			return nil, fmt.Errorf("the CTM: %w", err)
		}
		copy(o.place[:], n)
	}
	o.place[4] += b.x
	o.place[5] += b.y
	if t.Name.Local == "CompositeObject" {
		if o.unit = parts.Attr(t, "ResourceID"); o.unit == "" {
			return nil, errNoResource
		}
		return o, nil
	}
	if o.size, err = number(parts.Attr(t, "Size")); err != nil {
		return nil, fmt.Errorf("the size: %w", err)
	}
	if s := parts.Attr(t, "HScale"); s != "" {
		if o.stretch, err = number(s); err != nil {
			return nil, fmt.Errorf("the HScale: %w", err)
		}
	}
	switch strings.TrimSpace(parts.Attr(t, "ReadDirection")) {
	case "90", "270":
		o.down = true
	}
	if s := parts.Attr(t, "CharDirection"); s != "" {
		if o.turn, err = number(s); err != nil {
			return nil, fmt.Errorf("the CharDirection: %w", err)
		}
	}
	return o, nil
}

// codeOf returns the run of a TextCode element without its text.
func codeOf(t xml.StartElement) (_ *code, err error) {
	c := &code{deltaX: parts.Attr(t, "DeltaX"), deltaY: parts.Attr(t, "DeltaY")}
	if s := parts.Attr(t, "X"); s != "" {
		c.hasX = true
		if c.x, err = number(s); err != nil {
			return nil, fmt.Errorf("the X: %w", err)
		}
	}
	if s := parts.Attr(t, "Y"); s != "" {
		c.hasY = true
		if c.y, err = number(s); err != nil {
			return nil, fmt.Errorf("the Y: %w", err)
		}
	}
	return c, nil
}
