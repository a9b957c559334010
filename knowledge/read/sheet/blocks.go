package sheet

import (
	"slices"
	"strings"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/table/cell"
	"beilun/knowledge/read/trace"
)

// block is a table of a page, or a line that is in none.
type block struct {
	grid *article.Grid // nil for a line
	line trace.String
}

// blocksOf returns what is on a page, from the top. Rows without text separate
// tables, unless what is below has no heads of its own, and so do columns without text
// if there are heads on both sides.
func blocksOf(g *article.Grid) []block {
	var out []block
	last := area{} // the table above, without lines between
	flush := func() {
		for _, t := range last.apart() {
			out = append(out, block{grid: t})
		}
		last = area{}
	}
	for _, a := range areasOf(g) {
		above, core, below := a.parts()
		if len(above) > 0 || len(core.rows) == 0 || last.rows == nil || core.width() > last.width() || table.HasHeads(core.cut(0, core.width()).Lay) {
			flush()
		}
		for _, t := range above {
			out = append(out, block{line: t})
		}
		all := core.stacked()
		for _, c := range all[:len(all)-1] {
			last.grid, last.rows = g, append(last.rows, c.rows...)
			flush()
		}
		last.grid, last.rows = g, append(last.rows, all[len(all)-1].rows...)
		if len(below) > 0 {
			flush()
		}
		for _, t := range below {
			out = append(out, block{line: t})
		}
	}
	flush()
	return out
}

// area is some rows of a grid.
type area struct {
	grid *article.Grid
	rows []int
}

// areasOf returns the rows of g in groups that empty rows separate.
func areasOf(g *article.Grid) []area {
	var out []area
	open := false
	for i, row := range g.Lay {
		if !slices.ContainsFunc(row, func(c table.Cell) bool { return c.Text != "" }) {
			open = false
			continue
		}
		if !open {
			out = append(out, area{grid: g})
			open = true
		}
		a := &out[len(out)-1]
		a.rows = append(a.rows, i)
	}
	return out
}

// own returns the texts of row i that begin in it, without repetitions of merged
// cells, and the column of the first.
func (a area) own(i int) (texts []trace.String, first int) {
	first = -1
	for j, c := range a.grid.Lay[i] {
		if c.Text == "" || c.Across || c.Below {
			continue
		}
		if first < 0 {
			first = j
		}
		texts = append(texts, a.grid.Texts[i][j])
	}
	return texts, first
}

// parts returns the table in a, and the lines above and below it: rows of one text,
// such as a title, and rows whose texts all name what they say (填报单位：…).
func (a area) parts() (above []trace.String, core area, below []trace.String) {
	from, to := 0, len(a.rows)
	for ; from < to; from++ {
		texts, loose := a.loose(a.rows[from])
		if !loose {
			break
		}
		above = append(above, texts...)
	}
	for ; to > from; to-- {
		texts, loose := a.loose(a.rows[to-1])
		if !loose {
			break
		}
		below = append(slices.Clone(texts), below...)
	}
	if to-from == 0 {
		return above, area{grid: a.grid}, below
	}
	return above, area{a.grid, a.rows[from:to]}, below
}

// loose reports whether row i of the grid is no row of a table, and returns its texts.
func (a area) loose(i int) ([]trace.String, bool) {
	texts, _ := a.own(i)
	for _, c := range a.grid.Lay[i] {
		if c.Below && c.Text != "" {
			return nil, false
		}
	}
	switch {
	case len(texts) == 0:
		return nil, false
	case len(texts) == 1:
		return texts, cell.ReadNumber(texts[0].Text).Kind == cell.Wording
	}
	for _, t := range texts {
		if !saysWhat(t.Text) {
			return nil, false
		}
	}
	return texts, true
}

// saysWhat reports whether a text has its own label: 填报单位：某局, （单位：亿元）.
func saysWhat(s string) bool {
	if imprint.IsDay(s) {
		return true
	}
	s = strings.TrimLeft(s, "（( ")
	at := strings.IndexAny(s, "：:")
	const longest = 24 // bytes of a label
	return 0 < at && at <= longest && !strings.ContainsAny(s[:at], "0123456789，。")
}

// stacked returns the tables of a that lie on each other without a row between them,
// which may be only one. The later ones begin with a row of heads: words only, in as
// many cells as the first row has, the first of which is the same word or one of which
// gives a unit.
func (a area) stacked() []area {
	if len(a.rows) == 0 {
		return []area{a}
	}
	heads, _ := a.own(a.rows[0])
	var out []area
	from := 0
	for n := 2; n < len(a.rows)-1; n++ {
		texts, _ := a.own(a.rows[n])
		if n-from < 2 || len(texts) < 2 || len(texts) != len(heads) || slices.ContainsFunc(texts, func(t trace.String) bool { return !isWording(t.Text) }) {
			continue
		}
		if before, _ := a.own(a.rows[n-1]); !slices.ContainsFunc(before, func(t trace.String) bool { return !isWording(t.Text) }) {
			continue
		}
		if texts[0].Text == heads[0].Text || slices.ContainsFunc(texts[1:], func(t trace.String) bool { return declares(t.Text) }) {
			out = append(out, area{a.grid, a.rows[from:n]})
			from = n
		}
	}
	return append(out, area{a.grid, a.rows[from:]})
}

// isWording reports whether the text of a cell is words and no number.
func isWording(s string) bool { return cell.ReadNumber(s).Kind == cell.Wording }

// width returns how many columns the rows of a have.
func (a area) width() int {
	n := 0
	for _, i := range a.rows {
		for j, c := range a.grid.Lay[i] {
			if c.Text != "" && !c.Across {
				n = max(n, j+1)
			}
		}
	}
	return n
}

// apart returns the tables that are side by side in a, which may be only one.
func (a area) apart() []*article.Grid {
	wide := a.width()
	if wide == 0 {
		return nil
	}
	filled := make([]bool, wide)
	for _, i := range a.rows {
		if texts, _ := a.own(i); len(texts) == 1 {
			continue // it may span all of them
		}
		for j, c := range a.grid.Lay[i][:min(wide, len(a.grid.Lay[i]))] {
			filled[j] = filled[j] || c.Text != ""
		}
	}
	var out []*article.Grid
	for from := 0; from < wide; {
		to := from
		for to < wide && filled[to] {
			to++
		}
		if to > from {
			g := a.cut(from, to)
			if to-from < 2 || !table.HasHeads(g.Lay) {
				return []*article.Grid{a.cut(firstOf(filled), wide)}
			}
			out = append(out, g)
		}
		from = to + 1
	}
	if len(out) < 2 {
		return []*article.Grid{a.cut(firstOf(filled), wide)}
	}
	return out
}

// firstOf returns the index of the first true of filled, 0 if there is none.
func firstOf(filled []bool) int { return max(0, slices.Index(filled, true)) }

// cut returns columns from to to of a as a grid, without rows that have no text there.
func (a area) cut(from, to int) *article.Grid {
	g := &article.Grid{Heads: 0}
	for _, i := range a.rows {
		lay, texts := a.grid.Lay[i], a.grid.Texts[i]
		end := min(to, len(lay))
		if from >= end || !slices.ContainsFunc(lay[from:end], func(c table.Cell) bool { return c.Text != "" }) {
			continue
		}
		row := slices.Clone(lay[from:end])
		row[0].Across = false
		g.Lay = append(g.Lay, row)
		g.Texts = append(g.Texts, slices.Clone(texts[from:end]))
		for len(g.Lay[len(g.Lay)-1]) < to-from {
			g.Add(trace.String{}, table.Cell{})
		}
	}
	return g
}
