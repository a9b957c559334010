package table

import (
	"slices"

	"beilun/knowledge/read/table/cell"
)

// sheet is a grid with what each cell holds. It knows no heads.
type sheet struct {
	grid    Grid
	numbers [][]cell.Number      // of each cell
	wide    int                  // columns of the widest row
	units   cell.Units           // of this table
	heads   map[string]cell.Head // by their text, each read once
}

// newSheet returns a sheet of g, with each cell classified.
func newSheet(g Grid) *sheet {
	s := &sheet{grid: g, numbers: make([][]cell.Number, len(g)), units: cell.Units{}, heads: map[string]cell.Head{}}
	for i, row := range g {
		s.wide = max(s.wide, len(row))
		s.numbers[i] = make([]cell.Number, len(row))
		for j, c := range row {
			s.numbers[i][j] = cell.ReadNumber(c.Text)
		}
	}
	return s
}

// at returns a cell, the empty one outside the grid.
func (s *sheet) at(i, j int) Cell {
	if i < len(s.grid) && j < len(s.grid[i]) {
		return s.grid[i][j]
	}
	return Cell{}
}

// kind returns what a cell holds, cell.Empty outside the grid.
func (s *sheet) kind(i, j int) cell.Kind {
	if i < len(s.numbers) && j < len(s.numbers[i]) {
		return s.numbers[i][j].Kind
	}
	return cell.Empty
}

// head reads text as a head.
func (s *sheet) head(text string) cell.Head {
	h, ok := s.heads[text]
	if !ok {
		h = cell.ReadHead(text, s.units)
		s.heads[text] = h
	}
	return h
}

// isYear reports whether a cell is a year without 年.
func (s *sheet) isYear(i, j int) bool { return cell.IsYear(s.at(i, j).Text) }

// isEmpty reports whether row i has no text.
func (s *sheet) isEmpty(i int) bool {
	return !slices.ContainsFunc(s.grid[i], func(c Cell) bool { return c.Text != "" })
}

// begun returns the columns in which a cell of row i begins.
func (s *sheet) begun(i int) []int {
	var out []int
	for j, c := range s.grid[i] {
		if !c.Across {
			out = append(out, j)
		}
	}
	return out
}

// first returns the first column of row i with a text, 0 if there is none.
func (s *sheet) first(i int) int {
	return max(0, slices.IndexFunc(s.grid[i], func(c Cell) bool { return c.Text != "" }))
}

// textOf returns the first text of row i.
func (s *sheet) textOf(i int) string { return s.grid[i][s.first(i)].Text }

// isSingle reports whether row i is one text, which spans the table or is the
// only one in its row: a caption, the name of a group or a note.
func (s *sheet) isSingle(i int) bool {
	at, wide := -1, false
	for j, c := range s.grid[i] {
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
	if at < 0 || s.kind(i, at) != cell.Wording || s.grid[i][at].Below {
		return false
	}
	return wide && at == 0 || len(s.grid[i]) == 1 || at == 0 && cell.IsNote(s.grid[i][at].Text)
}

// captionRows returns how many rows at the top are captions. The last row is
// none.
func (s *sheet) captionRows() int {
	i := 0
	for i < len(s.grid)-1 && s.isSingle(i) {
		i++
	}
	return i
}
