// Package measure reads figures that consist of a number and a unit: 4.4亿元,
// 21个, 10万-50万元, 90%, 零下5℃, 2×660MW.
//
// [Units] reads the unit at a position and what a unit can add to the number.
// [Guard] rejects numerals that are part of a word or a name although a unit
// follows; its words are in guards.txt. [Reader] reads the figure as a whole. All
// three look at one text at a time, so that a value of them is not safe for
// concurrent use.
package measure
