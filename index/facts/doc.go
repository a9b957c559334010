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
// 2026-11-30: facts is below store, which implements Reader and State by its segments,
// so that the ledger is tested without an index; instead of facts reading Bleve.
package facts
