// Package worded reads figures whose unit is a word of their own kind: shares
// (百分之九十, 三分之一, 七成半, 九折, 超半数), ratios (1:15), multiples (翻一番),
// ranks (第三位) and halves of a unit of time (半小时). A share is a percentage
// whatever it is written as. The words that decide are in worded.txt.
//
// A [Reader] belongs to one text and is not safe for concurrent use.
package worded
