package table

import (
	"slices"
	"strings"

	"beilun/knowledge/read/table/cell"
)

// about is what the heads around a cell say.
type about struct {
	row, above cell.Head   // the label of its row, and of the row that this one is a part of
	group      string      // the text over or beside a group of rows
	beside     bool        // the group is in a cell beside its rows
	col        []cell.Head // the heads of its column, from the top
	left       []cell.Head // of the nearest column on the left that is neither change nor share
	unit       cell.Unit   // of the column of units
	thing      bool        // the row is that of a thing, whatever its name counts
}

// last returns the head of the column that is next to the cells.
func (a *about) last() cell.Head {
	if n := len(a.col); n > 0 {
		return a.col[n-1]
	}
	return cell.Head{}
}

// rowBase returns the base unit of what the row measures, "" if unknown.
func (a *about) rowBase() string {
	if a.thing {
		return ""
	}
	if a.row.Base == "" && cell.IsPart(a.row.Text) {
		return a.above.Base
	}
	return a.row.Base
}

// base returns the base unit of what the cell measures, as its column or else its
// row says, "" if unknown.
func (a *about) base() string {
	base := a.rowBase()
	for _, h := range a.col {
		if h.Base != "" {
			base = h.Base
		}
	}
	return base
}

// fits reports whether u may be the unit of something with that base unit: a
// number of people is none of 元.
func fits(u cell.Unit, base string) bool {
	return base == "" || cell.SameBase(base, u.Base)
}

// choose returns the one of units that can be that of the cell, none if several
// can.
func (a *about) choose(units []cell.Unit) cell.Unit {
	base := a.base()
	if base == "" {
		return cell.Unit{}
	}
	var found []cell.Unit
	for _, u := range units {
		if base == u.Base {
			return u
		}
		if cell.SameBase(base, u.Base) {
			found = append(found, u)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return cell.Unit{}
}

// mentions reports whether a head around the cell contains s.
func (a *about) mentions(s string) bool {
	if strings.Contains(a.row.Text, s) || cell.IsPart(a.row.Text) && strings.Contains(a.above.Text, s) {
		return true
	}
	return slices.ContainsFunc(a.col, func(h cell.Head) bool { return strings.Contains(h.Text, s) })
}
