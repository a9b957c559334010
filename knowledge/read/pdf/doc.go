// Package pdf reads PDF by the places of the characters on its pages, which
// pdftext gives: pieces of lines (piece.go, leaf.go), what is printed in the
// margins (margin.go), columns (gutter.go, column.go), lines and tables
// (block.go), and paragraphs (paragraph.go). [Article] is the part without a file.
//
// 2026-11-29: Read returns release.ErrPlain for what is no PDF instead of reading
// it as text, so that no format imports another.
package pdf
