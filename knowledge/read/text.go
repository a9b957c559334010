package read

import (
	"strings"

	"beilun/knowledge"
)

// unit is a paragraph or a heading, as a format's reader found it.
type unit struct {
	traced
	heading bool
}

// readText reads plain text: one paragraph on each line, or lines that were
// copied out of a printed page.
func readText(src source) (*knowledge.Article, error) {
	t, err := decode(src.data)
	if err != nil {
		return nil, err
	}
	t = withoutEntities(t)
	h, at, err := frontMatter(t.text)
	if err != nil {
		return nil, err
	}
	return articleOfLines(t, at, h)
}

// articleOfLines makes an article of the lines of t from byte at on.
func articleOfLines(t traced, at int, h head) (*knowledge.Article, error) {
	lines, err := splitLines(t, at)
	if err != nil {
		return nil, err
	}
	lines, g := takeMeta(lines)
	h = h.or(g)
	if len(lines) == 0 {
		return nil, ErrEmpty
	}
	p := newPage(lines)
	if !p.wrapped() {
		units, h := takeTitle(plainUnits(lines), h)
		return assemble(units, h), nil
	}
	if body := withoutPageNumbers(lines); len(body) < len(lines) {
		if q := newPage(body); q.wrapped() {
			p = q
		}
	}
	units, h := takeTitle(p.unitsOf(p.labelLines()), h)
	return assemble(units, h), nil
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

// unitsOf puts the lines of p together as their labels say.
func (p *page) unitsOf(labels []label) []unit {
	var units []unit
	var parts []traced
	for i, l := range labels {
		parts = append(parts, p.lines[i].traced)
		if l.ends() || i == len(labels)-1 {
			t := tidy(weld(parts))
			units = append(units, unit{t, l == headLine && !isByline(t.text)})
			parts = nil
		}
	}
	return units
}

// withoutPageNumbers returns lines without those that hold nothing but the
// number of a page (- 3 -, 第3版), which may stand in the middle of a
// paragraph.
func withoutPageNumbers(lines []line) []line {
	kept := lines[:0:0]
	for _, l := range lines {
		if !isPageNumber(l.text) {
			kept = append(kept, l)
		}
	}
	return kept
}

func isPageNumber(s string) bool {
	inner := strings.Trim(s, "-—–－· ")
	dashed := len(inner) < len(s)
	if rest, ok := strings.CutPrefix(inner, "第"); ok {
		for _, w := range []string{"页", "版"} {
			if n, ok := strings.CutSuffix(rest, w); ok {
				inner, dashed = strings.TrimSpace(n), true
			}
		}
	}
	return dashed && len(inner) > 0 && len(inner) <= 3 && strings.Trim(inner, "0123456789") == ""
}

// assemble makes an article of units.
func assemble(units []unit, h head) *knowledge.Article {
	a := &knowledge.Article{}
	units, h = takeSourceNotes(units, h)
	a.Title, a.Source, a.URL, a.Date = h.title, h.source, h.url, h.date
	for _, u := range units {
		switch {
		case u.text == "":
		case u.heading:
			a.Sections = append(a.Sections, knowledge.Section{Heading: u.text, Origin: u.origin})
		default:
			if len(a.Sections) == 0 {
				a.Sections = append(a.Sections, knowledge.Section{})
			}
			s := &a.Sections[len(a.Sections)-1]
			s.Paragraphs = append(s.Paragraphs, knowledge.Paragraph{Text: u.text, Origin: u.origin})
		}
	}
	return a
}

// takeSourceNotes takes the paragraphs that only name the source, （来源：X）,
// from both ends of units. A note at the end of a paragraph stays there, but
// is heard.
func takeSourceNotes(units []unit, h head) ([]unit, head) {
	var note head
	kept := units[:0:0]
	for i, u := range units {
		if i < 3 || i >= len(units)-3 {
			if g, ok := metaLine(u.text); ok {
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
