package html

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

const (
	maxGridCells = 50_000 // of all tables of a page, each cell counted in every row and column it spans

	mostCell = 300 // characters of a cell of data
)

// gridCell is a place in the grid of a table.
type gridCell struct {
	trace.String
	table.Cell
}

// table adds the rows of n, a table of data. It returns false if n is no such
// table but arranges things on the page.
func (r *blockReader) table(n *node) bool {
	rows, head, ok := dataRows(n)
	if !ok {
		return false
	}
	g := &article.Grid{Heads: head}
	for _, line := range r.grid(rows) {
		g.AddRow()
		for _, c := range line {
			g.Add(c.String, c.Cell)
		}
	}
	if r.err != nil {
		return true
	}
	var texts []string
	for _, b := range r.out[max(0, len(r.out)-3):] {
		texts = append(texts, b.Text)
		if b.row {
			texts = nil
		}
	}
	over := article.CaptionOver(texts)
	if c := find(n, func(n *node) bool { return n.tag == "caption" && !n.hidden }); c != nil {
		if t := r.cellText(c); t.Text != "" {
			r.out = append(r.out, block{Unit: article.Unit{String: t}, row: true})
			over = append(over, t.Text)
		}
	}
	for _, u := range r.unitsOf(n, g, over) {
		r.out = append(r.out, block{Unit: u, row: true})
	}
	return true
}

// readTable is a table that was read, with what it was read from.
type readTable struct {
	grid  *article.Grid
	over  []string
	units []article.Unit
}

// unitsOf returns the paragraphs of the table n. A page's blocks may be read
// twice, so it reads a table again only if g or the lines above it have changed.
func (w *web) unitsOf(n *node, g *article.Grid, over []string) []article.Unit {
	if t, ok := w.tables[n]; ok && slices.Equal(t.over, over) && g.Equal(t.grid) {
		return t.units
	}
	if w.tables == nil {
		w.tables = map[*node]readTable{}
	}
	units := g.Units(over...)
	w.tables[n] = readTable{g, over, units}
	return units
}

// dataRows returns the rows of n and how many of them are in <thead>. ok is false
// if n is no table of data: if it has less than two rows or columns, tables or
// long texts in its cells, or more text in links than outside.
func dataRows(n *node) (rows []*node, head int, ok bool) {
	ok, columns := true, 0
	var look func(n *node, inHead bool)
	look = func(n *node, inHead bool) {
		for _, k := range n.kids {
			switch {
			case k.hidden || !ok:
			case k.tag == "table":
				ok = false
			case k.has(" td th "):
				if k.chars > mostCell || find(k, func(n *node) bool { return n.has(" table h1 h2 h3 ul ol ") }) != nil {
					ok = false
				}
			case k.tag == "tr":
				rows = append(rows, k)
				if inHead {
					head++
				}
				cells := 0
				for _, c := range k.kids {
					if c.has(" td th ") && !c.hidden {
						cells++
					}
				}
				columns = max(columns, cells)
				look(k, inHead)
			default:
				look(k, inHead || k.tag == "thead")
			}
		}
	}
	look(n, false)
	return rows, min(head, article.MaxHeadRows), ok && len(rows) > 1 && columns > 1 && n.linked*2 <= n.chars
}

// grid lays out the cells of rows, each in all rows and columns it spans.
func (r *blockReader) grid(rows []*node) [][]gridCell {
	var out [][]gridCell
	type hanging struct {
		gridCell
		rows int
	}
	down := map[int]hanging{}
	for _, tr := range rows {
		var line []gridCell
		fill := func() {
			for d := down[len(line)]; d.rows > 0; d = down[len(line)] {
				d.rows--
				down[len(line)] = d
				d.Below = true
				line = append(line, d.gridCell)
			}
		}
		for _, td := range tr.kids {
			if !td.has(" td th ") || td.hidden {
				continue
			}
			fill()
			c := gridCell{String: r.cellText(td), Cell: table.Cell{Head: td.tag == "th"}}
			wide, tall := spanOf(td, "colspan"), spanOf(td, "rowspan")
			for i := 0; i < wide && len(line) <= article.MaxColumns; i++ {
				down[len(line)] = hanging{c, tall - 1}
				line = append(line, c)
				c.Across = true
			}
			if len(line) > article.MaxColumns || r.cells > maxGridCells {
				r.err = fmt.Errorf("%w: a table of more than %d columns or %d cells", release.ErrTooLarge, article.MaxColumns, maxGridCells)
				return nil
			}
		}
		fill()
		r.cells += len(line)
		if len(line) > 0 {
			out = append(out, line)
		}
	}
	return out
}

// spanOf returns how many columns or rows a cell spans, by its attribute key.
func spanOf(n *node, key string) int {
	text := n.attr(key)
	if text == "" {
		return 1
	}
	v, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, article.MaxColumns)
}

// cellText returns the text of a cell as one line.
func (r *blockReader) cellText(n *node) trace.String {
	in := blockReader{web: r.web}
	in.element(n, lettering{})
	in.flush(false)
	if len(in.out) == 1 {
		return in.out[0].String
	}
	var b trace.Builder
	for i, u := range in.out {
		if i > 0 {
			b.Insert(trace.LineGap(in.out[i-1].Text, u.Text, " "))
		}
		b.Copy(u.String, knowledge.Span{End: len(u.Text)})
	}
	return b.Finish()
}
