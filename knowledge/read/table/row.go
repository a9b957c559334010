package table

import (
	"strings"

	"beilun/knowledge/read/table/cell"
)

// row returns the line of row i and the row's label. above is the label of the
// row that row i may be a part of, group the text over its group.
func (w *writer) row(i int, group string, above cell.Head) (Line, cell.Head) {
	var label cell.Head
	at := w.labelIn(i)
	if at >= 0 {
		label = w.head(w.at(i, at).Text)
	}
	unit := w.unitIn(i)
	a := about{row: label, above: above, group: group, unit: unit}
	if w.label >= 0 && !w.metrics {
		name := w.headOf(w.label).Name
		a.thing = at != w.label || cell.HeadsThings(name) && !cell.HeadsEither(name)
	}
	if side := w.side(i); side != "" {
		a.group, a.beside = side, true
	}
	facts, numbers, given := w.factsOf(i, a)
	withUnits := numbers && (given || unit.Text != "")

	headed := w.top > w.from
	named := !headed && len(w.grid[i]) > 1 && w.grid[i][0].Head && w.label == 0 // 总投资：5亿元；一期
	var l Line
	for j, c := range w.grid[i] {
		if c.Text == "" || c.Across && !(j > 0 && w.grid[i][j-1].Text == "") || named && j == 0 {
			continue
		}
		if j == w.unitCol && withUnits || c.Below && w.isShared(i, j) {
			continue
		}
		e := Entry{Row: i, Col: j, To: len(c.Text)}
		if headed {
			e.Label = w.columnLabel(j, facts[j], w.kind(i, j) == cell.Empty)
			if j < w.label && (j == at || w.at(i, w.label).Across && w.at(i, w.label).Text == c.Text) {
				e.Label = w.columnLabel(w.label, nil, false) // 合计, which spans the columns of order and of names
			}
		}
		if things := w.sharers(i, j); things != "" && e.Label != "" {
			e.Label += "（" + things + "）" // so that whoever reads the line sees it
		}
		if named && len(l.Entries) == 0 {
			e.Label = label.Text
		}
		if j == w.label && label.Unit.Text != "" && withUnits {
			if n := len(strings.TrimRight(label.Name, " ")); n > 0 && strings.HasPrefix(c.Text, label.Name) {
				e.To = n
			}
		}
		w.setFact(&e, i, j, facts[j], cell.Head{})
		l.Entries = append(l.Entries, e)
	}
	return l, label
}

// labelIn returns the column of the label of row i: 合计 may be in a column before the
// names, as that of the order. Where a row of a thing has no name, its next words are
// its name, because otherwise its figures would be those of the whole place.
func (w *writer) labelIn(i int) int {
	if w.label < 0 || w.top == w.from || w.blocks != nil || w.kind(i, w.label) != cell.Empty {
		return w.label
	}
	for j := range w.label {
		if cell.IsTotal(w.at(i, j).Text) {
			return j
		}
	}
	for j := w.label + 1; j < w.wide && !w.metrics; j++ {
		if w.kind(i, j) == cell.Wording && j != w.unitCol && !w.headOf(j).Label {
			return j
		}
	}
	return w.label
}

// side returns the text of the cell on the left of the labels that goes down over
// several rows, which row i is one of: 产业项目.
func (w *writer) side(i int) string {
	for j := w.label - 1; j >= 0; j-- {
		c := w.at(i, j)
		if (c.Below || w.at(i+1, j).Below) && j != w.unitCol && w.kind(i, j) == cell.Wording && !w.headOf(j).Label {
			return c.Text
		}
	}
	return ""
}

// isShared reports whether cell i, j is a number that goes down over rows with names of
// their own: it is that of all of them together.
func (w *writer) isShared(i, j int) bool {
	if w.metrics || w.label < 0 || w.top == w.from {
		return false
	}
	kind, own := w.kind(i, j), func(i int) bool { c := w.at(i, w.label); return c.Text != "" && !c.Below }
	return (kind == cell.Bare || kind == cell.Quantity) && (w.at(i, j).Below && own(i) || w.at(i+1, j).Below && own(i+1))
}

// sharers returns the names of the rows that share the number in cell i, j, where it
// begins; "" if it is that of row i only.
func (w *writer) sharers(i, j int) string {
	if w.at(i, j).Below || !w.isShared(i, j) {
		return ""
	}
	const most = 4
	names := []string{w.at(i, w.label).Text}
	for k := i + 1; w.at(k, j).Below && len(names) < most; k++ {
		if c := w.at(k, w.label); c.Text != "" && !c.Below {
			names = append(names, c.Text)
		}
	}
	return strings.Join(names, "、")
}

// factsOf returns the facts of the cells of row i, nil for those that only name
// others, and whether there are numbers among them and numbers with a unit. a is
// what the row says.
func (w *writer) factsOf(i int, a about) (facts []*Fact, numbers, given bool) {
	facts = make([]*Fact, len(w.grid[i]))
	label := a.row
	for j, c := range w.grid[i] {
		if j == w.labelFor(j) || j == w.unitCol || w.kind(i, j) == cell.Empty || c.Across {
			continue
		}
		a.row = label
		if at := w.labelFor(j); at != w.label {
			a.row = w.head(w.at(i, at).Text)
		}
		a.col, a.left = w.path(j), w.left(j)
		f := w.fact(i, j, a)
		if things := w.sharers(i, j); things != "" {
			f.Thing = things
		}
		facts[j] = f
		if f.Number {
			numbers = true
			given = given || f.Unit != ""
		}
	}
	return facts, numbers, given
}

// columnLabel returns what goes before a cell of column j: the heads over it,
// without a unit that goes after the number. dash says that the cell is empty.
func (w *writer) columnLabel(j int, f *Fact, dash bool) string {
	out := ""
	for _, h := range w.path(j) {
		t := h.Text
		if h.Unit.Text != "" && h.Name != "" && (f != nil && f.Unit != "" || dash) {
			t = h.Name
		} else if h.Unit.Text != "" && h.Name == "" && f != nil && f.Unit != "" {
			continue
		}
		if out != t && !strings.HasSuffix(out, t) {
			out += t
		}
	}
	return out
}
