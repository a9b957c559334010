package table

import (
	"strings"

	"beilun/knowledge/read/table/cell"
)

// pairsOf returns the line of a row of labels and values in turn.
func (w *writer) pairsOf(i int) Line {
	var l Line
	cells := w.begun(i)
	for n := 0; n+1 < len(cells); n += 2 {
		j := cells[n+1]
		v := w.at(i, j)
		if v.Text == "" {
			continue
		}
		label := w.head(w.grid[i][cells[n]].Text)
		e := Entry{Row: i, Col: j, To: len(v.Text), Label: label.Text}
		if w.kind(i, j) != cell.Empty {
			f := w.fact(i, j, about{row: label})
			f.Thing, f.Metric = w.thing, metricOf(about{row: label})
			f.Stock = !f.Change && cell.IsStock(f.Metric)
			w.setFact(&e, i, j, f, label)
		}
		l.Entries = append(l.Entries, e)
	}
	return l
}

// columns returns the lines of a table whose columns are things: one for each
// column, then the rows that are one text.
func (w *writer) columns() []Line {
	var out []Line
	for j := w.label + 1; j < w.wide; j++ {
		if j != w.unitCol && len(w.path(j)) > 0 {
			out = append(out, w.column(j))
		}
	}
	for i := w.top; i < len(w.grid); i++ {
		if w.isSingle(i) {
			out = append(out, w.single(i))
		}
	}
	return out
}

// column returns the line of column j: its heads, then its cells, each with the
// label of its row.
func (w *writer) column(j int) Line {
	name := w.at(w.from, j)
	l := Line{Entries: []Entry{{Row: w.from, Col: j, To: len(name.Text), Label: strings.TrimRight(w.at(w.from, w.label).Text, "：: ")}}}
	for i := w.from + 1; i < w.top; i++ {
		if c := w.at(i, j); c.Text != "" && c.Text != name.Text {
			l.Entries = append(l.Entries, Entry{Row: i, Col: j, To: len(c.Text)})
		}
	}
	var above cell.Head
	for i := w.top; i < len(w.grid); i++ {
		if w.isSingle(i) {
			continue
		}
		c := w.at(i, j)
		label := w.head(w.at(i, w.label).Text)
		if !cell.IsPart(label.Text) {
			above = label
		}
		if c.Text == "" {
			continue
		}
		e := Entry{Row: i, Col: j, To: len(c.Text), Label: label.Text}
		if w.kind(i, j) != cell.Empty {
			w.setFact(&e, i, j, w.fact(i, j, about{row: label, above: above, col: w.path(j), unit: w.unitIn(i)}), label)
		}
		l.Entries = append(l.Entries, e)
	}
	return l
}
