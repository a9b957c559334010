// Package table reads a table, whatever the format of the file: it says for each
// cell whose it is, what it measures, in what unit and for when.
//
// [Read] takes the cells as they are laid out and the lines above the table. It
// returns a [Line] for each row, or for each column where the columns are things.
// An [Entry] of a line says what to put before its cell and which unit to put
// after its number, so that the line reads as a sentence with complete figures.
// The [Fact] of an entry has what else the table says about the cell.
//
// Reading goes in three steps, each a type of its own: sheet has the cells with
// what each holds, layout finds which rows and columns are heads and what the
// rows and columns are, and writer makes the lines. Package cell, below this one,
// reads the text of one cell and has the word lists.
//
// A unit is taken from the cell, the column of units, the row's label, the heads
// of the column from the bottom, and the captions, in this order. A unit of a
// caption goes only to what can have it: a rate of change or a share takes none
// but that of a rate, a number of people none of money. A number without a unit
// stays bare, and so does one that is no quantity: 序号, 年份, 邮编. What the
// table does not say, such as whose the figures of a table of metrics are, stays
// empty for package bind.
//
// The time is linear in the number of cells.
//
// 2026-11-30: the object with everything in it became sheet, layout, captions and
// writer, and what needs only one text went to package cell, because 10 of 14
// files needed one another; instead of one reader with 47 methods.
package table
