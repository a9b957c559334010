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

// Grid is a table laid out by rows: each cell in all rows and columns that it
// spans.
type Grid [][]Cell

// Line is a row of a table, or a column of one whose columns are things.
type Line struct {
	Entries []Entry
	Single  bool // a caption, the name of a group or a note: its one entry is a text by itself
	Caption bool // it is single and over the heads
}

// Entry is a cell in a line.
type Entry struct {
	Row, Col int    // of the grid
	Label    string // goes before the cell
	From, To int    // byte offsets of the part of the cell's text that belongs to the line
	Unit     string // goes into the text at At, if the cell itself has no unit
	At       int    // byte offset
	Fact     *Fact  // nil for a cell that only names others
}

// Fact is what the table says about a cell.
type Fact struct {
	Row, Column string   // heads as written
	Thing       string   // whose it is; "" if the table does not say
	Metric      string   // what it measures
	Unit        string   // of a number, as written in the cell or elsewhere; "" if none is given
	Times       []string // as written, the nearest first
	Change      bool
	Planned     bool // its column is of what is planned: 年度计划, 预算数
	Stock       bool // it has a value on a day: 总投资, 年末人口
	Number      bool // the whole cell is a quantity
}
