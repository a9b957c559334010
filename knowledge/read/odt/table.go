package odt

import (
	"encoding/xml"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/word"
)

// table is a table while it is read.
type table struct {
	rows    []row
	inHeads bool // its rows are marked as headings
	wide    int  // columns up to the last text of any row
	row     []word.Cell
	times   int // the row is there so many times
	at      int // column of the next cell
	covered int // cells that the last one covers and that are still to come
	below   map[int]*spanning
	cell    cell
}

// row is a row that was read.
type row struct {
	cells   []word.Cell
	heading bool
}

// cell is the cell that is read.
type cell struct {
	columns, rows int // that it spans
	times         int // it is there so many times
	covered       bool
}

// spanning is a cell that spans rows below it.
type spanning struct{ columns, rows int }

// Limits of the rows of a table.
const (
	maxTimes = 1000 // that one row is repeated
	maxRows  = article.MaxCells
)

// startTable handles the start of a table, its rows or cells. It returns false for
// what is skipped.
func (w *walk) startTable(e xml.StartElement, depth int) bool {
	st := w.top()
	if e.Name.Local == "table" {
		if len(w.stories) >= maxStories || st.table != nil {
			return false
		}
		w.endParagraph(st)
		st.table = &table{below: map[int]*spanning{}}
		return true
	}
	t := st.table
	if t == nil {
		return true
	}
	switch e.Name.Local {
	case "table-header-rows":
		t.inHeads = true
	case "table-row":
		t.row, t.at, t.covered = nil, 0, 0
		t.times = count(e, "number-rows-repeated", maxTimes)
	default:
		t.cell = cell{
			columns: count(e, "number-columns-spanned", article.MaxColumns), rows: count(e, "number-rows-spanned", article.MaxCells),
			times: count(e, "number-columns-repeated", article.MaxColumns), covered: e.Name.Local == "covered-table-cell",
		}
		w.stories = append(w.stories, &story{depth: depth})
	}
	return true
}

// endTable handles the end of a table or its rows.
func (st *story) endTable(element string) {
	t := st.table
	if t == nil {
		return
	}
	switch element {
	case "table-header-rows":
		t.inHeads = false
	case "table-row":
		t.endRow()
	case "table":
		st.out = append(st.out, t.passages(st.out)...)
		st.table = nil
	}
}

// addCell adds the cell that was read to the row.
func (t *table) addCell(out []word.Passage) {
	for range t.cell.times {
		switch below := t.below[t.at]; {
		case t.at >= article.MaxColumns:
			return
		case t.cell.covered && t.covered > 0:
			t.covered--
		case t.cell.covered && below != nil && below.rows > 0:
			below.rows--
			t.put(word.Cell{Span: below.columns, Below: true})
		default:
			delete(t.below, t.at)
			if t.cell.rows > 1 && !t.cell.covered {
				t.below[t.at] = &spanning{t.cell.columns, t.cell.rows - 1}
			}
			if t.cell.covered {
				out = nil // of a cell that another one hides
			}
			t.put(word.Cell{Out: out, Span: t.cell.columns})
		}
	}
}

// put adds c to the row.
func (t *table) put(c word.Cell) {
	t.row = append(t.row, c)
	t.at += c.Span
	if len(c.Out) > 0 {
		t.wide = max(t.wide, t.at)
	}
	t.covered = c.Span - 1
}

// endRow adds the row to the table as often as it is there. Empty rows count once,
// because they fill the rest of a sheet.
func (t *table) endRow() {
	empty := true
	for _, c := range t.row {
		empty = empty && len(c.Out) == 0
	}
	if empty {
		t.times = 1
	}
	for range min(t.times, maxRows-len(t.rows)) {
		t.rows = append(t.rows, row{t.row, t.inHeads})
	}
}

// passages returns the passages of the table, without the columns at its right
// that have no text. before are the passages before the table.
func (t *table) passages(before []word.Passage) []word.Passage {
	var out word.Table
	for _, r := range t.rows {
		at, n := 0, 0
		for n < len(r.cells) && at < t.wide {
			at += r.cells[n].Span
			n++
		}
		out.AddRow(r.cells[:n], r.heading)
	}
	return out.Passages(before)
}
