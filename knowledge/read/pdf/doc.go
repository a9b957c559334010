// Package pdf reads PDF. [Read] takes the bytes of a file and returns its
// article, by the places of the characters on the pages, which package pdftext
// gives: pieces of lines (piece.go, leaf.go), margins (margin.go), columns
// (gutter.go, column.go), lines and tables (block.go), and paragraphs
// (paragraph.go). [Article] takes the characters alone.
//
// 2026-11-29: Read returns release.ErrPlain for what is no PDF instead of reading
package pdf
