// Package catalog is what an index knows of its releases as a whole, without reading
// their passages: a [Record] for each release, made by a [Recorder] and kept in a
// [Catalog].
//
// From the catalog alone follow the releases that are copies of one another
// ([Reprints]), the things and names that they mention ([Mentions]), the district
// that they are about ([Locality]), and what people's corrections change ([Rulings]).
//
// # Decisions
//
// 2026-11-30: earlier versions of pages are hidden by [Rulings], as retracted releases are,
// because all that answers asks them already; instead of a second test in each place.
//
// 2026-11-30: copies and corrections are here, below store and facts, because a
// passage is read with both applied and the ledger leaves out what they leave out;
// instead of in facts, which store would have to import for reading a passage.
//
// 2026-11-30: a record is packed behind a line of JSON with what every version reads,
// because 20,000 of them are decoded when an index is opened and JSON took a quarter of a
// second; the line keeps older and later versions able to say which files they had.
//
// 2026-12-01: what is worked out of the text of a release stays packed in memory, too,
// because a question needs it of none and 66,000 releases took 25 MB more without; instead
// of keeping what was read once.
//
// 2026-12-01: a catalog knows in which releases it differs from the last ones, so that new
// names are laid over those that are known and the district is counted on from where it
// was, because among 66,000 releases the first answer after a new one took 34 ms and did not
// know its names, and takes 6 ms and knows them; instead of making all anew beside the
// questions, which is what happens still when a release is changed or removed.
package catalog
