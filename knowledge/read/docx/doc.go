// Package docx reads files of Word: the archive (zip.go), the styles (style.go),
// the paragraphs of the main part (walk.go) and its tables (table.go). Files of
// Word before 2007 are refused with a reason.
package docx
