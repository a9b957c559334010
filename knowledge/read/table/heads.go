package table

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// findHeads finds the rows that head the columns: the marked ones, or else the
// first row, if it could be one, and those below that go on with it.
func (r *reader) findHeads(marked int) {
	r.top = r.from
	if len(r.grid)-r.from < 2 {
		if r.pairs = r.wide == 2 && marked == 0 && r.kind(r.from, 1) == quantity; marked > 0 {
			r.top = len(r.grid)
		}
		return
	}
	switch {
	case marked > 0:
		r.top = min(r.from+marked, len(r.grid)-1)
	case r.couldHead(r.from) && !r.isPairs(r.from):
		r.top++
	default:
		r.pairs = r.isPairs(r.from)
		return
	}
	for r.top-r.from < maxHeads && r.top < len(r.grid)-1 && r.headsOn(r.top) {
		r.top++
	}
	if r.isPairs(r.from) && (marked == 0 || r.wide > 2) {
		r.top, r.pairs = r.from, true
	}
	r.columns = make([]column, r.wide)
	for j := range r.columns {
		c := &r.columns[j]
		seen := ""
		for i := r.from; i < r.top; i++ {
			t := r.headText(i, j)
			if t == "" || t == seen || r.cell(i, j).Below && i > r.from {
				continue
			}
			seen = t
			c.path = append(c.path, r.head(t))
		}
	}
}

// headText returns the text of a head. An empty one over another goes on from the
// left, in formats that do not tell how far a head spans.
func (r *reader) headText(i, j int) string {
	t := r.cell(i, j).Text
	if t != "" || i+1 >= r.top || r.cell(i+1, j).Text == "" {
		return t
	}
	for k := j - 1; k >= 0 && r.cell(i+1, k).Text != ""; k-- {
		if t := r.cell(i, k).Text; t != "" {
			return t
		}
	}
	return ""
}

// couldHead reports whether row i has the form of a row of heads: short texts and
// no quantities, in more than one column.
func (r *reader) couldHead(i int) bool {
	filled, allMarked := 0, true
	for j, c := range r.grid[i] {
		if c.Text == "" {
			continue
		}
		filled++
		allMarked = allMarked && c.Head
		if k := r.kind(i, j); k == quantity || k == bare && !(j > 0 && r.isYear(i, j)) || utf8.RuneCountInString(c.Text) > longHead || strings.ContainsAny(c.Text, "。；") {
			if !c.Head || j == 0 {
				return false
			}
		}
	}
	if filled < 2 {
		return false
	}
	if allMarked {
		return true
	}
	if len(r.grid[i]) > 2 {
		return true
	}
	first := r.head(r.grid[i][0].Text)
	if w := loadWords(); w.is["metrics"][first.name] || w.is["things"][first.name] {
		return true
	}
	for k := i + 1; k < len(r.grid); k++ { // two columns: numbers stand below a head
		if kd := r.kind(k, 1); kd == bare || kd == quantity {
			return true
		}
	}
	return false
}

// headsOn reports whether row i goes on with the heads above it: a cell comes down
// into it beside one that spans several columns, or it says under names that
// stand over several columns or over none what they hold.
func (r *reader) headsOn(i int) bool {
	down, wide, gaps := false, false, false
	for j, c := range r.grid[i] {
		down = down || c.Below && c.Text != ""
		above := r.cell(i-1, j)
		wide = wide || above.Across
		gaps = gaps || j > 0 && above.Text == "" && c.Text != ""
	}
	if !wide && !gaps && !r.allUnits(i) {
		return false
	}
	if down && wide {
		return true
	}
	said := 0
	for j, c := range r.grid[i] {
		if c.Text == "" || c.Below {
			continue
		}
		if r.kind(i, j) != wording && !r.isYear(i, j) {
			return false
		}
		h := r.head(c.Text)
		if j > 0 {
			if !h.isMetric() && h.time == "" && !wide {
				return false
			}
			said++
		} else if !down && !h.isMetric() && h.time == "" && !loadWords().is["things"][h.name] {
			return false
		}
	}
	return said > 0
}

func (r *reader) isYear(i, j int) bool { return bareYear.MatchString(r.cell(i, j).Text) }

// allUnits reports whether the cells of row i, but for the first, are units.
func (r *reader) allUnits(i int) bool {
	n := 0
	for j, c := range r.grid[i] {
		if c.Text == "" || j == 0 {
			continue
		}
		if h := r.head(c.Text); h.unit.text == "" || strings.Trim(h.name, "（）()") != "" {
			return false
		}
		n++
	}
	return n > 0
}

// isPairs reports whether the rows from i on are labels and values in turn.
func (r *reader) isPairs(i int) bool {
	if r.wide < 2 || r.wide%2 != 0 {
		return false
	}
	labels, known, rows := 0, 0, 0
	for ; i < len(r.grid); i++ {
		if r.isWhole(i) {
			continue
		}
		rows++
		for j, c := range r.grid[i] {
			switch {
			case j%2 == 1:
			case c.Text == "":
			case r.kind(i, j) != wording || utf8.RuneCountInString(c.Text) > longHead:
				return false
			default:
				labels++
				if h := r.head(c.Text); h.isMetric() || h.number || loadWords().is["things"][h.name] {
					known++
				}
			}
		}
	}
	if r.wide == 2 {
		return labels == rows && rows > 0 && !r.couldHead(r.from)
	}
	return known*10 >= labels*7 && labels > 0 && !slices.ContainsFunc(r.grid[r.from], func(c Cell) bool { return c.Across })
}
