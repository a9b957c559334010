package docx

import (
	"encoding/xml"
	"strconv"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/word"
)

// wordTable is a table while it is read.
type wordTable struct {
	word.Table
	row    []word.Cell
	isHead bool // the row is marked
	cell   word.Cell
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
		st.table.cell = word.Cell{Span: 1}
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
		t.row = append(t.row, word.Cell{Span: n})
	case "gridSpan":
		t.cell.Span = n
	case "vMerge":
		t.cell.Below = parts.Attr(e, "val") != "restart"
	}
	return true
}

// maxRow is the largest number of cells of a row. [word.Table] limits those of all.
const maxRow = article.MaxCells

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
		t.cell.Out = st.out
		if len(t.row) < maxRow {
			t.row = append(t.row, t.cell)
		}
	case "tr":
		if t := w.top().table; t != nil {
			t.AddRow(t.row, t.isHead)
		}
	case "tbl":
		st := w.top()
		if st.table != nil {
			st.out = append(st.out, st.table.Passages(st.out)...)
			st.table = nil
		}
	}
}
