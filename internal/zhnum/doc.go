// Package zhnum reads numbers as Chinese texts write them — in western digits, in
// Chinese numerals and in both mixed, with the scales 万 and 亿 — as exact values.
//
// [Parse] reads the number at the start of a text that is folded to half width and
// simplified characters (zhtext.Fold), and returns its length. A number of more than
// 18 digits, longer than any figure of a release, is not read, so that values and time
// are bounded whatever the text. The characters of numbers are in numerals.txt. All
// functions are safe for concurrent use.
package zhnum
