// Package word knows the words around figures: those that qualify one and those
// that only look like one.
//
// qualifiers.txt lists the words that say something about a figure by their
// [Role], such as 约 and 以上, planned and reached ones, limits and falls. names.txt
// lists the set phrases that contain a numeral and are no figure. [Default] is the
// [Table] of both. [Context] looks at the words around a position of a text.
//
// Packages that need the words of a role take them from [Table.Words] instead of
// listing them again. A Table is safe for concurrent use, a Context is not.
package word
