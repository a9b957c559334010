// Package number reads the bare number at a position of a text, with the powers
// of ten behind it and, for evaluation sets, the arithmetic around it: signs,
// fractions and factors. It knows no units; numerals and scales are those of
// package zhnum.
//
// An [Amount] is such a number with its place in the text. A [Reading] is a figure
// that a reader made of one, before the words around it are looked at.
//
// # Decisions
//
// 2026-11-30: A factor behind a number (k, 打) is read into the caller's copy and
// remembered afterwards, because reading a second number could replace the entry
// in the memo that the first one was being written to; for 3打 eight bytes in
// front of no number that was a nil dereference in modes other than Press.
package number
