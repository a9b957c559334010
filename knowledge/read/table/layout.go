package table

import (
	"strings"

	"beilun/knowledge/read/table/cell"
)

// layout is a sheet with what its rows and columns are, as a finder found it.
type layout struct {
	*sheet
	from    int           // the first row after the captions
	top     int           // the first row of data
	paths   [][]cell.Head // of each column the heads over it, from the top; nil without heads
	label   int           // the column that names the rows, -1 for none
	blocks  []int         // for each column the one that names the rows for it; nil if label does for all
	unitCol int           // the column of units, -1 for none
	pairs   bool          // cells are labels and values in turn
	across  bool          // the heads of columns are things, and the rows metrics
	metrics bool          // the rows are metrics
}

// path returns the heads over column j, from the top.
func (l *layout) path(j int) []cell.Head {
	if j < len(l.paths) {
		return l.paths[j]
	}
	return nil
}

// headOf returns the head of column j that is next to the data.
func (l *layout) headOf(j int) cell.Head {
	if p := l.path(j); len(p) > 0 {
		return p[len(p)-1]
	}
	return cell.Head{}
}

// labelFor returns the column that names the rows for column j.
func (l *layout) labelFor(j int) int {
	if l.blocks != nil && j < len(l.blocks) {
		return l.blocks[j]
	}
	return l.label
}

// left returns the heads of the nearest column on the left of j that is neither a
// change nor a share: what a column of changes is about.
func (l *layout) left(j int) []cell.Head {
	for k := j - 1; k > l.labelFor(j) && k >= 0 && k < len(l.paths); k-- {
		if p := l.paths[k]; len(p) > 0 && !p[len(p)-1].Change && !p[len(p)-1].Share {
			return p
		}
	}
	return nil
}

// unitIn returns the unit that row i has in the column of units.
func (l *layout) unitIn(i int) cell.Unit {
	if l.unitCol < 0 {
		return cell.Unit{}
	}
	u, _ := l.units.Read(strings.Trim(l.at(i, l.unitCol).Text, "（）() "))
	return u
}

// pairThing returns what a table of labels and values is about: the value of the
// first label that asks for a name, or "".
func (l *layout) pairThing() string {
	for i := l.from; i < len(l.grid); i++ {
		cells := l.begun(i)
		for n := 0; n+1 < len(cells); n += 2 {
			j := cells[n+1]
			if cell.HeadsThings(strings.TrimRight(l.grid[i][cells[n]].Text, "：: ")) && l.kind(i, j) == cell.Wording {
				return l.grid[i][j].Text
			}
		}
	}
	return ""
}
