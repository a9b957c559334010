// Package frame reads what a question asks, and nothing after it parses the question
// again. A [Reader] finds, in this order:
//
//   - times, and what is said of time without a date (state.txt),
//   - names of things of the releases (package thing), and names that are none,
//   - the words that ask: cues, in a file for each kind of answer, such as time.txt,
//   - concepts of the lexicon, in words of releases and of those who ask,
//   - states, changes and comparisons (state.txt, change.txt, compare.txt),
//   - the unit and what is counted (units.txt).
//
// From these it settles the kind of answer, by the cue that weighs most or, without
// one, by what is called (asks.txt, ends.txt), and the classes of the figure. What is
// left is Rest.
//
// Words are compared in a plain form, in which words for the same are one; say.txt
// holds them. The files can be extended by hand; each says how its lines are read.
package frame
