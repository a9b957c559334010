package table

import "strings"

// caption takes what a caption tells.
func (r *reader) caption(s string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	r.captured = append(r.captured, s)
	if _, t := cutTime(s); t != "" {
		r.dated = s
	}
	if ds := r.units.declares(s); len(ds) > 0 {
		r.declared = ds
	}
}

// captions takes the rows at the top that go across the whole table.
func (r *reader) captions() int {
	i := 0
	for i < len(r.grid)-1 && r.isWhole(i) {
		r.caption(r.grid[i][r.first(i)].Text)
		i++
	}
	return i
}

// first returns the first column of row i with a text.
func (r *reader) first(i int) int {
	for j, c := range r.grid[i] {
		if c.Text != "" {
			return j
		}
	}
	return 0
}

// isWhole reports whether row i holds one text that stands across the table, or
// alone in it: a caption, the name of a group or a note.
func (r *reader) isWhole(i int) bool {
	at, wide := -1, false
	for j, c := range r.grid[i] {
		switch {
		case c.Text == "":
		case at < 0:
			at = j
		case c.Across:
			wide = true
		default:
			return false
		}
	}
	if at < 0 || r.kind(i, at) != wording || r.grid[i][at].Below {
		return false
	}
	return wide && at == 0 || len(r.grid[i]) == 1 || at == 0 && isNote(r.grid[i][at].Text)
}

// isNote reports whether a text explains a table.
func isNote(s string) bool {
	for _, p := range []string{"注：", "注:", "备注：", "说明：", "单位：", "单位:", "数据来源", "资料来源", "来源："} {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
