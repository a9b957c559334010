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
// # Versions
//
// [FormatVersion] is the one number that decides whether an index can be used. It is
// raised whenever the same releases would be stored as something else:
//
//   - a field, the encoding of a passage, a record of the catalog or a value under an
//     internal key changes (here, in catalog, passage and facts),
//   - text is cut into other terms (words), unless the word lists themselves change: the
//     header has their hash,
//   - releases are read otherwise: paragraphs, figures, what they are bound to, names
//     (knowledge/read, knowledge/figure, knowledge/bind). There is no version of the
//     readers; without a new FormatVersion a file that has not changed is not read again.
//
// Raise it by one between two states of the main branch, however much changes. How
// passages are ranked, and how an answer is chosen and worded, needs no new version.
// TestFormat in index compares what is stored of a few releases with what this version
// stored before, and fails until the number is raised. It does not see all that the
// readers do: when one of their golden files changes, raise it by hand.
//
// What every version has to keep, so that each can open what another one made: a FORMAT
// file in the generation; under the internal key "header", behind a checksum, a JSON
// object with "version"; the outbox (facts.Outbox) and the release ID and digest of a
// record, which outlive a generation ([Leftover]). A change of Bleve's own files needs a
// new version, too.
//
//   - An index of an earlier version is built anew, and what outlives it is kept.
//   - One of a later version is a [NewerError] and left as it is. The way back is to run
//     the later version again, or to have the index built in another directory, where the
//     news that wait are missing.
//
// # Snapshots
//
// Everything is read from a snapshot of the last acknowledged batch. Readers count
// their references to it, and it is closed with the last one. When a batch fails or
// hangs, Bleve is closed and the snapshot can still be read.
//
// # Decisions
//
// 2026-11-30: an index that a later version made is refused; instead of being built anew
// as one of an earlier version is. What outlives an index may have a form by then that
// this version cannot read, and would be lost without a word: news that were to be posted.
//
// 2026-11-30: the format is also in a file FORMAT beside Bleve's, because Bleve writes
// when it opens an index and might not open one that a later Bleve made. Versions before
// that have no such file and only the header.
//
// 2026-11-30: what is worked out of many releases is noted in a file beside Bleve's
// ([WriteNote]), because a command that asks one question of 20,000 of them took .9 s, most
// of it for that, and takes .35; instead of a document of Bleve's, which would be written
// anew with each batch. The header has a revision that each batch changes, so a note of
// another state is noticed without a clean end of the process, and one of another build of
// the program is passed over, because what it has may be worked out otherwise.
//
// 2026-11-30: store implements what rank and facts read (rank.Shard, facts.Reader) and
// imports them; instead of both importing store, so that they are tested without it.
package store
