// Package answer turns a question into an [Answer]: what the releases say, word
// for word, with the release that says it; or, if they do not say it, a plain no
// with the nearest passages.
//
// No answer is made up: every text in an Answer is in a release, and every claim
// carries its release. What is in several places, as the members of a list in
// paragraphs in a row, is claimed together, each in its own words.
//
// An [Answerer] takes a question this way: understand.go makes a frame of it
// (package frame), search.go finds passages, package choice chooses what answers
// and says how likely that is right, walk.go limits what is made of it, history.go
// finds the present figure and what other releases say, compare.go answers
// questions about several things from the ledger, suggest.go adds to a decline.
// [Answerer.Follow] also reads what leans on the question before (package talk), and
// answers what is asked of the releases as a whole: overview.go, of package overview. The
// figures of a draft are checked by package check.
//
// # Decisions
//
// 2026-11-30: the Answerer keeps the way of a question; understanding, comparing
// and suggesting are types that take the index and the one function that they
// need, because 46 methods on one type all needed each other. What reads
// conversations without answering is package talk, with its words as data.
package answer
