// Package clause reads a paragraph into clauses and figures: what the packages above
// it look up when they bind a figure.
//
// [Text] has the words, names, metrics and marks of a paragraph in order, the clauses
// that its sentences are cut into at ，；：, and for each figure its clause and the
// figures before and behind it. It decides nothing about a figure.
package clause
