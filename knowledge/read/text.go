package read

import (
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// unit is a paragraph or a heading, as a format's reader found it.
type unit struct {
	traced
	heading bool
	row     *tableRow // nil for what is no row of a table
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

// articleOfLines makes an article of the lines of t from byte at on. rows are the
// lines among them that are rows of tables, in order.
func articleOfLines(t traced, at int, h head, rows ...unit) (*knowledge.Article, error) {
	lines, err := splitLines(t, at)
	if err != nil {
		return nil, err
	}
	markRows(lines, rows)
	return articleOf(lines, h)
}

// articleOf makes an article of lines. h is what is known of it.
func articleOf(lines []line, h head) (*knowledge.Article, error) {
	lines, g := takeIndexHead(lines)
	h = h.or(g)
	lines = withoutFurniture(lines)
	lines, g = takeRepeated(lines)
	h = h.or(g)
	rest, g := takeMeta(slices.Clone(lines), nil)
	if len(rest) == 0 {
		return nil, ErrEmpty
	}
	if units, ok := tabbed(rest, unitsOfLines); ok {
		units, h := takeTitle(units, h.or(g))
		return assemble(units, h), nil
	}
	p := pageIn(lines, rest)
	if p == nil {
		units, h := takeTitle(plainUnits(rest), h.or(g))
		return assemble(units, h), nil
	}
	lines, g = takeMeta(p.lines, p.full)
	if len(lines) < len(p.lines) {
		p = p.of(lines)
	}
	units, h := takeTitle(p.unitsOf(p.labelLines()), h.or(g))
	return assemble(units, h), nil
}

// pageIn returns the page that lines were copied out of, or nil when they are
// none. The lines that say where the release comes from are not wrapped like
// the others and do not count: rest is without them.
func pageIn(lines, rest []line) *page {
	if !runsOn(rest) {
		return nil
	}
	if body := withoutPageNumbers(rest); len(body) < len(rest) {
		if p := newPage(body); p.wrapped() {
			return p.of(withoutPageNumbers(lines))
		}
	}
	p := newPage(rest)
	if !p.wrapped() {
		return nil
	}
	if len(rest) == len(lines) { // nothing was taken out
		p.lines = lines
		return p
	}
	return p.of(lines)
}

// lastMarks are the marks that sentences and headings end with.
var lastMarks = zhtext.NewSet("。！？；：”’）》!?;:")

// runsOn reports whether a line that is not short ends in the middle of a
// sentence, as some line of a page that was copied does.
func runsOn(lines []line) bool {
	longest := 0
	for _, l := range lines {
		longest = max(longest, len(l.text))
	}
	return slices.ContainsFunc(lines, func(l line) bool {
		return 2*len(l.text) >= longest && !lastMarks.Has(lastRune(l.text))
	})
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

// withoutPageNumbers returns lines without those that hold nothing but the
// number of a page (- 3 -, 第3版), which may stand in the middle of a
// paragraph.
func withoutPageNumbers(lines []line) []line {
	if !slices.ContainsFunc(lines, func(l line) bool { return isPageNumber(l.text) }) {
		return lines
	}
	kept := make([]line, 0, len(lines))
	for _, l := range lines {
		if !isPageNumber(l.text) {
			kept = append(kept, l)
		}
	}
	return kept
}

func isPageNumber(s string) bool {
	const dashes = "-—–－·"
	if s == "" || s[len(s)-1] >= 0x80 && !strings.HasSuffix(s, "页") && !strings.HasSuffix(s, "版") && !strings.ContainsRune(dashes, lastRune(s)) {
		return false
	}
	inner := strings.Trim(s, dashes+" ")
	dashed := strings.ContainsRune(dashes, firstRune(s)) && strings.ContainsRune(dashes, lastRune(s))
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
