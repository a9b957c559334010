package word

import (
	"fmt"
	"slices"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/release"
)

// Flow collects the passages of a text in which the end of each paragraph, cell and
// row is marked, and which says of each how many tables are around it. The zero
// Flow is empty.
type Flow struct {
	Text   // of the paragraph that is open
	out    []Passage
	tables []*openTable // around the text, the outermost first
	boxes  []Passage    // of text boxes in the paragraph
	ended  int          // tables and paragraphs so far
}

// Row is what the end of a row says about it.
type Row struct {
	Heading bool
	Shapes  []Shape // of the cells; none if the file does not say
}

// Shape is how a cell lies in its row.
type Shape struct {
	Left, Right int  // edges, in twentieths of a point
	Below       bool // the cell continues the one above
	Joined      bool // the cell continues the one before, and its text is not shown
}

// openTable is a table the end of which was not reached.
type openTable struct {
	rows []shapedRow
	row  []Cell    // before the end of the row
	cell []Passage // before the end of the cell
	size int       // cells of all rows
}

type shapedRow struct {
	Row
	cells []Cell
}

// maxEnded limits the paragraphs of a text, those in cells included, and its tables.
const maxEnded = article.MaxCells + release.MaxParagraphs

// maxDepth limits tables inside each other. Deeper ones count as the deepest.
const maxDepth = 16

// EndParagraph ends the open paragraph, which is in depth tables.
func (f *Flow) EndParagraph(depth, level int) {
	f.setDepth(depth)
	to := &f.out
	if n := len(f.tables); n > 0 {
		to = &f.tables[n-1].cell
	}
	if text := f.Take(); text != "" && f.another() {
		*to = append(*to, Passage{Text: text, Level: level})
	}
	*to = append(*to, f.boxes...)
	f.boxes = nil
}

// AddBox adds the passages of box, a text box in the open paragraph, after it. box
// ends.
func (f *Flow) AddBox(box *Flow) {
	f.boxes = append(f.boxes, box.passages()...)
	f.ended += box.ended
}

// another reports whether the text may have another paragraph or table. The rest of
// one with too many is dropped, and Article refuses it.
func (f *Flow) another() bool {
	f.ended++
	return f.ended <= maxEnded
}

// EndCell ends the open paragraph and with it a cell of the innermost of depth
// tables, of which there is at least one.
func (f *Flow) EndCell(depth, level int) {
	f.EndParagraph(max(1, depth), level)
	t := f.tables[len(f.tables)-1]
	if t.size++; t.size <= article.MaxCells {
		t.row = append(t.row, Cell{Out: t.cell, Span: 1})
	}
	t.cell = nil
}

// EndRow ends a row of the innermost of depth tables, of which there is at least
// one.
func (f *Flow) EndRow(depth int, r Row) {
	f.setDepth(max(1, depth))
	if t := f.tables[len(f.tables)-1]; f.Len() > 0 || t.cell != nil { // the end of the last cell is missing
		f.EndCell(depth, LevelBody)
	}
	f.tables[len(f.tables)-1].endRow(r)
}

func (t *openTable) endRow(r Row) {
	if len(t.row) > 0 {
		if n := len(t.row); len(r.Shapes) > n {
			r.Shapes = slices.Clone(r.Shapes[:n])
		}
		t.rows = append(t.rows, shapedRow{r, t.row})
	}
	t.row = nil
}

// setDepth ends the tables that are not around the text any more, and begins new
// ones.
func (f *Flow) setDepth(depth int) {
	depth = min(depth, maxDepth)
	for len(f.tables) > depth {
		n := len(f.tables) - 1
		t := f.tables[n]
		f.tables = f.tables[:n]
		to := &f.out
		if n > 0 {
			to = &f.tables[n-1].cell
		}
		if f.another() {
			*to = append(*to, t.passages(*to)...)
		}
	}
	for len(f.tables) < depth {
		f.tables = append(f.tables, &openTable{})
	}
}

// passages ends the table and returns its passages; before are those before it.
func (t *openTable) passages(before []Passage) []Passage {
	if t.cell != nil {
		t.row = append(t.row, Cell{Out: t.cell, Span: 1})
	}
	t.endRow(Row{})
	var full Table
	for i, cells := range columns(t.rows) {
		full.AddRow(cells, t.rows[i].Heading)
	}
	return full.Passages(before)
}

// Article ends what is open and returns the article of all passages. title is the
// one in the file's properties, or "". The errors are those of [Article].
func (f *Flow) Article(title string) (*knowledge.Article, error) {
	all := f.passages()
	if f.ended > maxEnded {
		return nil, fmt.Errorf("%w: more than %d paragraphs and tables", release.ErrTooLarge, maxEnded)
	}
	return Article(all, title)
}

// passages ends what is open and returns all passages.
func (f *Flow) passages() []Passage {
	f.EndParagraph(len(f.tables), LevelBody)
	f.setDepth(0)
	return f.out
}
