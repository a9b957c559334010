package docx

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// wordTable is a table while it is read.
type wordTable struct {
	rows   [][]wordCell
	heads  int // rows at the top that are marked as headings
	row    []wordCell
	isHead bool // the row is marked
	cells  int  // of all rows
	cell   wordCell
}

// wordCell is a cell with its passages.
type wordCell struct {
	out   []passage
	span  int  // columns that it spans
	below bool // it continues the cell above
}

// startTable handles the start of a table, a row, a cell or one of their
// properties.
func (w *wordWalk) startTable(e xml.StartElement) bool {
	st := w.top()
	switch e.Name.Local {
	case "tbl":
		if len(w.stories) >= maxStories || st.table != nil {
			return false
		}
		w.endParagraph(st)
		st.table = &wordTable{}
		return true
	case "tc":
		if st.table == nil {
			return true
		}
		st.table.cell = wordCell{span: 1}
		w.stories = append(w.stories, &story{})
		return true
	}
	t := w.table(e.Name.Local)
	if t == nil {
		return true
	}
	n, err := strconv.Atoi(parts.Attr(e, "val"))
	if err != nil || n < 1 || n > article.MaxColumns {
		n = 1
	}
	switch e.Name.Local {
	case "tr":
		t.row, t.isHead = nil, false
	case "tblHeader":
		t.isHead = isOn(e)
	case "gridBefore":
		t.row = append(t.row, wordCell{span: n})
	case "gridSpan":
		t.cell.span = n
	case "vMerge":
		t.cell.below = parts.Attr(e, "val") != "restart"
	}
	return true
}

// table returns the table that an element belongs to. A cell is on top of the
// stack of stories, a row is not.
func (w *wordWalk) table(element string) *wordTable {
	n := len(w.stories)
	if element == "gridSpan" || element == "vMerge" {
		if n < 2 {
			return nil
		}
		return w.stories[n-2].table
	}
	return w.top().table
}

// endTable handles the end of a cell, a row or a table.
func (w *wordWalk) endTable(element string) {
	n := len(w.stories)
	switch element {
	case "tc":
		if n < 2 || w.stories[n-2].table == nil {
			return
		}
		st := w.stories[n-1]
		w.endParagraph(st)
		w.stories = w.stories[:n-1]
		t := w.top().table
		t.cell.out = st.out
		if t.cells += t.cell.span; t.cells <= article.MaxCells {
			t.row = append(t.row, t.cell)
		}
	case "tr":
		if t := w.top().table; t != nil {
			if t.isHead && t.heads == len(t.rows) {
				t.heads++
			}
			t.rows = append(t.rows, t.row)
		}
	case "tbl":
		st := w.top()
		if st.table != nil {
			st.out = append(st.out, st.table.passages(lastPassages(st.out))...)
			st.table = nil
		}
	}
}

// passages returns a passage for each row, or the passages in the cells if the
// table arranges prose on a page. over are the texts above the table.
func (t *wordTable) passages(over []string) []passage {
	var out []passage
	for _, row := range t.rows {
		for _, c := range row {
			out = append(out, c.out...)
		}
	}
	if t.laysOut() {
		return out
	}
	g := t.grid()
	out = out[:0:0]
	for _, u := range g.Units(article.CaptionOver(over)...) {
		out = append(out, passage{text: u.Text, row: u.Row})
	}
	return out
}

// laysOut reports whether cells have more than an entry of a table.
func (t *wordTable) laysOut() bool {
	widest := 0
	for _, row := range t.rows {
		widest = max(widest, len(row))
		for _, c := range row {
			size := 0
			for _, p := range c.out {
				if p.level != levelBody {
					return true
				}
				size += utf8.RuneCountInString(p.text)
			}
			if size > 300 || len(c.out) > 6 {
				return true
			}
		}
	}
	return widest < 2
}

// grid lays out the cells, each in all rows and columns it spans.
func (t *wordTable) grid() *article.Grid {
	g := &article.Grid{Heads: min(t.heads, article.MaxHeadRows)}
	for _, row := range t.rows {
		g.AddRow()
		n := len(g.Texts) - 1
		for _, c := range row {
			cell := table.Cell{Below: c.below}
			text := c.text()
			if at := len(g.Texts[n]); c.below && n > 0 && at < len(g.Texts[n-1]) {
				text = g.Texts[n-1][at].Text
			}
			for range c.span {
				g.Add(trace.String{Text: text}, cell)
				cell.Across = true
			}
		}
	}
	return g
}

// lastPassages returns the texts of the last passages, none if these are rows.
func lastPassages(ps []passage) []string {
	var out []string
	for _, p := range ps[max(0, len(ps)-3):] {
		out = append(out, p.text)
		if p.row != nil {
			out = nil
		}
	}
	return out
}

// text returns the passages of a cell as one text.
func (c *wordCell) text() string {
	var parts []string
	for _, p := range c.out {
		parts = append(parts, trace.Tidy(trace.String{Text: strings.ReplaceAll(p.text, "\n", "")}).Text)
	}
	return strings.Join(parts, " ")
}
