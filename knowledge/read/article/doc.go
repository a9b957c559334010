// Package article makes an article of what the reader of a format found. It takes
// [Unit]s, which are paragraphs, headings and rows of tables, and [Assemble]
// returns the article. A [Grid] is a table as it is laid out in the file;
// [Grid.Units] has package table read it and returns a unit for each row.
package article
