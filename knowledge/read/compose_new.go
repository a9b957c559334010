package read

import (
	"strings"

	"beilun/knowledge"
)

// unit is a paragraph or a heading, as a format's reader found it.
type unit struct {
	traced
	heading bool
	row     *tableRow // nil for what is no row of a table
}

// paragraph makes the paragraph of u.
func (u unit) paragraph() knowledge.Paragraph {
	p := knowledge.Paragraph{Text: u.text, Origin: u.origin}
	if u.row != nil {
		p.Cells, p.Row = u.row.cells, u.row.row
	}
	return p
}

// assemble makes an article of units.
func assemble(units []unit, h head) *knowledge.Article {
	a := &knowledge.Article{}
	unheadSiblings(units)
	units, h = takeSourceNotes(units, h)
	if h.date.IsZero() {
		h.date = signatureDate(units)
	}
	for i := 0; i < min(len(units), 3) && h.source == ""; i++ {
		h.source = leadSource(units[i].text)
	}
	a.Title, a.Source, a.URL, a.Date = h.title, h.source, h.url, h.date
	for i, u := range units {
		switch {
		case u.text == "":
		case u.heading:
			a.Sections = append(a.Sections, knowledge.Section{Heading: u.text, Origin: u.origin})
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

// untilHeading returns how many units stand before the next heading.
func untilHeading(units []unit) int {
	n := 0
	for n < len(units) && !units[n].heading {
		n++
	}
	return n
}

// takeTitle takes the title out of units: a heading before anything else. A
// title that h has stays, and is not repeated as a heading.
func takeTitle(units []unit, h head) ([]unit, head) {
	if len(units) < 2 || !units[0].heading || h.title != "" && h.title != units[0].text {
		return units, h
	}
	h.title = units[0].text
	return units[1:], h
}

// takeSourceNotes takes the paragraphs that only name the source, （来源：X）,
// from both ends of units. A note at the end of a paragraph stays there, but
// is heard.
func takeSourceNotes(units []unit, h head) ([]unit, head) {
	var note head
	kept := make([]unit, 0, len(units))
	for i, u := range units {
		if u.row == nil && (i < 3 || i >= len(units)-3) {
			if g, ok := noteOf(u.text, i < 3 && i < len(units)-1); ok {
				note = note.or(g)
				continue
			}
			if i >= len(units)-3 {
				note = note.or(head{source: sourceNote(u.text)})
			}
		}
		kept = append(kept, u)
	}
	return kept, h.or(note)
}

// noteOf reads a paragraph that only says where the release comes from. One
// without keys may be a signature unless it is first.
func noteOf(text string, first bool) (head, bool) {
	if first {
		return fromLine(text)
	}
	return metaLine(text)
}

// signatureDate returns the day that the last lines of a release are signed
// with.
func signatureDate(units []unit) knowledge.Date {
	for i := max(1, len(units)-signLines); i < len(units); i++ {
		if s := strings.ReplaceAll(units[i].text, " ", ""); isDay(s) && publishes(units[i-1].text) {
			return leadingDate(s)
		}
	}
	return knowledge.Date{}
}

// unheadSiblings makes paragraphs of headings that are items like the paragraph right
// after them: 一、岗位 before 二、范围：… heads nothing.
func unheadSiblings(units []unit) {
	for i := len(units) - 2; i >= 0; i-- {
		a, b := &units[i], units[i+1]
		if a.heading && !b.heading && b.row == nil && a.text != "" && b.text != "" && sameItems(a.text, b.text) {
			a.heading = false
		}
	}
}
