// Package bind finds what each figure of an article measures: whose it is (the
// subject), of which part (the scope), what is measured (the metric), at what time, and
// whether it is reached, planned or aimed at.
//
// The rules look only at the text, so they are the same for any district. A [Pass] goes
// through an article; the figures of a paragraph are bound by parts of which each is a
// package and needs only those before it:
//
//   - names finds the names in a text, cut into words; times reads its times.
//   - clause cuts a paragraph into clauses with their figures.
//   - phrase finds noun phrases. With the names they become units (package unit), which
//     figures may be of. cast keeps the things that the article has mentioned.
//   - state and period find the state of a figure and its time.
//   - subject chooses whose a figure is, with the weights of model, which "beilun eval
//     bind" learns.
//   - measure finds the metric.
//   - deal gives the values behind 分别 to the members of a list, whatever the others
//     found.
//   - cell binds the rows of tables by their heads.
//
// Each package says which rules it follows; its lists of words are data files next to it.
// Binding takes a time that is linear in the text: what a figure needs to know of the
// text around it is found once for all figures of a paragraph.
//
// 2026-11-30: a package for each part, because one type with 184 methods in 32 files was
// all that bound a paragraph, and a change to one rule had all others in reach; instead
// of smaller types in this package, which could still have called each other. What a part
// needs is given to it when a paragraph starts. The ranges of units in clauses and
// sentences are fields of package clause that package unit sets, and Figure.Frame is one
// that package measure sets: maps beside the text would be looked up for each candidate.
//
// 2026-11-30: lists of words are read by wordlist.Fill into structs, because a class with
// a misspelt name was an empty list before; instead of maps by class. The files of names
// and times are still maps, as are those that other packages read.
package bind
