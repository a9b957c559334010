// Package zhnum reads numbers as Chinese texts write them — in western digits,
// in Chinese numerals and in both mixed, with the scales 万 and 亿 — as exact
// values, and writes exact values in either form.
//
// [Parse] reads the number at the start of a text that is folded to half width
// and simplified characters (zhtext.Fold) and tells how many bytes it took.
// What is longer than any figure of a release (18 digits) is not a number
// here, so that values and time stay bounded whatever the text. All functions
// are safe for concurrent use.
package zhnum
