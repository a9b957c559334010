// Package article makes an article of what the reader of a format found: [Unit]s,
// which are paragraphs, headings and rows of tables. A [Grid] is a table as it is
// laid out, and gives a unit for each of its rows; package table reads it.
// [Assemble] puts units together.
package article
