package table

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/table/cell"
)

// findHeads finds the rows that head the columns: the marked ones, or else the
// first row, if it can be one, and those below that continue it. A table without
// heads may be one of labels and values in turn.
func (l finder) findHeads(marked int) {
	if len(l.grid)-l.from < 2 {
		l.pairs = l.wide == 2 && marked == 0 && l.kind(l.from, 1) == cell.Quantity
		if marked > 0 {
			l.top = len(l.grid)
		}
		return
	}
	switch {
	case marked > 0:
		l.top = min(l.from+marked, len(l.grid)-1)
	case l.couldHead(l.from) && !l.isPairs(l.from):
		l.top++
	default:
		l.pairs = l.isPairs(l.from)
		return
	}
	for l.top-l.from < maxHeads && l.top < len(l.grid)-1 && l.continuesHeads(l.top) {
		l.top++
	}
	if l.isPairs(l.from) && (marked == 0 || l.wide > 2) {
		l.top, l.pairs = l.from, true
	}
	l.readHeads()
}

// readHeads fills l.paths from the rows of heads.
func (l finder) readHeads() {
	l.paths = make([][]cell.Head, l.wide)
	for j := range l.paths {
		seen := ""
		for i := l.from; i < l.top; i++ {
			t := l.headText(i, j)
			if t == "" || t == seen || l.at(i, j).Below && i > l.from {
				continue
			}
			seen = t
			l.paths[j] = append(l.paths[j], l.head(t))
		}
	}
}

// headText returns the text of a head. An empty one over another continues the
// head on its left, because some formats do not say how far a head spans.
func (l finder) headText(i, j int) string {
	t := l.at(i, j).Text
	if t != "" || i+1 >= l.top || l.at(i+1, j).Text == "" {
		return t
	}
	for k := j - 1; k >= 0 && l.at(i+1, k).Text != ""; k-- {
		if t := l.at(i, k).Text; t != "" {
			return t
		}
	}
	return ""
}

// couldHead reports whether row i has the form of a row of heads: short texts and
// no quantities, in more than one column.
func (l finder) couldHead(i int) bool {
	filled, allMarked := 0, true
	for j, c := range l.grid[i] {
		if c.Text == "" {
			continue
		}
		filled++
		allMarked = allMarked && c.Head
		if l.isData(i, j) && (!c.Head || j == 0) {
			return false
		}
	}
	if filled < 2 {
		return false
	}
	if allMarked || len(l.grid[i]) > 2 {
		return true
	}
	if first := l.head(l.grid[i][0].Text); cell.HeadsMetrics(first.Name) || cell.HeadsThings(first.Name) {
		return true
	}
	for k := i + 1; k < len(l.grid); k++ { // of two columns, the second has numbers under its head
		if kd := l.kind(k, 1); kd == cell.Bare || kd == cell.Quantity {
			return true
		}
	}
	return false
}

// isData reports whether a cell is no head by its form: a number, though not a
// year over a column, or a long text.
func (l finder) isData(i, j int) bool {
	k, t := l.kind(i, j), l.grid[i][j].Text
	return k == cell.Quantity || k == cell.Bare && !(j > 0 && l.isYear(i, j)) ||
		utf8.RuneCountInString(t) > longHead || strings.ContainsAny(t, "。；")
}

// continuesHeads reports whether row i is one more row of heads: a cell extends
// down into it next to a head that spans several columns, or it says what is
// under heads that span several columns or are missing.
func (l finder) continuesHeads(i int) bool {
	down, wide, gaps := false, false, false
	for j, c := range l.grid[i] {
		down = down || c.Below && c.Text != ""
		above := l.at(i-1, j)
		wide = wide || above.Across
		gaps = gaps || j > 0 && above.Text == "" && c.Text != ""
	}
	if !wide && !gaps && !l.allUnits(i) {
		return false
	}
	if down && wide {
		return true
	}
	heads := 0
	for j, c := range l.grid[i] {
		if c.Text == "" || c.Below {
			continue
		}
		if l.kind(i, j) != cell.Wording && !l.isYear(i, j) {
			return false
		}
		h := l.head(c.Text)
		if j > 0 {
			if !h.IsMetric() && h.Time == "" && !wide {
				return false
			}
			heads++
		} else if !down && !h.IsMetric() && h.Time == "" && !cell.HeadsThings(h.Name) {
			return false
		}
	}
	return heads > 0
}

// allUnits reports whether the cells of row i, except the first, are units.
func (l finder) allUnits(i int) bool {
	n := 0
	for j, c := range l.grid[i] {
		if c.Text == "" || j == 0 {
			continue
		}
		if h := l.head(c.Text); h.Unit.Text == "" || strings.Trim(h.Name, "（）()") != "" {
			return false
		}
		n++
	}
	return n > 0
}

// isPairs reports whether the rows from i on are labels and values in turn. A value
// may span several columns: 单位名称 | 某某公司 above 注册资本 | 5000万元 | 职工人数 | 320人.
func (l finder) isPairs(i int) bool {
	if l.wide < 2 {
		return false
	}
	labels, known, rows := 0, 0, 0
	for ; i < len(l.grid); i++ {
		if l.isSingle(i) {
			continue
		}
		rows++
		cells := l.begun(i)
		if len(cells)%2 != 0 {
			return false
		}
		for n, j := range cells {
			switch c := l.grid[i][j]; {
			case n%2 == 1:
			case c.Text == "":
			case l.kind(i, j) != cell.Wording || utf8.RuneCountInString(c.Text) > longHead:
				return false
			default:
				labels++
				if h := l.head(c.Text); h.IsMetric() || h.Label || cell.HeadsThings(h.Name) {
					known++
				}
			}
		}
	}
	if l.wide == 2 {
		return labels == rows && rows > 0 && !l.couldHead(l.from)
	}
	return known*10 >= labels*7 && labels > 0
}
