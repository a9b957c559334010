// Package query reads a question into a typed form.
//
// [Parse] makes a [Query] of a question with the words of a lexicon: the kind of
// answer that it wants, the unit, the years and the state that narrow it, the
// concepts that it is about, and the terms that are looked up in the index.
// [Query.String] prints it in one line, the same in tests, logs and errors.
// [AskingIn] finds the words that ask.
//
// # Decisions
//
// 2026-11-29: Parse is a function of a lexicon and no method of it, because words
// are below queries and know none of the kinds of answers. The names of the fields
// that terms are looked up in are declared here, because a [Term] names them and
// both the store and the ranking read terms.
package query
