// Package store keeps the passages of an index and is the only package that knows
// Bleve. A [Generation] is one built index, on disk or in memory; a [Batch] collects
// changes to it that become visible at once.
//
// # On disk
//
// An index directory has a subdirectory for each generation and a file CURRENT that
// names the one in use. A generation has a document for each passage and one for each
// release, its record in the catalog; they change in one atomic batch. Files in the
// directory that are not ours are left alone (see files.go).
//
// Bleve checks none of its checksums. So the files are checked before they are opened
// ([Open]), large ones in the background, and each passage when it is read: a digit
// that has changed on disk is an error and never an answer. A new generation is tried
// by asking for passages of its releases ([Sentinels]).
//
// # Snapshots
//
// Everything is read from a snapshot of the last acknowledged batch. Readers count
// their references to it, and it is closed with the last one. When a batch fails or
// hangs, Bleve is closed and the snapshot can still be read.
//
// # Decisions
//
// 2026-11-30: store implements what rank and facts read (rank.Shard, facts.Reader) and
// imports them; instead of both importing store, so that they are tested without it.
package store
