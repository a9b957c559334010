// Package text reads text files. It takes the bytes of a file in any encoding of
// Chinese and returns its article; each line is a paragraph, unless the lines
// were copied out of a printed page. Package plain does the work, because other
// formats need it too.
package text
