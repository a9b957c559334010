// Package doc reads files of Word 97 to 2003, .doc, and of WPS Writer, .wps, which
// are alike. It takes the bytes of a file and returns the article in its main text:
// paragraphs, headings by their style, and rows of tables.
//
// The file is a container of streams (package ole). Where the text is, is in the
// head of the stream WordDocument (head.go). The text lies in pieces in any order
// (piece.go), and what paragraphs and characters look like is in pages by position
// in the file (page.go), as lists of changes (change.go) to a style (style.go).
// walk.go goes through the characters. The numbers of sections in comments are
// those of [MS-DOC].
//
// 2026-11-30: what does not fit together, such as a piece outside of the file,
// gives release.ErrDamaged, though more of the text could be shown, because a table
// without the marks of its cells gives figures of something else.
package doc
