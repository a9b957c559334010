package html

import (
	"slices"

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
	r := &cellReader{&blockReader{web: w}, &article.Grid{}}
	r.add(root)
	r.endText()
	if r.from.err != nil {
		return nil, r.from.err
	}
	return r.grid, nil
}

// cellReader lays out a page as the cells of a sheet.
type cellReader struct {
	from *blockReader
	grid *article.Grid
}

// add adds what is in n.
func (r *cellReader) add(n *node) {
	for _, k := range n.kids {
		switch {
		case r.from.err != nil || k.hidden:
		case k.tag == "table" && !slices.ContainsFunc(k.kids, hasTable):
			r.endText()
			r.addTable(k)
		case k.tag == "":
			r.from.words(k, lettering{})
		case k.tag == "br" || k.has(blockTags):
			r.endText()
			r.add(k)
			r.endText()
		default:
			r.add(k)
		}
	}
}

// hasTable reports whether n is or has a table.
func hasTable(n *node) bool { return find(n, func(n *node) bool { return n.tag == "table" }) != nil }

// endText adds the text since the last block, a row for each line.
func (r *cellReader) endText() {
	r.from.flush(false)
	for _, b := range r.from.out {
		r.addText(b.String)
	}
	r.from.out = r.from.out[:0]
}

func (r *cellReader) addText(t trace.String) {
	r.grid.AddRow()
	r.grid.Add(t, table.Cell{})
}

// addTable adds the rows of a table.
func (r *cellReader) addTable(n *node) {
	if c := find(n, func(n *node) bool { return n.tag == "caption" && !n.hidden }); c != nil {
		r.addText(r.from.cellText(c))
	}
	r.grid.AddRow()
	for _, line := range r.from.grid(rowsOf(n)) {
		r.grid.AddRow()
		for _, c := range line {
			r.grid.Add(c.String, c.Cell)
		}
	}
	r.grid.AddRow()
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
