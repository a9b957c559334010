package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// Row is what a paragraph that is the row of a table has besides its text.
type Row struct {
	cells []knowledge.Cell
	row   *knowledge.Row
}

// Grid is a table as a format's reader laid it out: the text of each cell, and
// how the cells lie.
type Grid struct {
	Texts [][]trace.String
	Lay   table.Grid
	Heads int // rows that are marked as headings
}

// Add adds a cell to the last row, without the marks of notes.
func (g *Grid) Add(t trace.String, c table.Cell) {
	if t = trace.WithoutNotes(t); trace.SpreadWord(t.Text) {
		t = trace.CloseUp(t)
	}
	n := len(g.Texts) - 1
	c.Text = t.Text
	g.Texts[n] = append(g.Texts[n], t)
	g.Lay[n] = append(g.Lay[n], c)
}

// Equal reports whether two grids are the same, Origins included.
func (g *Grid) Equal(h *Grid) bool {
	return g.Heads == h.Heads && slices.EqualFunc(g.Lay, h.Lay, slices.Equal) &&
		slices.EqualFunc(g.Texts, h.Texts, func(a, b []trace.String) bool {
			return slices.EqualFunc(a, b, func(x, y trace.String) bool { return x.Text == y.Text && slices.Equal(x.Origin, y.Origin) })
		})
}

// AddRow adds an empty row.
func (g *Grid) AddRow() {
	g.Texts = append(g.Texts, nil)
	g.Lay = append(g.Lay, nil)
}

// Units returns a paragraph for each row of g. over are the lines above the table
// that may be its caption, the nearest last.
func (g *Grid) Units(over ...string) []Unit {
	lines := table.Read(g.Lay, g.Heads, over...)
	about := strings.Join(over, " ")
	var out []Unit
	var heads []string
	for _, l := range lines {
		u := g.unit(l)
		if u.Text == "" {
			continue
		}
		if l.Caption {
			about = strings.TrimSpace(about + " " + u.Text)
		}
		row := &knowledge.Row{About: about}
		for _, e := range l.Entries {
			row.Cells = append(row.Cells, printed(e, g.Texts[e.Row][e.Col].Text))
			if !l.Single {
				row.Heads = append(row.Heads, e.Label)
			}
		}
		if slices.Equal(row.Heads, heads) {
			row.Heads = heads // shared, because most rows have the same
		} else if row.Heads != nil {
			heads = row.Heads
		}
		if len(out) == 0 {
			row.Table = 1 // counted by NumberTables
		}
		u.Row.row = row
		out = append(out, u)
	}
	return out
}

// printed returns the text of an entry with its unit.
func printed(e table.Entry, text string) string {
	if e.Unit != "" {
		return text[e.From:e.At] + e.Unit + text[e.At:e.To]
	}
	return text[e.From:e.To]
}

// unit returns the paragraph of a line. Each cell has its heading before it, so
// that a figure is read with what it measures: 项目：学校；投资：5亿元. A unit that is
// elsewhere in the table is put after the number.
func (g *Grid) unit(l table.Line) Unit {
	var b trace.Builder
	var r Row
	for n, e := range l.Entries {
		t := g.Texts[e.Row][e.Col]
		if n > 0 {
			b.Insert("；")
		}
		if e.Label != "" && e.Label != t.Text {
			b.Insert(e.Label + "：")
		}
		from := b.Len()
		if e.Unit != "" {
			b.Copy(t, knowledge.Span{Start: e.From, End: e.At})
			b.Insert(e.Unit)
			b.Copy(t, knowledge.Span{Start: e.At, End: e.To})
		} else {
			b.Copy(t, knowledge.Span{Start: e.From, End: e.To})
		}
		if f := e.Fact; f != nil {
			r.cells = append(r.cells, knowledge.Cell{Span: knowledge.Span{Start: from, End: b.Len()}, Row: f.Row, Column: f.Column,
				Thing: f.Thing, Metric: f.Metric, Unit: f.Unit, Times: f.Times, Change: f.Change, Planned: f.Planned, Stock: f.Stock, Number: f.Number})
		}
	}
	u := Unit{String: b.Finish(), Row: &r}
	return u
}

// LastTexts returns the texts of the last units, none if these are rows.
func LastTexts(units []Unit) []string {
	var out []string
	for _, u := range units[max(0, len(units)-3):] {
		out = append(out, u.Text)
		if u.Row != nil {
			out = nil
		}
	}
	return out
}

// CaptionOver returns the last of texts, the lines above a table, that may say
// what it is about and in what units.
func CaptionOver(texts []string) []string {
	const most = 2
	var out []string
	for n := len(texts) - 1; n >= 0 && len(out) < most; n-- {
		s := texts[n]
		if !IsCaptionLine(s) || len(out) > 0 && !IsUnitLine(out[0]) {
			break
		}
		out = append([]string{s}, out...)
	}
	return out
}

// IsUnitLine reports whether a line above a table only says its unit.
func IsUnitLine(s string) bool {
	s = strings.TrimLeft(s, "（( 　")
	return strings.HasPrefix(s, "单位") || strings.HasPrefix(s, "计量单位")
}

// IsCaptionLine reports whether a line above a table is short and no sentence.
func IsCaptionLine(s string) bool {
	const most = 60 // characters
	return utf8.RuneCountInString(s) <= most && !strings.ContainsAny(s, "。！？") && (prose.EndOf(s) != prose.EndsFull || strings.HasSuffix(s, "）") || strings.HasSuffix(s, ")"))
}

// NumberTables numbers the tables of an article from 1. Before, only the first
// row of each has a number.
func NumberTables(a *knowledge.Article) {
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
