// Package thing finds the things of an index's releases in questions, by any name
// that a person may give them: the full one, one with parts left out at either end
// or in the middle (石矶二期 for 石矶作业区二期工程), a short form that the releases tell
// (以下简称), one with a wrong character.
//
// A name is compared as tokens: characters, and numbers and runs of letters as a
// whole, however they are written (三号线, 3号线). What a question names and what a
// thing is called share runs of tokens in one order; the tokens of the question
// that a match takes are all told for. A number or a letter of the question is
// never left out: a thing whose number differs is another one, and a name with a
// number that no thing has matches nothing.
package thing
