// Package pdf reads PDF. [Read] takes the bytes of a file and returns its
// article. Package pdftext reads the characters and their places, and package
// pagelayout makes paragraphs and tables of them.
//
// 2026-11-29: Read returns release.ErrPlain for what is no PDF instead of reading
// it as text by itself.
package pdf
