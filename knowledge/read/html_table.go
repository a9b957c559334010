package read

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beilun/knowledge"
)

const (
	maxGridCells = 50_000 // of a page's tables, those that span several counted each time
	mostHeadRows = 3
	mostCell     = 300 // characters of a cell of data
)

// gridCell is a place in the grid of a table.
type gridCell struct {
	traced
	head   bool // <th>
	wide   int  // columns that it spans
	across bool // it began in a column before
	below  bool // it began in a row before
}

// table reads n as a table of data. It returns false when n only arranges
// things on the page.
func (r *blockReader) table(n *node) bool {
	rows, head, ok := dataRows(n)
	if !ok {
		return false
	}
	grid := r.grid(rows)
	if r.err != nil {
		return true
	}
	for len(grid) > 0 && isCaption(grid[0]) {
		r.row(grid[0][0].traced)
		grid = grid[1:]
		head = max(0, head-1)
	}
	heads, body := headings(grid, head)
	for _, cells := range body {
		if isCaption(cells) {
			r.row(cells[0].traced)
			continue
		}
		texts := make([]traced, len(cells))
		repeated := len(heads) > 0
		for i, c := range cells {
			if !c.across { // else it was said
				texts[i] = c.traced
			}
			repeated = repeated && i < len(heads) && c.text == heads[i]
		}
		own := heads
		if len(heads) == 0 {
			own = labelsOf(cells, texts)
		}
		if !repeated {
			r.row(rowSentence(own, texts))
		}
	}
	return true
}

// labelsOf returns headings of the cells of a row without any, and empties the
// cells they come from: the first cell where it is marked as a heading, and
// every other one in a row of labels and values.
func labelsOf(cells []gridCell, texts []traced) []string {
	own := make([]string, len(cells))
	pairs := len(cells)%2 == 0
	for i := 0; i < len(cells) && pairs; i += 2 {
		pairs = cells[i].text != "" && !holdsFigure(cells[i].text)
	}
	if !pairs && (len(cells) < 2 || !cells[0].head) {
		return nil
	}
	for i := 0; i < len(cells)-1; i += 2 {
		own[i+1], texts[i] = cells[i].text, traced{}
		if !pairs {
			break
		}
	}
	return own
}

func (r *blockReader) row(t traced) {
	if t.text != "" {
		r.out = append(r.out, block{unit: unit{traced: t}, row: true})
	}
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
	down := map[int]struct {
		gridCell
		rows int
	}{}
	for _, tr := range rows {
		var line []gridCell
		fill := func() {
			for d := down[len(line)]; d.rows > 0; d = down[len(line)] {
				d.rows--
				down[len(line)] = d
				d.below = true
				line = append(line, d.gridCell)
			}
		}
		for _, td := range tr.kids {
			if !td.has(" td th ") || td.hidden {
				continue
			}
			fill()
			c := gridCell{traced: r.cellText(td), head: td.tag == "th"}
			c.wide = spanOf(td, "colspan")
			tall := spanOf(td, "rowspan")
			for i := 0; i < c.wide && len(line) <= maxColumns; i++ {
				down[len(line)] = struct {
					gridCell
					rows int
				}{c, tall - 1}
				line = append(line, c)
				c.across = true
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
	v, err := strconv.Atoi(strings.TrimSpace(n.attr(key)))
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
	var b builder
	for i, u := range in.out {
		if i > 0 {
			b.insert(" ")
		}
		b.copy(u.traced, knowledge.Span{End: len(u.text)})
	}
	return withoutNotes(b.finish())
}

// isCaption reports whether a row is one cell across the whole table.
func isCaption(cells []gridCell) bool {
	for i, c := range cells {
		if i > 0 && !c.across && c.text != "" {
			return false
		}
	}
	return len(cells) > 0 && (len(cells) == 1 || cells[0].wide > 1)
}

// headings parts the rows that head the columns from the others and returns the
// heading of each column: what stands in it in the heading rows, from the top.
// There are none where the first row holds figures.
func headings(grid [][]gridCell, head int) (heads []string, body [][]gridCell) {
	if len(grid) < 2 {
		return nil, grid
	}
	if head == 0 {
		head = 1
		allHead := !slices.ContainsFunc(grid[0], func(c gridCell) bool { return !c.head })
		for i, c := range grid[0] {
			if !allHead && i > 0 && holdsFigure(c.text) {
				return nil, grid
			}
		}
		// cells that go down into the next row say that it heads columns, too
		for head < mostHeadRows && head+1 < len(grid) && slices.ContainsFunc(grid[head], func(c gridCell) bool { return c.below && c.text != "" }) &&
			slices.ContainsFunc(grid[head-1], func(c gridCell) bool { return c.wide > 1 }) {
			head++
		}
	}
	head = min(head, len(grid)-1)
	for _, row := range grid[:head] {
		for i, c := range row {
			for len(heads) <= i {
				heads = append(heads, "")
			}
			if heads[i] != c.text && !strings.HasSuffix(heads[i], c.text) {
				heads[i] += c.text
			}
		}
	}
	return heads, grid[head:]
}

// period matches the start of a heading that is about a time: 2023, 1—3月.
var period = regexp.MustCompile(`^(?:(?:19|20)\d\d$|[\d\-—–~～至.]+\s?(?:年|月|季|日))`)

// holdsFigure reports whether a cell says how much and not of what or when.
func holdsFigure(s string) bool {
	return s != "" && digit(s[0]) && !period.MatchString(s)
}
