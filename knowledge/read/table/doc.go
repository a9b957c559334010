// Package table reads what a table says of each of its cells: whose it is, what it
// measures, in what unit and for when.
//
// [Read] is given a table as it is laid out, whatever the format of the file, and
// the lines above it. It finds the rows that head the columns, the column that
// names the rows, whether the rows or the columns are things, or the cells labels
// and values in turn, and makes a [Line] of each row, or of each column where the
// columns are things. An [Entry] of a line says what stands in front of its cell
// and which unit to write behind its number, so that the line reads as a sentence
// that holds its figures whole; its [Fact] says what else the table tells.
//
// A unit is looked for in the cell, the column of units, the row's label, the
// heads of the column from the bottom, and the captions. A caption's units are
// given out by what rows and columns are: a rate of change or a share takes no
// unit but one of rates, a number of people none of money. What no unit is told
// for stays a bare number, and so does what is no quantity: 序号, 年份, 邮编.
//
// The words that decide (what metrics and things end with, how changes are told)
// stand in words.txt. What the package cannot decide from the table alone, such
// as whose the figures of a table of metrics are, stays empty for package bind.
//
// The work is linear in the cells, but for what is learned of a head, which looks
// at a bounded length of it.
package table
