package read

import (
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

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
