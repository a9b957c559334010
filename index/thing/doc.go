// Package thing finds the things of an index's releases in questions, by any name
// that a person may use: the full one, one with parts left out at either end or in
// the middle (石矶二期 for 石矶作业区二期工程), a short form that the releases define
// (以下简称), or one with a wrong character.
//
// A name is compared as tokens: characters, and numbers and runs of letters as a
// whole, however they are written (三号线, 3号线). A question matches a name if they
// share runs of tokens in the same order, and if the match accounts for all tokens of
// the question from its start to its end. A number or a letter of the question is
// never left out: a thing whose number differs is another one, and a name with a
// number that no thing has matches nothing.
//
// 2026-11-30: the characters that decide are classes of words.txt, because a person
// may meet one that is missing; instead of strings in the code.
package thing
