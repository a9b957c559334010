// Package qualify looks at the words around a figure: the qualifiers that are
// quoted with it, the limit or the fall that it states, how firm it is, and what a
// rate is for. The words are those of package word.
//
// A [Reader] belongs to one text and remembers the last figure in it, because
// figures of a list share the words in front of the first one. It is not safe for
// concurrent use.
package qualify
