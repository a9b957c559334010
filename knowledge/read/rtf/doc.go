// Package rtf reads files of the Rich Text Format, .rtf. It takes the bytes of a
// file and returns its article: paragraphs, headings by their style, and rows of
// tables.
//
// token.go takes the file apart into groups, control words and bytes of text. Each
// group inherits the state of the one around it, and what it changes ends with it
// (walk.go). words.go has what each control word does. Text is in the code page of
// the font or of the file, or by numbers in Unicode (text.go). The numbers of
// versions in comments are those of the RTF specification 1.9.1.
//
// 2026-11-30: a file that ends inside a group gives release.ErrDamaged, because it
// was cut, and the last figure in it may be.
package rtf
