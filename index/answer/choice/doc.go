// Package choice chooses what answers a question from passages of the releases.
//
// A frame (package frame) is the question as it is understood. [Read] compares
// passages with it; [Reading.Candidates] returns every figure, time and text in
// them that may answer, with its features. [Rank] orders them by a linear model;
// [Reading.Doubt] and a second model say how likely the best is right, and
// [Belief.Outcome] returns what costs the least: to claim it, to quote its
// passage, or to decline.
//
// The packages below, lowest first, each of which knows only those before it:
//
//	cue        the words that decide, as data files
//	layout     a passage's text: clauses, rows, items
//	figures    a figure apart from any question: class, grain, moments
//	fit        the values of features
//	candidate  what may answer
//	feature    the templates of features, and their numbers
//	question   what passages are compared with
//	page       a passage as it is read for a question
//	contest    how figures rank that a question compares
//	propose    the candidates of pages
//	judge      the features of candidates, a file for each family
//
// The weights are in weights.txt and beliefs.txt. "beilun eval answers" learns
// them from questions with known answers, and judges each district by what it
// learned from the others. They are known by the names of features, so that
// these must not change.
//
// # Decisions
//
// 2026-12-01: what can be read of a passage without a question, its clauses with
// their concepts and the words for its figures, is kept with the passage that the
// store has decoded (see [passage.Passage.Once]), because it was half of what
// reading and judging cost; instead of a cache of answers, which helps only who
// asks in the same words. It is no part of the index, because it would make that
// a third larger and has to be made anew whenever the lexicon changes.
//
// 2026-11-30: packages of a question, of pages, of proposing and of judging,
// because one type Reading had 132 methods in 29 files that all needed each
// other; instead of files that group its methods. A family of features takes a
// view of one candidate and no more; what compares candidates takes them all.
//
// 2026-11-29, last: a stranger (see [Reading.Stranger]) is no matter of
// likelihood. Left to the beliefs, .484 of the questions about twenty districts
// were answered rightly instead of .451, and .083 wrong instead of .069, and
// 象山港2023年集装箱吞吐量 was answered with the figure of another port. Only what
// may be a part of the sentence is left to them. Features of the rival, of the
// fit of names, of the length and the kind of the question added nothing to the
// beliefs (log loss .484 to .486); nor did boosted trees instead of a line (.488
// on the features before, a line .504, and as many right answers at the same
// number of wrong ones). The weights of strangers in beliefs.txt are those of a
// variant with more kinds of them, renamed by hand: only "stranger=1" is of a kind
// that is left to the beliefs. "beilun eval answers" writes them anew.
//
// 2026-11-29, later: passages are ordered by the chances of all their candidates
// instead of the likeliest first (see [Passages]). Choices are also learned from
// samples of open sets, beliefs are not: with them more was claimed wrongly. A
// hard limit that a claimed figure must not measure something else than is asked
// was tried and left out, because what figures measure is not known well enough:
// the share of questions answered rightly fell from .457 to .427, wrong answers
// from .069 to .065, with four folds of sixteen districts.
//
// 2026-11-29: both models are linear. Boosted trees over the same features were
// right no more often with a district left out (.515 of the questions against
// .528), and nobody can read them. What is believed well enough is claimed even
// if a quotation would cost less; see minClaim. Some things are no matter of
// likelihood: package answer claims nothing about a thing that only sounds like
// one of the releases, about another year than the one asked for, or about the
// holder of another office.
package choice
