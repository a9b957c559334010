// Package cell reads the text of one cell of a table, without regard to where in
// the table the cell is.
//
// [ReadNumber] classifies a cell: empty, words, a number, or a number with its
// unit. [ReadHead] takes the head of a row or column apart: what is measured, in
// what unit, for which time, and whether it is a change, a share or a plan. [Units]
// recognizes units and finds those that a caption declares (单位：亿元). Package
// table combines what the cells say.
//
// The word lists are in words.txt.
package cell
