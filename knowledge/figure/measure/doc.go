// Package measure reads figures that consist of a number and a unit: 4.4亿元,
// 21个, 10万-50万元, 90%, 零下5℃, 2×660MW.
//
// [Reader] reads the figure as a whole. [Units] reads the unit at a position and what
// is behind a unit and belongs to it, and [Ranges] the end of a range. A guard rejects
// numerals that are part of a word or a name although a unit follows; its words are in
// guards.txt. A Reader belongs to one text and is not safe for concurrent use.
package measure
