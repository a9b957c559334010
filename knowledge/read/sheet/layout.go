package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/table"
	"beilun/knowledge/read/trace"
)

// Limits of a sheet in the programs that make sheets. Numbers beyond them are damage.
const (
	lastRow = 1 << 20
	lastCol = 1 << 14
)

// place is a cell with a text. Rows and columns count from 1.
type place struct {
	row, col int
	text     string
}

// rect is the first and the last row and column of merged cells.
type rect struct{ top, left, bottom, right int }

// cells are what a sheet shows, however far apart it lies.
type cells struct {
	places  []place
	merges  []rect
	hidden  map[int]bool // rows
	without map[int]bool // columns that are hidden
	unseen  bool         // the sheet is hidden
}

// shown is a text at the rows and columns that it takes and that are not hidden.
type shown struct {
	rect
	text string
}

// grid lays out the cells. Any number of empty rows becomes one, and so do empty
// columns. The error wraps release.ErrTooLarge.
func (c *cells) grid() (*article.Grid, error) {
	all := c.visible()
	inRow := map[int]int{}
	for _, s := range all {
		inRow[s.top]++
	}
	rows, cols := newAxis(c.hidden), newAxis(c.without)
	for _, s := range all {
		rows.add(s.top, s.bottom, true)
		cols.add(s.left, s.right, inRow[s.top] > 1) // a title spans what separates tables
	}
	rows.settle()
	cols.settle()
	if cols.filled > article.MaxColumns {
		return nil, fmt.Errorf("%w: a sheet of %d columns with text, at most %d are read", release.ErrTooLarge, cols.filled, article.MaxColumns)
	}
	if n := len(rows.at) * len(cols.at); n > article.MaxCells {
		return nil, fmt.Errorf("%w: a sheet of %d rows and %d columns, at most %d cells are read", release.ErrTooLarge, len(rows.at), len(cols.at), article.MaxCells)
	}
	return fill(all, rows.at, cols.at)
}

// visible returns the texts where they can be seen, by row and column.
func (c *cells) visible() []shown {
	slices.SortStableFunc(c.places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col))
	})
	type key struct{ row, col int }
	merged := map[key]rect{}
	for _, m := range c.merges {
		merged[key{m.top, m.left}] = m
	}
	var out []shown
	for _, p := range c.places {
		if p.text = clean(p.text); p.text == "" {
			continue
		}
		r, ok := merged[key{p.row, p.col}]
		if !ok {
			r = rect{p.row, p.col, p.row, p.col}
		}
		for r.top <= r.bottom && c.hidden[r.top] {
			r.top++
		}
		for r.left <= r.right && c.without[r.left] {
			r.left++
		}
		if r.top <= r.bottom && r.left <= r.right {
			out = append(out, shown{r, p.text})
		}
	}
	slices.SortStableFunc(out, func(a, b shown) int {
		return cmp.Or(cmp.Compare(a.top, b.top), cmp.Compare(a.left, b.left))
	})
	return out
}

// axis is the rows or the columns of a sheet.
type axis struct {
	hidden map[int]bool
	ends   map[int]int // of each place where a text begins, how far one reaches
	filled int         // places where texts begin
	at     []int       // these in order; 0 is an empty one
}

func newAxis(hidden map[int]bool) *axis { return &axis{hidden: hidden, ends: map[int]int{}} }

// add adds a text from from to to. covers says that no gap is inside it.
func (a *axis) add(from, to int, covers bool) {
	if !covers {
		to = from
	}
	a.ends[from] = max(a.ends[from], to)
}

// settle fills a.at.
func (a *axis) settle() {
	var starts []int
	for n := range a.ends {
		starts = append(starts, n)
	}
	slices.Sort(starts)
	a.filled = len(starts)
	end := 0
	for i, n := range starts {
		if i > 0 {
			next := end + 1
			for next < n && a.hidden[next] {
				next++
			}
			if next < n {
				a.at = append(a.at, 0)
			}
		}
		a.at = append(a.at, n)
		end = max(end, a.ends[n])
	}
}

// span returns the indexes of at that are between from and to. Empty places inside
// count as well.
func span(at []int, from, to int) (first, last int) {
	real := func(i int) int { // the place, or the one after an empty one
		if at[i] == 0 {
			return at[i+1]
		}
		return at[i]
	}
	first = sort.Search(len(at), func(i int) bool { return at[i] != 0 && at[i] >= from || at[i] == 0 && real(i) > from })
	last = sort.Search(len(at), func(i int) bool { return real(i) > to }) - 1
	return first, last
}

// fill makes the grid of texts at rows and columns.
func fill(all []shown, rows, cols []int) (*article.Grid, error) {
	texts := make([][]shown, len(rows)) // of each row, by column
	size := 0
	lay := make(table.Grid, len(rows))
	for i := range rows {
		texts[i] = make([]shown, len(cols))
		lay[i] = make([]table.Cell, len(cols))
	}
	for _, s := range all {
		top, bottom := span(rows, s.top, s.bottom)
		left, right := span(cols, s.left, s.right)
		if size += max(0, bottom-top+1) * max(0, right-left+1); size > 2*article.MaxCells {
			return nil, fmt.Errorf("%w: merged cells take more than %d places", release.ErrTooLarge, 2*article.MaxCells)
		}
		for i := top; i <= bottom; i++ {
			for j := left; j <= right; j++ {
				if texts[i][j].text == "" {
					texts[i][j] = s
					lay[i][j] = table.Cell{Across: j > left, Below: i > top}
				}
			}
		}
	}
	g := &article.Grid{}
	for i := range rows {
		g.AddRow()
		for j := range cols {
			g.Add(oneLine(trace.String{Text: texts[i][j].text}), lay[i][j])
		}
	}
	return g, nil
}

// clean returns s without invisible characters and with \n as the only line end.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case char.IsLineEnd(r):
			return '\n'
		case char.IsControl(r) || char.IsInvisible(r):
			return -1
		}
		return zhtext.Unify(r)
	}, s)
	return strings.TrimSpace(s)
}

// oneLine returns the text of a cell on one line. Numbers and Latin words in two lines
// stay apart.
func oneLine(t trace.String) trace.String {
	if !strings.Contains(t.Text, "\n") {
		return trace.Tidy(t)
	}
	var b trace.Builder
	for from := 0; from <= len(t.Text); {
		to := len(t.Text)
		if n := strings.IndexByte(t.Text[from:], '\n'); n >= 0 {
			to = from + n
		}
		if part := trace.Tidy(t.Slice(knowledge.Span{Start: from, End: to})); part.Text != "" {
			if so := b.String(); so != "" {
				usual := ""
				if char.IsAlnum(char.Last(so)) && char.IsAlnum(char.First(part.Text)) {
					usual = " "
				}
				b.Insert(trace.LineGap(so, part.Text, usual))
			}
			b.Copy(part, knowledge.Span{End: len(part.Text)})
		}
		from = to + 1
	}
	return b.Finish()
}
