package plain

import (
	"slices"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// Article makes an article of the lines of t from byte at on. h is what is known
// about it. rows are the lines among them that are rows of tables, in order.
func Article(t trace.String, at int, h imprint.Head, rows ...article.Unit) (*knowledge.Article, error) {
	lines, err := unwrap.Split(t, at)
	if err != nil {
		return nil, err
	}
	markRows(lines, rows)
	return ArticleOf(lines, h)
}

// ArticleOf makes an article of lines. h is what is known about it.
func ArticleOf(lines []unwrap.Line, h imprint.Head) (*knowledge.Article, error) {
	lines, g := takeIndexHead(lines)
	h = h.Or(g)
	lines = withoutFurniture(lines)
	lines, g = takeRepeated(lines)
	h = h.Or(g)
	rest, g := takeMeta(slices.Clone(lines), nil)
	if len(rest) == 0 {
		return nil, release.ErrEmpty
	}
	if units, ok := tabbed(rest, unitsOfLines); ok {
		units, h := article.TakeTitle(units, h.Or(g))
		return article.Assemble(units, h), nil
	}
	p := pageIn(lines, rest)
	if p == nil {
		units, h := article.TakeTitle(Units(rest), h.Or(g))
		return article.Assemble(units, h), nil
	}
	lines, g = takeMeta(p.Lines, p.Full)
	if len(lines) < len(p.Lines) {
		p = p.Of(lines)
	}
	units, h := article.TakeTitle(p.UnitsOf(p.LabelLines()), h.Or(g))
	return article.Assemble(units, h), nil
}

// pageIn returns the page that lines were copied out of, or nil if they were not.
// rest is lines without those that say where the release comes from, which do not
// count because they are not wrapped.
func pageIn(lines, rest []unwrap.Line) *unwrap.Page {
	if !runsOn(rest) {
		return nil
	}
	if body := withoutPageNumbers(rest); len(body) < len(rest) {
		if p := unwrap.NewPage(body); p.Wrapped() {
			return p.Of(withoutPageNumbers(lines))
		}
	}
	p := unwrap.NewPage(rest)
	if !p.Wrapped() {
		return nil
	}
	if len(rest) == len(lines) { // nothing was taken out
		p.Lines = lines
		return p
	}
	return p.Of(lines)
}

// lastMarks are the marks at the end of sentences and headings.
var lastMarks = zhtext.NewSet("。！？；：”’）》!?;:")

// runsOn reports whether some line that is not short ends in the middle of a
// sentence, as in a page that was copied.
func runsOn(lines []unwrap.Line) bool {
	longest := 0
	for _, l := range lines {
		longest = max(longest, len(l.Text))
	}
	return slices.ContainsFunc(lines, func(l unwrap.Line) bool {
		return 2*len(l.Text) >= longest && !lastMarks.Has(char.Last(l.Text))
	})
}

// withoutPageNumbers returns lines without those that are only the number of a
// page (- 3 -, 第3版). They may be in the middle of a paragraph.
func withoutPageNumbers(lines []unwrap.Line) []unwrap.Line {
	if !slices.ContainsFunc(lines, func(l unwrap.Line) bool { return isPageNumber(l.Text) }) {
		return lines
	}
	kept := make([]unwrap.Line, 0, len(lines))
	for _, l := range lines {
		if !isPageNumber(l.Text) {
			kept = append(kept, l)
		}
	}
	return kept
}

func isPageNumber(s string) bool {
	const dashes = "-—–－·"
	if s == "" || s[len(s)-1] >= 0x80 && !strings.HasSuffix(s, "页") && !strings.HasSuffix(s, "版") && !strings.ContainsRune(dashes, char.Last(s)) {
		return false
	}
	inner := strings.Trim(s, dashes+" ")
	dashed := strings.ContainsRune(dashes, char.First(s)) && strings.ContainsRune(dashes, char.Last(s))
	if rest, ok := strings.CutPrefix(inner, "第"); ok {
		for _, w := range []string{"页", "版"} {
			if n, ok := strings.CutSuffix(rest, w); ok {
				inner, dashed = strings.TrimSpace(n), true
			}
		}
	}
	return dashed && len(inner) > 0 && len(inner) <= 3 && strings.Trim(inner, "0123456789") == ""
}
