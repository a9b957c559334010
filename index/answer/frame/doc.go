// Package frame reads what a question asks. Nothing after it parses the question
// again. A [Reader] finds, in this order:
//
//   - times, and words for a time without a date (state.txt),
//   - names of things of the releases (package thing), and names that are none,
//   - the words that ask: cues, in a file for each kind of answer, such as time.txt,
//   - concepts of the lexicon, in words of releases and of those who ask,
//   - states, changes and comparisons (state.txt, change.txt, compare.txt),
//   - the unit and what is counted (units.txt).
//
// By these it sets the kind of answer, by the cue that weighs most or, without one,
// by what is named (asks.txt, ends.txt), and the classes of the figure. What remains
// is Rest.
//
// Words are compared in a plain form, in which words for the same are one; say.txt
// has them. The files can be extended by hand; each says how its lines are read.
//
// # Decisions
//
// 2026-11-30: what package thing asks about the words of a question is a type of its
// own (nameWords), because the reader of a question had 44 methods.
package frame
