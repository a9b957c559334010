// Package facts is the ledger of an index: all figures of all releases, distinguished
// by what they measure. It reads the index through [Reader] and knows nothing of how
// the index is stored.
//
// The ledger is kept in the passages themselves. Each figure is stored with its
// binding, and the terms it is found by ([Terms]) are terms of its passage: the name
// of its thing, what it measures, and the day for which it is valid, newest first. So
// a release that changes or goes takes its figures along, and the present figure of a
// thing is read without its whole history.
//
// [Reader] finds rows by thing, metric and value and reads histories. [Arrivals]
// compares the figures that a sync adds with the ledger before it: a figure is new,
// replaces another, or contradicts one ([News]). News wait in an [Outbox] until they
// are delivered.
//
// # Decisions
//
// 2026-11-30: of an earlier version of a page only [Reader.History] has rows, and only of
// figures that the present version has changed, each for the one that took its place. A
// figure that the page has dropped does not answer, as one of a retracted release, because
// nobody knows whether it was wrong; instead of an answer that names the earlier version.
// Where several figures changed whose words do not distinguish them, none is shown. Lists
// of figures ([Reader.Rows]) are without them: an entry of several figures that words do
// not distinguish would have the history of another.
//
// 2026-11-30: facts is below store, which implements Reader and State by its segments,
// so that the ledger is tested without an index; instead of facts reading Bleve.
package facts
