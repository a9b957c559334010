// Package markdown reads Markdown with tables. It takes the bytes of a file and
// returns the article: headings, paragraphs, items of lists and rows of tables. A
// file without Markdown in it is read line by line, whatever its name.
package markdown
