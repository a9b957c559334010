// Package odt reads text documents of OpenDocument (LibreOffice, OpenOffice and
// WPS). It takes the bytes of an .odt file and returns the article in content.xml:
// paragraphs, headings by their level or style, and rows of tables. It reads the
// styles (style.go) and walks through the paragraphs (walk.go) and tables
// (table.go); package word makes the article.
//
// The elements and attributes are those of OpenDocument 1.3, part 3: chapter 5
// for text, 7 for fields, 9 for tables, 16 and 20 for styles.
//
// 2026-11-30: sheets and slides of OpenDocument are refused by their kind and not
// read, because offices publish them as .xlsx and .pptx.
package odt
