package table

import "strings"

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
		label = r.head(r.cell(i, labelAt).Text)
	}
	unitOf := unit{}
	if r.unitCol >= 0 {
		unitOf, _ = r.units.read(strings.Trim(r.cell(i, r.unitCol).Text, "（）() "))
	}
	facts := make([]*Fact, len(r.grid[i]))
	given, numbers := unitOf.text != "", false
	for j, c := range r.grid[i] {
		if j == r.labelFor(j) || j == r.unitCol || r.kind(i, j) == empty || c.Across {
			continue
		}
		beside := label
		if at := r.labelFor(j); at != labelAt {
			beside = r.head(r.cell(i, at).Text)
		}
		a := about{row: beside, above: above, group: group, col: r.path(j), unitOf: unitOf, left: r.left(j)}
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
			if j < labelAt && r.cell(i, labelAt).Across && r.cell(i, labelAt).Text == c.Text {
				e.Label = r.labelOf(labelAt, nil, false) // 合计, over the columns of numbers and of names
			}
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
	for k := j - 1; k > r.labelFor(j) && k >= 0 && k < len(r.columns); k-- {
		if p := r.columns[k].path; len(p) > 0 && !p[len(p)-1].change && !p[len(p)-1].share {
			return p
		}
	}
	return nil
}
