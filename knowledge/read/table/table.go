package table

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
	Planned     bool // its column is of what is planned: 年度计划, 预算数
	Stock       bool // it is told as it stands on a day: 总投资, 年末人口
	Number      bool // the cell is a quantity as a whole
}

// Read takes a table apart. Over are the lines above it that may be its caption,
// the nearest last. heads is how many rows are marked as headings, if any are.
func Read(g Grid, heads int, over ...string) []Line {
	r := newReader(g)
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
		r.findBlocks()
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
	r := newReader(g)
	r.from = r.captions()
	r.findHeads(0)
	return r.top > r.from
}

// kind is what a cell holds.
type kind uint8

const (
	empty    kind = iota // nothing, or a dash
	wording              // a text
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
	blocks   []int      // for each column the one that names the rows for it; nil where r.label does for all
	unitCol  int        // the column of units, -1 for none
	pairs    bool       // cells are labels and values in turn
	across   bool       // the heads of columns are things, and the rows metrics
	metrics  bool       // the rows are metrics
	declared []declared // by captions
	captured []string   // the captions
	dated    string     // the nearest of them that tells a time
	wide     int        // columns
	heads    map[string]head
	thing    *string // see pairThing
	measured *string // see captionMetric
}

// newReader returns a reader of g that has looked at each cell.
func newReader(g Grid) *reader {
	r := &reader{grid: g, units: units{}, heads: map[string]head{}, label: -1, unitCol: -1}
	for _, row := range g {
		r.wide = max(r.wide, len(row))
	}
	r.classify()
	return r
}

// head takes a head apart, each text once.
func (r *reader) head(text string) head {
	h, ok := r.heads[text]
	if !ok {
		h = readHead(text, r.units)
		r.heads[text] = h
	}
	return h
}

// column is what is known of a column.
type column struct {
	path []head // the heads over it, from the top
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
