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
	return r.kind(i, 0) == wording && !r.grid[i][0].Below && utf8.RuneCountInString(r.grid[i][0].Text) <= longHead
}

// repeatsHeads reports whether row i says the heads again, as on a new page.
func (r *reader) repeatsHeads(i int) bool {
	if r.top == r.from {
		return false
	}
	same := 0
	for k := r.from; k < r.top; k++ {
		same = 0
		for j := range r.wide {
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
	var l Line
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
