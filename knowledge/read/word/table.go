package word

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// Table is a table while it is read. The zero Table has no rows.
type Table struct {
	rows  [][]Cell
	heads int // rows at the top that are marked as headings
	cells int // of all rows
}

// Cell is a cell with its passages.
type Cell struct {
	Out   []Passage
	Span  int  // columns that it spans, at least 1
	Below bool // it continues the cell above
}

// AddRow adds a row, of which heading says whether it is marked as a heading.
// Cells beyond article.MaxCells are left out.
func (t *Table) AddRow(row []Cell, heading bool) {
	if heading && t.heads == len(t.rows) {
		t.heads++
	}
	for i, c := range row {
		if t.cells += c.Span; t.cells > article.MaxCells {
			row = row[:i]
			break
		}
	}
	t.rows = append(t.rows, row)
}

// Passages returns a passage for each row, or the passages in the cells if the
// table arranges prose on a page. before are the passages before the table.
func (t *Table) Passages(before []Passage) []Passage {
	var out []Passage
	for _, row := range t.rows {
		for _, c := range row {
			out = append(out, c.Out...)
		}
	}
	if t.laysOut() {
		return out
	}
	g := t.grid()
	out = out[:0:0]
	for _, u := range g.Units(article.CaptionOver(lastTexts(before))...) {
		out = append(out, Passage{Text: u.Text, Row: u.Row})
	}
	return out
}

// laysOut reports whether cells have more than an entry of a table.
func (t *Table) laysOut() bool {
	widest := 0
	for _, row := range t.rows {
		widest = max(widest, len(row))
		for _, c := range row {
			size := 0
			for _, p := range c.Out {
				if p.Level != LevelBody || p.Row != nil { // a heading, or a table of its own
					return true
				}
				if len(t.rows) == 1 && len(c.Out) > 1 && strings.ContainsAny(p.Text, "。！？") {
					return true // columns of prose
				}
				size += utf8.RuneCountInString(p.Text)
			}
			if size > 300 || len(c.Out) > 6 {
				return true
			}
		}
	}
	return widest < 2
}

// grid lays out the cells, each in all rows and columns it spans.
func (t *Table) grid() *article.Grid {
	g := &article.Grid{Heads: min(t.heads, article.MaxHeadRows)}
	for _, row := range t.rows {
		g.AddRow()
		n := len(g.Texts) - 1
		for _, c := range row {
			cell := table.Cell{Below: c.Below}
			text := c.text()
			if at := len(g.Texts[n]); c.Below && n > 0 && at < len(g.Texts[n-1]) {
				text = g.Texts[n-1][at].Text
			}
			for range c.Span {
				g.Add(trace.String{Text: text}, cell)
				cell.Across = true
			}
		}
	}
	return g
}

// lastTexts returns the texts of the last passages, none if these are rows.
func lastTexts(ps []Passage) []string {
	var out []string
	for _, p := range ps[max(0, len(ps)-3):] {
		out = append(out, p.Text)
		if p.Row != nil {
			out = nil
		}
	}
	return out
}

// text returns the passages of a cell as one text.
func (c *Cell) text() string {
	out := ""
	for _, p := range c.Out {
		usual := " "
		for line := range strings.SplitSeq(p.Text, "\n") {
			line = trace.Tidy(trace.String{Text: line}).Text
			if out != "" && line != "" {
				out += trace.LineGap(out, line, usual)
			}
			out += line
			usual = ""
		}
	}
	return out
}
