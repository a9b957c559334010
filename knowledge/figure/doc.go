// Package figure finds the figures in Chinese text: numbers with their unit,
// qualifier and kind, and dates and periods with the days they mean.
//
// [Scan] finds what a press release means by a figure: a number with a unit or
// measure word that fits, and no numeral that is part of a name, a word or an
// identifier. A false figure can become a false answer, so a numeral that can be
// read either way is none. [Whole] reads a text that is one figure, such as a table
// cell, and [ScanAs] reads by the [Convention] of an evaluation set.
//
// # To add a unit or a word
//
// Add a line to unit/units.txt, or a word to a line there; the comment at its top
// explains the format. No code needs to change: with
//
//	dimension 太瓦时 twh
//
// 3.2太瓦时 and 3.2 TWh are figures of the unit 太瓦时. Words around a figure are in
// word/qualifiers.txt, set phrases with a numeral that is no figure in word/names.txt.
//
// # Packages
//
// A text is prepared (source) and read once from left to right. The class of a
// character (class) decides which readers the scanner tries at it. A reader looks a
// bounded distance ahead and back, so that time is linear in the text.
//
//   - datafile parses the data files, unit and word hold what is in them
//   - number reads the bare number: 4.4亿, 五六, 3.5×10⁴
//   - measure reads a number with its unit, ranges, money and degrees, and rejects
//     words and names that look like them: 4.4亿元, 10万—50万元, 零下5℃
//   - worded reads shares, ratios, multiples and ranks: 三成, 1:15, 翻一番, 第三位
//   - when reads dates and periods: 2025年二季度, 年底前
//   - qualify reads the words around a figure: 超, 以上, 最高, 累计, 每平方米
//
// # Rules of reading
//
// Spaces between groups of three digits are part of a number if the line shows that
// it is one. A number that can as well be two, or that is beside a character that
// cannot be read ([Unreadable]), is no figure. Note marks in a number ([Notes]) are
// for the reader of a file to take out.
//
// A dash in front of a number is a minus behind words for what can be below zero
// (class below of qualifiers.txt) and where nothing is in front that it could join to
// the number. Behind other words it can be either, and the number is no figure.
//
// All functions are safe for concurrent use.
//
// # Decisions
//
// 2026-11-30: The scanner is split by what a figure is read from (number, unit, word
// of its own, words around it), and the packages share one text, one reader of
// numbers and one of words, because each number is asked for by several readers;
// instead of one scanner type that reads everything.
//
// 2026-11-30: Words that decide are in data files next to the package that asks for
// them, and code has only grammar (的, 每, 第, 半) and single measure words with a rule
// of their own (项 of 项目); instead of lists in the code.
package figure
