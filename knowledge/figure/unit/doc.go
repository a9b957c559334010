// Package unit knows the units and measure words of figures. They are all in
// units.txt, whose comment says how to add one: a line such as
//
//	count 标箱 标准箱 teu
//	dimension 吉瓦 gw
//
// is all that a new unit needs.
//
// [Default] returns the table of that file, and [Parse] makes one of another
// text. Packages that need the units of a kind take them from [Table.Words]
// instead of listing them again. A Table is safe for concurrent use.
package unit
