package html

import (
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// IsPage reports whether data, the start of a file, has a tag of a web page.
func IsPage(data []byte) bool { return aTag.Match(data[:min(len(data), 4<<10)]) }

// Tables returns all that a page shows as the cells of one sheet: the cells of its
// tables, and each other text in a row of its own. An empty row is before and after
// each table. It is for sheets that were saved as a page, which have no article. The
// error wraps release.ErrTooLarge, ErrEncoding or ErrBinary.
func Tables(src release.File) (*article.Grid, error) {
	t, err := charset.DecodePage(src.Data, "")
	if err != nil {
		return nil, err
	}
	root, _, err := parsePage(t)
	if err != nil {
		return nil, err
	}
	w := &web{String: t, root: root}
	w.measure(root, false)
	r := &blockReader{web: w}
	g := &article.Grid{}
	r.cellsOf(root, g)
	r.textRows(g)
	if r.err != nil {
		return nil, r.err
	}
	return g, nil
}

// cellsOf adds what n shows to g.
func (r *blockReader) cellsOf(n *node, g *article.Grid) {
	for _, k := range n.kids {
		switch {
		case r.err != nil || k.hidden:
		case k.tag == "table" && find(k, func(n *node) bool { return n.tag == "table" }) == nil:
			r.textRows(g)
			r.tableRows(k, g)
		case k.tag == "":
			r.words(k, lettering{})
		case k.tag == "br" || k.has(blockTags):
			r.textRows(g)
			r.cellsOf(k, g)
			r.textRows(g)
		default:
			r.cellsOf(k, g)
		}
	}
}

// textRows adds the text that was read since the last block to g, a row for each line.
func (r *blockReader) textRows(g *article.Grid) {
	r.flush(false)
	for _, b := range r.out {
		addText(g, b.String)
	}
	r.out = r.out[:0]
}

func addText(g *article.Grid, t trace.String) {
	g.AddRow()
	g.Add(t, table.Cell{})
}

// tableRows adds the rows of a table to g.
func (r *blockReader) tableRows(n *node, g *article.Grid) {
	if c := find(n, func(n *node) bool { return n.tag == "caption" && !n.hidden }); c != nil {
		addText(g, r.cellText(c))
	}
	g.AddRow()
	for _, line := range r.grid(rowsOf(n)) {
		g.AddRow()
		for _, c := range line {
			g.Add(c.String, c.Cell)
		}
	}
	g.AddRow()
}

// rowsOf returns the rows of n, whatever is in them.
func rowsOf(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch {
		case k.hidden:
		case k.tag == "tr":
			out = append(out, k)
		case k.tag != "":
			out = append(out, rowsOf(k)...)
		}
	}
	return out
}
