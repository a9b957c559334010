package read

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/table"
)

const (
	maxGridCells = 50_000 // of a page's tables, those that span several counted each time

	mostCell = 300 // characters of a cell of data
)

// gridCell is a place in the grid of a table.
type gridCell struct {
	traced
	table.Cell
}

// table reads n as a table of data. It returns false when n only arranges
// things on the page.
func (r *blockReader) table(n *node) bool {
	rows, head, ok := dataRows(n)
	if !ok {
		return false
	}
	g := &grid{heads: head}
	for _, line := range r.grid(rows) {
		g.addRow()
		for _, c := range line {
			g.add(c.traced, c.Cell)
		}
	}
	if r.err != nil {
		return true
	}
	var texts []string
	for _, b := range r.out[max(0, len(r.out)-3):] {
		texts = append(texts, b.text)
		if b.row {
			texts = nil
		}
	}
	over := captionOver(texts)
	if c := find(n, func(n *node) bool { return n.tag == "caption" && !n.hidden }); c != nil {
		if t := r.cellText(c); t.text != "" {
			r.out = append(r.out, block{unit: unit{traced: t}, row: true})
			over = append(over, t.text)
		}
	}
	for _, u := range r.unitsOf(n, g, over) {
		r.out = append(r.out, block{unit: u, row: true})
	}
	return true
}

// readTable is a table that was read, and what it was read from.
type readTable struct {
	grid  *grid
	over  []string
	units []unit
}

// unitsOf returns the paragraphs of the table n, which is read again when it has
// other words: a page's blocks may be read twice.
func (w *web) unitsOf(n *node, g *grid, over []string) []unit {
	if t, ok := w.tables[n]; ok && slices.Equal(t.over, over) && g.equal(t.grid) {
		return t.units
	}
	if w.tables == nil {
		w.tables = map[*node]readTable{}
	}
	units := g.units(over...)
	w.tables[n] = readTable{g, over, units}
	return units
}

// dataRows returns the rows of n and how many of them <thead> holds; ok is
// false when n is no table of data: it has fewer than two rows or columns,
// tables or long texts in its cells, or holds more of links than of words.
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
	return rows, min(head, mostHeadRows), ok && len(rows) > 1 && columns > 1 && n.linked*2 <= n.chars
}

// grid lays the cells of rows out, each in all rows and columns it spans.
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
			c := gridCell{traced: r.cellText(td), Cell: table.Cell{Head: td.tag == "th"}}
			wide, tall := spanOf(td, "colspan"), spanOf(td, "rowspan")
			for i := 0; i < wide && len(line) <= maxColumns; i++ {
				down[len(line)] = hanging{c, tall - 1}
				line = append(line, c)
				c.Across = true
			}
			if len(line) > maxColumns || r.cells > maxGridCells {
				r.err = fmt.Errorf("%w: a table of more than %d columns or %d cells", ErrTooLarge, maxColumns, maxGridCells)
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

// spanOf returns how many columns or rows a cell spans.
func spanOf(n *node, key string) int {
	text := n.attr(key)
	if text == "" {
		return 1
	}
	v, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || v < 1 {
		return 1
	}
	return min(v, maxColumns)
}

// cellText returns the words of a cell as one line.
func (r *blockReader) cellText(n *node) traced {
	in := blockReader{web: r.web}
	in.element(n, lettering{})
	in.flush(false)
	if len(in.out) == 1 {
		return in.out[0].traced
	}
	var b builder
	for i, u := range in.out {
		if i > 0 {
			b.insert(" ")
		}
		b.copy(u.traced, knowledge.Span{End: len(u.text)})
	}
	return b.finish()
}
