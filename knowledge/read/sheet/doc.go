// Package sheet reads the sheets of an office: workbooks of Excel and WPS since 2007
// ([Read]), texts whose lines are rows ([ReadText]: CSV, TSV), workbooks as one XML
// file ([ReadXML]: SpreadsheetML 2003) and the tables of a page that was saved as a
// sheet ([Article], which takes what package html found).
//
// Each of them lays out a [Page] for each sheet, and [Article] does the rest: it finds
// the tables on the page, the lines above and below them, and lets package table read
// the tables. A sheet becomes a section under its name, unless the program gave that
// name; each row of a table becomes a paragraph with its heads.
//
// 2026-11-30: what is quoted is what the sheet shows. A number is rounded and gets its
// percent sign as its format says, a formula is the value it had when the file was
// saved, and an error value is empty. Hidden sheets, rows and columns, rows that a
// filter hides and comments are left out, because a reader of the sheet does not see
// them and the office did not mean to publish them.
//
// 2026-11-30: cells are read here and not by excelize, which formats the numbers: it
// gets a workbook that this package makes, with the numbers and the styles of the file
// and nothing else. So none of the file's other parts can make it slow, large or fail,
// and it never writes a temporary file.
//
// 2026-11-30: a number whose display excelize gets wrong, as with a point written into
// the format ("0!.0,"), is left out rather than quoted: it would be wrong by a power of
// ten.
//
// 2026-11-30: what is struck out in a cell, or a cell that is, does not count, as in
// documents and pages: an office strikes out what it replaced.
//
// 2026-11-30: the date of a release is what a line such as 填报日期： says, or the name
// of the file, never a property of the file. A year in the title is what the table is
// about and says nothing about when it came out.
package sheet
