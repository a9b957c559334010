// Package markdown reads Markdown with tables. A file that holds no Markdown but
// lines of text is read line by line, whatever its name says.
package markdown
