package table

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// lines tells the table: its captions, then a line for each row, or for each
// column where the columns are things.
func (r *reader) lines() []Line {
	var out []Line
	for i := range r.from {
		out = append(out, r.whole(i))
	}
	if r.top == len(r.grid) || r.top == len(r.grid)-1 && r.isEmpty(r.top) { // nothing below the heads
		for i := r.from; i < len(r.grid); i++ {
			out = append(out, r.plain(i))
		}
		return out
	}
	if r.across {
		return append(out, r.acrossLines()...)
	}
	var group string
	var above head
	for i := r.top; i < len(r.grid); i++ {
		switch {
		case r.isEmpty(i), r.repeatsHeads(i):
			continue
		case r.isWhole(i) || r.isGroup(i):
			text := r.grid[i][r.first(i)].Text
			group, above = text, head{}
			if isNote(text) || utf8.RuneCountInString(text) > longRow {
				group = ""
			}
			if ds := r.units.declares(text); len(ds) > 0 && strings.Contains(text, "单位") {
				r.declared = ds
			}
			out = append(out, r.whole(i))
			continue
		}
		line, label := r.row(i, group, above)
		if label.text != "" && !isPart(label.text) {
			above = label
		}
		if len(line.Entries) > 0 {
			out = append(out, line)
		}
	}
	return out
}

func (r *reader) isEmpty(i int) bool {
	return !slices.ContainsFunc(r.grid[i], func(c Cell) bool { return c.Text != "" })
}

// isGroup reports whether row i only names the rows below it: its first cell
// is a short text, and it has no other in a table of more than two columns.
func (r *reader) isGroup(i int) bool {
	if r.pairs || r.top == r.from || len(r.grid[i]) < 3 || i+1 >= len(r.grid) {
		return false
	}
	for j, c := range r.grid[i] {
		if (c.Text != "") != (j == 0) {
			return false
		}
	}
	return r.kind(i, 0) == words1 && !r.grid[i][0].Below && utf8.RuneCountInString(r.grid[i][0].Text) <= longHead
}

// repeatsHeads reports whether row i says the heads again, as on a new page.
func (r *reader) repeatsHeads(i int) bool {
	if r.top == r.from {
		return false
	}
	same := 0
	for k := r.from; k < r.top; k++ {
		same = 0
		for j := range r.width() {
			if r.cell(i, j).Text != r.cell(k, j).Text {
				same = -1
				break
			}
			same++
		}
		if same > 0 {
			return true
		}
	}
	return false
}

// whole tells a row that is one text.
func (r *reader) whole(i int) Line {
	j := r.first(i)
	return Line{Whole: true, Entries: []Entry{{Row: i, Col: j, To: len(r.grid[i][j].Text)}}}
}

// plain tells a row cell by cell.
func (r *reader) plain(i int) Line {
	l := Line{Head: true}
	for j, c := range r.grid[i] {
		if c.Text != "" && !c.Across {
			l.Entries = append(l.Entries, Entry{Row: i, Col: j, To: len(c.Text)})
		}
	}
	return l
}

// isPart reports whether the label of a row names a part of the row above it.
func isPart(s string) bool {
	s = strings.TrimLeft(s, " 　#＃*·—-")
	return strings.HasPrefix(s, "其中") || strings.HasPrefix(s, "#")
}

// row tells row i. above is the label of the row that a part belongs to.
func (r *reader) row(i int, group string, above head) (Line, head) {
	if r.pairs {
		return r.pairsOf(i), head{}
	}
	var l Line
	label := head{}
	headed := r.top > r.from
	labelAt := r.label
	if labelAt >= 0 {
		label = readHead(r.cell(i, labelAt).Text, r.units)
	}
	unitOf := unit{}
	if r.unitCol >= 0 {
		unitOf, _ = r.units.read(strings.Trim(r.cell(i, r.unitCol).Text, "（）() "))
	}
	facts := make([]*Fact, len(r.grid[i]))
	given, numbers := unitOf.text != "", false
	for j, c := range r.grid[i] {
		if j == labelAt || j == r.unitCol || r.kind(i, j) == empty || c.Across {
			continue
		}
		a := about{row: label, above: above, group: group, col: r.path(j), unitOf: unitOf, left: r.left(j)}
		facts[j] = r.fact(i, j, a)
		if facts[j].Number {
			numbers = true
			given = given || facts[j].Unit != ""
		}
	}
	named := !headed && len(r.grid[i]) > 1 && r.grid[i][0].Head && labelAt == 0 // 总投资：5亿元；一期
	for j, c := range r.grid[i] {
		if c.Text == "" || c.Across && !(j > 0 && r.grid[i][j-1].Text == "") || named && j == 0 {
			continue
		}
		if j == r.unitCol && given && numbers {
			continue
		}
		e := Entry{Row: i, Col: j, To: len(c.Text), Fact: facts[j]}
		if headed {
			e.Label = r.labelOf(j, e.Fact, r.kind(i, j) == empty)
		}
		if named && len(l.Entries) == 0 {
			e.Label = label.text
		}
		if j == labelAt {
			if label.unit.text != "" && given && numbers {
				e.To = len(strings.TrimRight(label.name, " "))
				if !strings.HasPrefix(c.Text, label.name) || e.To == 0 {
					e.To = len(c.Text)
				}
			}
		}
		if e.Fact != nil && e.Fact.Unit != "" && r.kind(i, j) == bare {
			e.Unit, e.At = e.Fact.Unit, r.kinds[i][j].end
		}
		l.Entries = append(l.Entries, e)
	}
	return l, label
}

// labelOf returns what stands in front of a cell of column j.
func (r *reader) labelOf(j int, f *Fact, dash bool) string {
	if j >= len(r.columns) {
		return ""
	}
	out := ""
	for _, h := range r.columns[j].path {
		t := h.text
		if h.unit.text != "" && h.name != "" && (f != nil && f.Unit != "" || dash) {
			t = h.name
		} else if h.unit.text != "" && h.name == "" && f != nil && f.Unit != "" {
			continue
		}
		if out != t && !strings.HasSuffix(out, t) {
			out += t
		}
	}
	return out
}

func (r *reader) path(j int) []head {
	if j < len(r.columns) {
		return r.columns[j].path
	}
	return nil
}

// left returns what the columns on the left of j measure, for one that only says
// how it changed.
func (r *reader) left(j int) []head {
	for k := j - 1; k > r.label && k >= 0 && k < len(r.columns); k-- {
		if p := r.columns[k].path; len(p) > 0 && !p[len(p)-1].change && !p[len(p)-1].share {
			return p
		}
	}
	return nil
}

// pairsOf tells a row of labels and values.
func (r *reader) pairsOf(i int) Line {
	var l Line
	thing := r.pairThing()
	for j := 0; j < len(r.grid[i]); j += 2 {
		c := r.grid[i][j]
		v := r.cell(i, j+1)
		if v.Text == "" || v.Across {
			continue
		}
		label := readHead(c.Text, r.units)
		e := Entry{Row: i, Col: j + 1, To: len(v.Text), Label: label.text}
		if r.kind(i, j+1) != empty {
			f := r.fact(i, j+1, about{row: label})
			f.Thing = thing
			f.Metric = r.metricOf(label, about{})
			e.Fact = f
			if f.Unit != "" && r.kind(i, j+1) == bare {
				e.Unit, e.At = f.Unit, r.kinds[i][j+1].end
			}
			if f.Unit != "" && label.unit.text != "" && label.name != "" {
				e.Label = label.name
			}
		}
		l.Entries = append(l.Entries, e)
	}
	return l
}

// pairThing returns what a table of labels and values is about: the value of a
// label that asks for a name.
func (r *reader) pairThing() string {
	for i := r.from; i < len(r.grid); i++ {
		for j := 0; j+1 < len(r.grid[i]); j += 2 {
			if loadWords().is["things"][strings.TrimRight(r.grid[i][j].Text, "：: ")] && r.kind(i, j+1) == words1 {
				return r.grid[i][j+1].Text
			}
		}
	}
	return ""
}

// acrossLines tells a table whose columns are things: a line of each.
func (r *reader) acrossLines() []Line {
	var out []Line
	for j := r.label + 1; j < r.width(); j++ {
		if j == r.unitCol || len(r.path(j)) == 0 {
			continue
		}
		var l Line
		at := r.cell(r.from, j)
		l.Entries = append(l.Entries, Entry{Row: r.from, Col: j, To: len(at.Text), Label: strings.TrimRight(r.cell(r.from, r.label).Text, "：: ")})
		for i := r.from + 1; i < r.top; i++ {
			if c := r.cell(i, j); c.Text != "" && c.Text != at.Text {
				l.Entries = append(l.Entries, Entry{Row: i, Col: j, To: len(c.Text)})
			}
		}
		var above head
		for i := r.top; i < len(r.grid); i++ {
			c := r.cell(i, j)
			if r.isWhole(i) {
				continue
			}
			label := readHead(r.cell(i, r.label).Text, r.units)
			unitOf := unit{}
			if r.unitCol >= 0 {
				unitOf, _ = r.units.read(strings.Trim(r.cell(i, r.unitCol).Text, "（）() "))
			}
			if !isPart(label.text) {
				above = label
			}
			if c.Text == "" {
				continue
			}
			e := Entry{Row: i, Col: j, To: len(c.Text), Label: label.text}
			if r.kind(i, j) != empty {
				e.Fact = r.fact(i, j, about{row: label, above: above, col: r.path(j), unitOf: unitOf})
				if e.Fact.Unit != "" && r.kind(i, j) == bare {
					e.Unit, e.At = e.Fact.Unit, r.kinds[i][j].end
				}
				if e.Fact.Unit != "" && label.unit.text != "" && label.name != "" {
					e.Label = label.name
				}
			}
			l.Entries = append(l.Entries, e)
		}
		out = append(out, l)
	}
	for i := r.top; i < len(r.grid); i++ {
		if r.isWhole(i) {
			out = append(out, r.whole(i))
		}
	}
	return out
}
