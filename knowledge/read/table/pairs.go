package table

import "strings"

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
		label := r.head(c.Text)
		e := Entry{Row: i, Col: j + 1, To: len(v.Text), Label: label.text}
		if r.kind(i, j+1) != empty {
			f := r.fact(i, j+1, about{row: label})
			f.Thing = thing
			f.Metric = r.metricOf(label, about{})
			f.Stock = !f.Change && loadWords().holds("stock", f.Metric)
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
	if r.thing != nil {
		return *r.thing
	}
	r.thing = new(string)
	for i := r.from; i < len(r.grid); i++ {
		for j := 0; j+1 < len(r.grid[i]); j += 2 {
			if loadWords().is["things"][strings.TrimRight(r.grid[i][j].Text, "：: ")] && r.kind(i, j+1) == wording {
				*r.thing = r.grid[i][j+1].Text
				return *r.thing
			}
		}
	}
	return ""
}

// acrossLines tells a table whose columns are things: a line of each.
func (r *reader) acrossLines() []Line {
	var out []Line
	for j := r.label + 1; j < r.wide; j++ {
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
			label := r.head(r.cell(i, r.label).Text)
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
