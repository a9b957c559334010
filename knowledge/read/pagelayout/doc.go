// Package pagelayout makes an article of the characters of pages and their places,
// for the formats that have no paragraphs: PDF and OFD. [Article] takes the
// characters as package pdftext gives them and finds pieces of lines (piece.go,
// leaf.go), margins (margin.go), columns (gutter.go, column.go), lines and tables
// (block.go), and paragraphs (paragraph.go).
//
// 2026-11-30: Vertical setting is refused instead of read: the columns of a page
// with pictures or headings between them come out in a wrong order.
//
// 2026-11-30: The layout is a package of its own instead of a part of pdf, because
// OFD has the same need.
package pagelayout
