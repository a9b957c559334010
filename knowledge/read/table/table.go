package table

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of a table that is taken apart. The reader of a format has its own for
// what it lays out; a table beyond these is read cell by cell, without heads.
const (
	maxHeads = 3      // rows of heads
	maxCells = 50_000 // of a table
	longHead = 24     // characters
	longRow  = 40     // characters of a group's name or a caption
)

// Cell is a place in the grid of a table.
type Cell struct {
	Text   string // on one line, as a reader sees it
	Head   bool   // it is marked as a heading
	Across bool   // it began in a column before
	Below  bool   // it began in a row before
}

// Grid is a table laid out: each cell in all rows and columns that it spans.
type Grid [][]Cell

// Line is a row of a table as it is told: entries with what stands in front of each.
type Line struct {
	Entries []Entry
	Whole   bool // a caption, a group or a note: its one entry is a text of its own
	Head    bool // a row of heads; told only where nothing stands below
}

// Entry is a cell in a line.
type Entry struct {
	Row, Col int    // of the grid
	Label    string // in front of it
	From, To int    // the part of the cell's text that is told
	Unit     string // to write at At, where a unit is told outside the cell
	At       int
	Fact     *Fact // nil for what only names others
}

// Fact tells what a cell is about.
type Fact struct {
	Row, Column string   // heads as written
	Thing       string   // whose it is; "" where the table does not tell
	Metric      string   // what it measures
	Unit        string   // of a number, as written in the cell or outside; "" where none is told
	Times       []string // as written, the nearest first
	Change      bool
	Number      bool // the cell is a quantity as a whole
}

// Read takes a table apart. Over are the lines above it that may be its caption,
// the nearest last. heads is how many rows are marked as headings, if any are.
func Read(g Grid, heads int, over ...string) []Line {
	r := &reader{grid: g, units: units{}}
	r.classify()
	for _, s := range over {
		r.caption(s)
	}
	cells := 0
	for _, row := range g {
		cells += len(row)
	}
	body := r.captions()
	heads = max(0, heads-body)
	r.from = body
	if cells <= maxCells {
		r.findHeads(heads)
		r.findLabels()
		r.findUnits()
		r.orient()
	} else {
		r.top = r.from
	}
	return r.lines()
}

// HasHeads reports whether the first rows of g head its columns, of a table that
// may go on from another page.
func HasHeads(g Grid) bool {
	r := &reader{grid: g, units: units{}}
	r.classify()
	r.from = r.captions()
	r.findHeads(0)
	return r.top > r.from
}

// kind is what a cell holds.
type kind uint8

const (
	empty    kind = iota // nothing, or a dash
	words1               // a text
	bare                 // a number without a unit
	quantity             // a number with its unit, the whole cell
)

// reader is a table while it is taken apart.
type reader struct {
	grid     Grid
	kinds    [][]number
	units    units
	from     int // the first row behind the captions
	top      int // the first row of data
	columns  []column
	label    int        // the column that names the rows, -1 for none
	unitCol  int        // the column of units, -1 for none
	pairs    bool       // cells are labels and values in turn
	across   bool       // the heads of columns are things, and the rows metrics
	metrics  bool       // the rows are metrics
	declared []declared // by captions
	captured []string   // the captions
}

// column is what is known of a column.
type column struct {
	path []head // the heads over it, from the top
	text string // them as told
}

func (r *reader) width() int {
	w := 0
	for _, row := range r.grid {
		w = max(w, len(row))
	}
	return w
}

// cell returns a cell, the empty one outside the grid.
func (r *reader) cell(i, j int) Cell {
	if i < len(r.grid) && j < len(r.grid[i]) {
		return r.grid[i][j]
	}
	return Cell{}
}

func (r *reader) kind(i, j int) kind {
	if i < len(r.kinds) && j < len(r.kinds[i]) {
		return r.kinds[i][j].kind
	}
	return empty
}

// caption takes what a caption tells.
func (r *reader) caption(s string) {
	if s = strings.TrimSpace(s); s == "" {
		return
	}
	r.captured = append(r.captured, s)
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
	if at < 0 || r.kind(i, at) != words1 || r.grid[i][at].Below {
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

// findHeads finds the rows that head the columns: the marked ones, or else the
// first row, if it could be one, and those below that go on with it.
func (r *reader) findHeads(marked int) {
	r.top = r.from
	if len(r.grid)-r.from < 2 {
		if r.pairs = r.width() == 2 && marked == 0 && r.kind(r.from, 1) == quantity; marked > 0 {
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
	if r.isPairs(r.from) && (marked == 0 || r.width() > 2) {
		r.top, r.pairs = r.from, true
	}
	r.columns = make([]column, r.width())
	for j := range r.columns {
		c := &r.columns[j]
		seen := ""
		for i := r.from; i < r.top; i++ {
			t := r.headText(i, j)
			if t == "" || t == seen || r.cell(i, j).Below && i > r.from {
				continue
			}
			seen = t
			c.path = append(c.path, readHead(t, r.units))
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
	first := readHead(r.grid[i][0].Text, r.units)
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
		if r.kind(i, j) != words1 && !r.isYear(i, j) {
			return false
		}
		h := readHead(c.Text, r.units)
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
		if h := readHead(c.Text, r.units); h.unit.text == "" || strings.Trim(h.name, "（）()") != "" {
			return false
		}
		n++
	}
	return n > 0
}

// isPairs reports whether the rows from i on are labels and values in turn.
func (r *reader) isPairs(i int) bool {
	if r.width() < 2 || r.width()%2 != 0 {
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
			case r.kind(i, j) != words1 || utf8.RuneCountInString(c.Text) > longHead:
				return false
			default:
				labels++
				if h := readHead(c.Text, r.units); h.isMetric() || h.number || loadWords().is["things"][h.name] {
					known++
				}
			}
		}
	}
	if r.width() == 2 {
		return labels == rows && rows > 0 && !r.couldHead(r.from)
	}
	return known*10 >= labels*7 && labels > 0 && !slices.ContainsFunc(r.grid[r.from], func(c Cell) bool { return c.Across })
}
