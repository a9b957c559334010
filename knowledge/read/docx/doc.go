// Package docx reads Word files. It takes the bytes of a .docx file and returns
// the article in its main part: paragraphs, headings by their style, and rows of
// tables. It opens the archive (zip.go), reads the styles (style.go), and walks
// through the paragraphs (walk.go) and tables (table.go). Package word makes the
// article. Word files from before 2007 are for package doc.
package docx
