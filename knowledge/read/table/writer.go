package table

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/table/cell"
)

// writer makes the lines of a table.
type writer struct {
	*layout
	captions *captions
	thing    string // what a table of labels and values is about
}

// lines returns the captions in the table, then a line for each row, or for each
// column where the columns are things.
func (w *writer) lines() []Line {
	var out []Line
	for i := range w.from {
		l := w.single(i)
		l.Caption = true
		out = append(out, l)
	}
	switch {
	case w.top == len(w.grid) || w.top == len(w.grid)-1 && w.isEmpty(w.top): // nothing below the heads
		for i := w.from; i < len(w.grid); i++ {
			out = append(out, w.cells(i))
		}
		return out
	case w.across:
		return append(out, w.columns()...)
	default:
		return append(out, w.rows()...)
	}
}

// rows returns a line for each row of data.
func (w *writer) rows() []Line {
	var out []Line
	var group string
	var above cell.Head
	for i := w.top; i < len(w.grid); i++ {
		if w.isEmpty(i) || w.repeatsHeads(i) {
			continue
		}
		if w.isSingle(i) || w.isGroup(i) {
			text := w.textOf(i)
			group, above = text, cell.Head{}
			if cell.IsNote(text) || utf8.RuneCountInString(text) > longRow {
				group = ""
			}
			if strings.Contains(text, "单位") {
				if ds := w.units.Declared(text); len(ds) > 0 {
					w.captions.declared = ds // for the rows below
				}
			}
			out = append(out, w.single(i))
			continue
		}
		var line Line
		if w.pairs {
			line = w.pairsOf(i)
		} else {
			var label cell.Head
			line, label = w.row(i, group, above)
			if label.Text != "" && !cell.IsPart(label.Text) {
				above = label
			}
		}
		if len(line.Entries) > 0 {
			out = append(out, line)
		}
	}
	return out
}

// isGroup reports whether row i only names the rows below it: its first cell is a
// short text, and it has no other in a table of more than two columns.
func (w *writer) isGroup(i int) bool {
	if w.pairs || w.top == w.from || len(w.grid[i]) < 3 || i+1 >= len(w.grid) {
		return false
	}
	for j, c := range w.grid[i] {
		if (c.Text != "") != (j == 0) {
			return false
		}
	}
	return w.kind(i, 0) == cell.Wording && !w.grid[i][0].Below && utf8.RuneCountInString(w.grid[i][0].Text) <= longHead
}

// repeatsHeads reports whether row i has the heads again, as on a new page.
func (w *writer) repeatsHeads(i int) bool {
	for k := w.from; k < w.top; k++ {
		j := 0
		for j < w.wide && w.at(i, j).Text == w.at(k, j).Text {
			j++
		}
		if j == w.wide && j > 0 {
			return true
		}
	}
	return false
}

// single returns the line of a row that is one text.
func (w *writer) single(i int) Line {
	j := w.first(i)
	return Line{Single: true, Entries: []Entry{{Row: i, Col: j, To: len(w.grid[i][j].Text)}}}
}

// cells returns the line of a row of a table without heads or data.
func (w *writer) cells(i int) Line {
	var l Line
	for j, c := range w.grid[i] {
		if c.Text != "" && !c.Across {
			l.Entries = append(l.Entries, Entry{Row: i, Col: j, To: len(c.Text)})
		}
	}
	return l
}

// setFact gives e, the entry of cell i, j, its fact, and its unit if the cell has
// none. Where the label of a row declares the unit, the label goes without it.
func (w *writer) setFact(e *Entry, i, j int, f *Fact, label cell.Head) {
	e.Fact = f
	if f == nil || f.Unit == "" {
		return
	}
	if w.kind(i, j) == cell.Bare {
		e.Unit, e.At = f.Unit, w.numbers[i][j].End
	}
	if label.Unit.Text != "" && label.Name != "" {
		e.Label = label.Name
	}
}
