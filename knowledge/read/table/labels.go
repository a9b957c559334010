package table

import "strings"

// numeric reports whether most cells of column j are numbers, dashes left out, and
// texts whether most are words.
func (r *reader) share(j int) (numbers, texts int) {
	for i := r.top; i < len(r.grid); i++ {
		switch r.kind(i, j) {
		case bare, quantity:
			numbers++
		case wording:
			texts++
		}
	}
	return numbers, texts
}

func (r *reader) headOf(j int) head {
	if j < len(r.columns) && len(r.columns[j].path) > 0 {
		p := r.columns[j].path
		return p[len(p)-1]
	}
	return head{}
}

// findLabels finds the column that names the rows: one whose head says so, or else
// the first one of words that differ, before the first column of numbers.
func (r *reader) findLabels() {
	r.label, r.unitCol = -1, -1
	if r.pairs || r.top == len(r.grid) {
		return
	}
	w := loadWords()
	first := -1
	for j := range r.wide {
		numbers, texts := r.share(j)
		h := r.headOf(j)
		years := r.yearsIn(j)
		if numbers > texts && !years {
			if h.number || j == 0 && r.counts(j) {
				continue
			}
			break
		}
		if texts == 0 && !years || h.number && !years && h.time == "" && !strings.HasSuffix(h.name, "时间") && j > 0 {
			continue
		}
		if r.isUnitColumn(j) {
			continue
		}
		if w.is["things"][h.name] && h.name != "单位" && h.name != "部门" || w.is["metrics"][h.name] {
			if r.label < 0 || !r.differs(r.label) || !w.is["things"][r.headOf(r.label).name] {
				r.label = j
			}
			continue
		}
		if first < 0 || !r.differs(first) {
			first = j
		}
	}
	if r.label < 0 {
		r.label = first
	}
	if first >= 0 && first < r.label && r.differs(first) && !r.headOf(first).number && r.top > r.from && !loadWords().is["things"][r.headOf(r.label).name] {
		r.label = first
	}
}

// findBlocks finds tables that stand beside one another in one: the head of the
// column of labels stands over several.
func (r *reader) findBlocks() {
	if r.label < 0 || r.headOf(r.label).text == "" {
		return
	}
	blocks, n, at := make([]int, r.wide), 0, r.label
	for j := range blocks {
		if j > r.label && r.headOf(j).text == r.headOf(r.label).text {
			at = j
			n++
		}
		blocks[j] = at
	}
	if n > 0 {
		r.blocks = blocks
	}
}

// labelFor returns the column that names the rows for column j.
func (r *reader) labelFor(j int) int {
	if r.blocks != nil && j < len(r.blocks) {
		return r.blocks[j]
	}
	return r.label
}

// yearsIn reports whether column j holds years and other times.
func (r *reader) yearsIn(j int) bool {
	n, all := 0, 0
	for i := r.top; i < len(r.grid); i++ {
		t := r.cell(i, j).Text
		if t == "" {
			continue
		}
		all++
		if rest, time := cutTime(t); time != "" && rest == "" {
			n++
		}
	}
	return n*10 >= all*8 && n > 0
}

// counts reports whether column j numbers the rows: 1, 2, 3.
func (r *reader) counts(j int) bool {
	n, all := 0, 0
	for i := r.top; i < len(r.grid); i++ {
		t := strings.Trim(r.cell(i, j).Text, ".、 （）()")
		if t == "" {
			continue
		}
		all++
		if t == itoa(all) {
			n++
		}
	}
	return all > 1 && n*10 >= all*8
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// differs reports whether the texts of column j differ from row to row.
func (r *reader) differs(j int) bool {
	seen := map[string]bool{}
	all := 0
	for i := r.top; i < len(r.grid); i++ {
		if c := r.cell(i, j); c.Text != "" {
			all++
			if !c.Below {
				seen[c.Text] = true
			}
		}
	}
	return all > 0 && len(seen)*10 >= all*8
}

// findUnits finds the column of units.
func (r *reader) findUnits() {
	r.unitCol = -1
	for j := range r.wide {
		if j != r.label && !r.pairs && r.isUnitColumn(j) {
			r.unitCol = j
			return
		}
	}
}

func (r *reader) isUnitColumn(j int) bool {
	n, all := 0, 0
	for i := r.top; i < len(r.grid); i++ {
		t := r.cell(i, j).Text
		if strings.Trim(t, dashes) == "" || r.isWhole(i) {
			continue
		}
		all++
		if _, ok := r.units.read(strings.Trim(t, "（）() ")); ok {
			n++
		}
	}
	return all > 0 && n*10 >= all*6
}

// orient finds what the rows and the columns are.
func (r *reader) orient() {
	if r.pairs || r.label < 0 || r.top == r.from {
		return
	}
	w := loadWords()
	corner := r.headOf(r.label).name
	cols, colMetrics, colThings, colPlain := 0, 0, 0, 0
	for j := range r.columns {
		if j == r.label || j == r.unitCol || len(r.columns[j].path) == 0 || j < r.label {
			continue
		}
		cols++
		metric, thing, plain := false, false, true
		for _, h := range r.columns[j].path {
			metric = metric || h.isMetric() || h.time != "" && h.plain
			thing = thing || h.isThing()
			plain = plain && (h.plain || h.body == "")
		}
		if metric && !(thing && plain) {
			colMetrics++
		}
		if thing {
			colThings++
		}
		if plain {
			colPlain++
		}
	}
	rows, rowMetrics, rowThings := 0, 0, 0
	for i := r.top; i < len(r.grid); i++ {
		t := r.cell(i, r.label).Text
		if t == "" || r.isWhole(i) || w.is["total"][t] {
			continue
		}
		h := r.head(t)
		rows++
		if h.isThing() {
			rowThings++
		} else if h.isMetric() || h.number {
			rowMetrics++
		}
		if rows == 200 { // enough to know
			break
		}
	}
	if rows == 0 || cols == 0 {
		return
	}
	most := func(n, of int) bool { return n*10 >= of*6 }
	switch {
	case w.is["metrics"][corner]:
		r.metrics = true
		r.across = !most(colPlain, cols) && !most(colMetrics, cols)
	case most(rowMetrics, rows) && (most(colThings, cols) || !most(colMetrics, cols)) && !most(colPlain, cols):
		r.metrics, r.across = true, true
	case w.is["things"][corner] && corner != "项目" && corner != "类别" && corner != "名称":
	case most(colPlain, cols) && rowMetrics > 0 && !most(rowThings, rows):
		r.metrics = true
	}
}
