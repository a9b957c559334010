// Package figure finds the figures in Chinese text: numbers with their unit,
// qualifier and kind, and dates and periods with the days they mean.
//
// [Scan] keeps to what a press release means by a figure: a number counts when
// a unit or measure word that fits stands behind it, and a numeral that is
// part of a name, a word or an identifier does not. A false figure can become
// a false answer, so where a numeral can be read either way it is none.
//
// What the scanner knows stands in three files that a person can extend:
// units.txt (units and measure words, and when to trust them), qualifiers.txt
// (words around a figure) and names.txt (set phrases that hold numerals).
//
// Spaces between groups of three digits are part of the number where the line
// shows that it is one. No number is told that can as well be two, or that
// stands beside a character that cannot be read ([Unreadable]). Marks of notes
// in a number ([Notes]) are for the reader of a file to take out.
//
// A dash in front of a number is a minus behind words of what can be below zero
// (qualifiers.txt, below) and where nothing stands in front that it could join
// to the number. Behind other words it can be either, and the number is none.
//
// [ScanAs] is for measuring: it reads a text under the [Convention] of one of
// the evaluation sets, most of which annotate every number of one kind.
//
// The text is folded (zhtext.Fold), rid of white space inside figures, and
// read once from left to right; each reader looks a bounded way ahead and
// back, so that time is linear in the text. All functions are safe for
// concurrent use.
package figure
