package article

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
)

// Unit is a paragraph or a heading, as a format's reader found it.
type Unit struct {
	trace.String
	Heading bool
	Row     *Row // nil unless it is the row of a table
}

// paragraph returns u as a paragraph of the model.
func (u Unit) paragraph() knowledge.Paragraph {
	p := knowledge.Paragraph{Text: u.Text, Origin: u.Origin}
	if u.Row != nil {
		p.Cells, p.Row = u.Row.cells, u.Row.row
	}
	return p
}

// Assemble makes an article of units and of what the release says about itself.
// Each heading begins a section.
func Assemble(units []Unit, h imprint.Head) *knowledge.Article {
	a := &knowledge.Article{}
	unheadSiblings(units)
	units, h = takeSourceNotes(units, h)
	if h.Date.IsZero() {
		h.Date = signatureDate(units)
	}
	for i := 0; i < min(len(units), 3) && h.Source == ""; i++ {
		h.Source = imprint.LeadSource(units[i].Text)
	}
	a.Title, a.Source, a.URL, a.Date = h.Title, h.Source, h.URL, h.Date
	a.Embargo, a.BadEmbargo = h.Embargo, h.BadEmbargo
	for i, u := range units {
		switch {
		case u.Text == "":
		case u.Heading:
			a.Sections = append(a.Sections, knowledge.Section{Heading: u.Text, Origin: u.Origin})
		default:
			if len(a.Sections) == 0 {
				a.Sections = append(a.Sections, knowledge.Section{})
			}
			s := &a.Sections[len(a.Sections)-1]
			if s.Paragraphs == nil {
				s.Paragraphs = make([]knowledge.Paragraph, 0, untilHeading(units[i:]))
			}
			s.Paragraphs = append(s.Paragraphs, u.paragraph())
		}
	}
	return a
}

// untilHeading returns how many units are before the next heading.
func untilHeading(units []Unit) int {
	n := 0
	for n < len(units) && !units[n].Heading {
		n++
	}
	return n
}

// TakeTitle returns units without the title, a heading before anything else, and
// h with it. If h has a title already, h keeps it, and a first heading that
// repeats it is removed.
func TakeTitle(units []Unit, h imprint.Head) ([]Unit, imprint.Head) {
	if len(units) < 2 || !units[0].Heading || h.Title != "" && h.Title != units[0].Text {
		return units, h
	}
	h.Title = units[0].Text
	return units[1:], h
}

// takeSourceNotes removes the paragraphs at both ends of units that only name the
// source, （来源：X）, and adds the source to h. A note at the end of a paragraph
// counts as well, but stays there.
func takeSourceNotes(units []Unit, h imprint.Head) ([]Unit, imprint.Head) {
	var note imprint.Head
	kept := make([]Unit, 0, len(units))
	for i, u := range units {
		if u.Row == nil && (i < 3 || i >= len(units)-3) {
			if g, ok := noteOf(u.Text, i < 3 && i < len(units)-1); ok {
				note = note.Or(g)
				continue
			}
			if i >= len(units)-3 {
				note = note.Or(imprint.Head{Source: imprint.SourceNote(u.Text)})
			}
		}
		kept = append(kept, u)
	}
	return kept, h.Or(note)
}

// noteOf returns what a paragraph says that only says where the release comes
// from. Without keys it may be a signature, unless it is first.
func noteOf(text string, first bool) (imprint.Head, bool) {
	if first {
		return imprint.FromLine(text)
	}
	return imprint.MetaLine(text)
}

// signatureDate returns the day in the signature at the end of a release, or the
// zero Date.
func signatureDate(units []Unit) knowledge.Date {
	for i := max(1, len(units)-imprint.SignLines); i < len(units); i++ {
		if s := strings.ReplaceAll(units[i].Text, " ", ""); imprint.IsDay(s) && imprint.Publishes(units[i-1].Text) {
			return imprint.LeadingDate(s)
		}
	}
	return knowledge.Date{}
}

// unheadSiblings makes paragraphs of headings that are items like the paragraph
// right after them: 一、岗位 before 二、范围：… heads nothing.
func unheadSiblings(units []Unit) {
	for i := len(units) - 2; i >= 0; i-- {
		a, b := &units[i], units[i+1]
		if a.Heading && !b.Heading && b.Row == nil && a.Text != "" && b.Text != "" && prose.SameItems(a.Text, b.Text) {
			a.Heading = false
		}
	}
}
