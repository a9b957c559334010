package read

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/table"
)

// tableRow is what a paragraph that is the row of a table says beside its text.
type tableRow struct {
	cells []knowledge.Cell
	row   *knowledge.Row
}

// grid is a table as a format's reader laid it out: what is in each cell, and how
// the cells lie.
type grid struct {
	texts [][]traced
	lay   table.Grid
	heads int // rows that are marked as headings
}

// add adds a cell to the last row, without the marks of notes.
func (g *grid) add(t traced, c table.Cell) {
	if t = withoutNotes(t); spreadWord(t.text) {
		t = closeUp(t)
	}
	n := len(g.texts) - 1
	c.Text = t.text
	g.texts[n] = append(g.texts[n], t)
	g.lay[n] = append(g.lay[n], c)
}

// equal reports whether two grids are the same, the ways back to the file
// included.
func (g *grid) equal(h *grid) bool {
	return g.heads == h.heads && slices.EqualFunc(g.lay, h.lay, slices.Equal) &&
		slices.EqualFunc(g.texts, h.texts, func(a, b []traced) bool {
			return slices.EqualFunc(a, b, func(x, y traced) bool { return x.text == y.text && slices.Equal(x.origin, y.origin) })
		})
}

func (g *grid) addRow() {
	g.texts = append(g.texts, nil)
	g.lay = append(g.lay, nil)
}

// units makes a paragraph of each row of g. over are the lines above the table
// that may be its caption, the nearest last.
func (g *grid) units(over ...string) []unit {
	lines := table.Read(g.lay, g.heads, over...)
	about := strings.Join(over, " ")
	var out []unit
	var heads []string
	for _, l := range lines {
		u := g.unit(l)
		if u.text == "" {
			continue
		}
		if l.Whole && heads == nil {
			about = strings.TrimSpace(about + " " + u.text)
		}
		row := &knowledge.Row{About: about}
		for _, e := range l.Entries {
			row.Cells = append(row.Cells, printed(e, g.texts[e.Row][e.Col].text))
			if !l.Whole {
				row.Heads = append(row.Heads, e.Label)
			}
		}
		if slices.Equal(row.Heads, heads) {
			row.Heads = heads // shared, as most rows have the same
		} else if row.Heads != nil {
			heads = row.Heads
		}
		if len(out) == 0 {
			row.Table = 1 // see numberTables
		}
		u.row.row = row
		out = append(out, u)
	}
	return out
}

// printed is the text of an entry with its unit.
func printed(e table.Entry, text string) string {
	if e.Unit != "" {
		return text[e.From:e.At] + e.Unit + text[e.At:e.To]
	}
	return text[e.From:e.To]
}

// unit makes the paragraph of a line, in which every cell stands behind its
// heading, so that a figure is read with what it measures: 项目：学校；投资：5亿元.
// A unit that the table tells elsewhere stands behind the number.
func (g *grid) unit(l table.Line) unit {
	var b builder
	var r tableRow
	for n, e := range l.Entries {
		t := g.texts[e.Row][e.Col]
		if n > 0 {
			b.insert("；")
		}
		if e.Label != "" && e.Label != t.text {
			b.insert(e.Label + "：")
		}
		from := b.Len()
		if e.Unit != "" {
			b.copy(t, knowledge.Span{Start: e.From, End: e.At})
			b.insert(e.Unit)
			b.copy(t, knowledge.Span{Start: e.At, End: e.To})
		} else {
			b.copy(t, knowledge.Span{Start: e.From, End: e.To})
		}
		if f := e.Fact; f != nil {
			r.cells = append(r.cells, knowledge.Cell{Span: knowledge.Span{Start: from, End: b.Len()}, Row: f.Row, Column: f.Column,
				Thing: f.Thing, Metric: f.Metric, Unit: f.Unit, Times: f.Times, Change: f.Change, Planned: f.Planned, Stock: f.Stock, Number: f.Number})
		}
	}
	u := unit{traced: b.finish(), row: &r}
	return u
}

// lastTexts returns the texts of the last of units, where these are no rows.
func lastTexts(units []unit) []string {
	var out []string
	for _, u := range units[max(0, len(units)-3):] {
		out = append(out, u.text)
		if u.row != nil {
			out = nil
		}
	}
	return out
}

// captionOver returns the lines among the last of texts that may tell what the table
// below them is about, and its units.
func captionOver(texts []string) []string {
	const most = 2
	var out []string
	for n := len(texts) - 1; n >= 0 && len(out) < most; n-- {
		s := texts[n]
		if !isCaptionLine(s) || len(out) > 0 && !isUnitLine(out[0]) {
			break
		}
		out = append([]string{s}, out...)
	}
	return out
}

// isUnitLine reports whether a line above a table says nothing but its unit.
func isUnitLine(s string) bool {
	s = strings.TrimLeft(s, "（( 　")
	return strings.HasPrefix(s, "单位") || strings.HasPrefix(s, "计量单位")
}

// isCaptionLine reports whether a line above a table is short and no sentence.
func isCaptionLine(s string) bool {
	const most = 60 // characters
	return utf8.RuneCountInString(s) <= most && !strings.ContainsAny(s, "。！？") && (endOf(s) != endsFull || strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")"))
}

// numberTables numbers the tables of an article, of which until then only the
// first rows have a number.
func numberTables(a *knowledge.Article) {
	n := 0
	for i := range a.Sections {
		for j := range a.Sections[i].Paragraphs {
			if row := a.Sections[i].Paragraphs[j].Row; row != nil {
				n += row.Table
				row.Table = max(1, n)
			}
		}
	}
}
