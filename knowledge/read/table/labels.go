package table

import (
	"strconv"
	"strings"

	"beilun/knowledge/read/table/cell"
)

// findLabels finds the column that names the rows: one whose head says so, or else
// the first column of words that differ, before the first column of numbers.
func (l finder) findLabels() {
	if l.pairs || l.top == len(l.grid) {
		return
	}
	first := -1
	for j := range l.wide {
		numbers, texts := l.count(j)
		h := l.headOf(j)
		years := l.hasTimes(j)
		if numbers > texts && !years {
			if h.Label || j == 0 && l.numbersRows(j) {
				continue
			}
			break
		}
		if texts == 0 && !years || h.Label && !years && h.Time == "" && !strings.HasSuffix(h.Name, "时间") && j > 0 {
			continue
		}
		if l.isUnitColumn(j) {
			continue
		}
		office := cell.NamesOffice(h.Name) && (l.label < 0 || l.differs(l.label) || !l.differs(j)) // 单位 beside 类别 names the rows
		if cell.HeadsThings(h.Name) && !office || cell.HeadsMetrics(h.Name) {
			if l.label < 0 || !l.differs(l.label) || !cell.HeadsThings(l.headOf(l.label).Name) || l.names(j) > l.names(l.label) {
				l.label = j
			}
			continue
		}
		if first < 0 || !l.differs(first) {
			first = j
		}
	}
	if l.label < 0 {
		l.label = first
	}
	if first >= 0 && first < l.label && l.differs(first) && !l.headOf(first).Label && l.top > l.from && !cell.HeadsThings(l.headOf(l.label).Name) {
		l.label = first
	}
}

// count returns how many cells of column j are numbers, and how many are words.
func (l finder) count(j int) (numbers, texts int) {
	for i := l.top; i < len(l.grid); i++ {
		switch l.kind(i, j) {
		case cell.Bare, cell.Quantity:
			numbers++
		case cell.Wording:
			texts++
		}
	}
	return numbers, texts
}

// names returns how many cells of column j are words that name no sum. A group of rows
// may be named in the first of them only, and then another column has more.
func (l finder) names(j int) int {
	n := 0
	for i := l.top; i < len(l.grid); i++ {
		if c := l.at(i, j); l.kind(i, j) == cell.Wording && !c.Across && !l.at(i, j+1).Across && !cell.IsTotal(c.Text) {
			n++
		}
	}
	return n
}

// findBlocks finds tables that are side by side in one: the head of the column of
// labels is that of several columns.
func (l finder) findBlocks() {
	if l.label < 0 || l.headOf(l.label).Text == "" {
		return
	}
	blocks, n, at := make([]int, l.wide), 0, l.label
	for j := range blocks {
		if j > l.label && l.headOf(j).Text == l.headOf(l.label).Text {
			at = j
			n++
		}
		blocks[j] = at
	}
	if n > 0 {
		l.blocks = blocks
	}
}

// hasTimes reports whether most cells of column j are times.
func (l finder) hasTimes(j int) bool {
	n, all := 0, 0
	for i := l.top; i < len(l.grid); i++ {
		t := l.at(i, j).Text
		if t == "" {
			continue
		}
		all++
		if rest, time := cell.CutTime(t); time != "" && rest == "" {
			n++
		}
	}
	return n*10 >= all*8 && n > 0
}

// numbersRows reports whether column j numbers the rows: 1, 2, 3.
func (l finder) numbersRows(j int) bool {
	n, all := 0, 0
	for i := l.top; i < len(l.grid); i++ {
		t := strings.Trim(l.at(i, j).Text, ".、 （）()")
		if t == "" {
			continue
		}
		all++
		if t == strconv.Itoa(all) {
			n++
		}
	}
	return all > 1 && n*10 >= all*8
}

// differs reports whether the texts of column j differ from row to row.
func (l finder) differs(j int) bool {
	seen := map[string]bool{}
	all := 0
	for i := l.top; i < len(l.grid); i++ {
		if c := l.at(i, j); c.Text != "" {
			all++
			if !c.Below {
				seen[c.Text] = true
			}
		}
	}
	return all > 0 && len(seen)*10 >= all*8
}

// findUnits finds the column of units.
func (l finder) findUnits() {
	for j := range l.wide {
		if j != l.label && !l.pairs && l.isUnitColumn(j) {
			l.unitCol = j
			return
		}
	}
}

// isUnitColumn reports whether most cells of column j are units.
func (l finder) isUnitColumn(j int) bool {
	n, all := 0, 0
	for i := l.top; i < len(l.grid); i++ {
		t := l.at(i, j).Text
		if strings.Trim(t, cell.Dashes) == "" || l.isSingle(i) {
			continue
		}
		all++
		if _, ok := l.units.Read(strings.Trim(t, "（）() ")); ok {
			n++
		}
	}
	return all > 0 && n*10 >= all*6
}
