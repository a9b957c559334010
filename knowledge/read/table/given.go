package table

import (
	"slices"

	"beilun/knowledge/read/table/cell"
)

// unitOf returns the unit of the bare number text, none if the table gives none:
// that of the column of units, the row's label, the heads of the column or the
// captions. Changes, shares and numbers that are no quantities do not get the unit
// of amounts.
func (c *captions) unitOf(a about, text string) cell.Unit {
	col := a.last()
	rate := col.Change && !col.Delta || col.Share
	rowRate := a.row.Change && !a.row.Delta || a.row.Share
	label := a.row.Label || slices.ContainsFunc(a.col, func(h cell.Head) bool { return h.Label })
	switch {
	case label && (col.Unit.Text == "" && a.row.Unit.Text == "" || cell.IsYears(text)):
		return cell.Unit{}
	case col.Unit.IsRate() && !rowRate:
		return col.Unit // whatever the unit of its rows
	case rate:
		return c.unitOfRate(a)
	case a.unit.Text != "":
		return a.unit
	case a.row.Unit.Text != "":
		return a.row.Unit
	}
	for n := len(a.col) - 1; n >= 0; n-- {
		if u := a.col[n].Unit; u.Text != "" && (!rowRate || u.IsRate()) && fits(u, a.rowBase()) {
			return u
		}
	}
	if cell.IsPart(a.row.Text) && a.above.Unit.Text != "" && !rowRate {
		return a.above.Unit
	}
	if rowRate {
		return c.declaredRate()
	}
	return c.unitFor(a)
}

// unitOfRate returns the unit of a number in a column of changes or shares: that
// of the column, or else one of a rate.
func (c *captions) unitOfRate(a about) cell.Unit {
	if u := a.last().Unit; u.Text != "" {
		return u
	}
	for n := len(a.col) - 2; n >= 0; n-- {
		if u := a.col[n].Unit; u.IsRate() {
			return u
		}
	}
	return c.declaredRate()
}
