// Package state keeps what must survive a restart, in one bbolt file: which events
// were received and handled, the topics of conversations, replies with buttons,
// feedback, settings, subscriptions and news.
//
// Every table has a maximum age and size, so that the file cannot grow without limit.
// Nothing that is true of the releases is in the file.
//
// # Damage
//
// Open reads the whole file before bbolt does, with package pages, and compares it with
// what it says of itself. An entry has a checksum over its table, key, time and value;
// a table has the number of its entries and the sum of their checksums; every page is
// either used or free; the two heads are of two transactions in a row. So damage to what
// matters is noticed wherever it is, and damage to what does not is none.
//
// A damaged file is read as far as it can be, and replaced by a new one with what was
// read. It is kept as FILE.damaged-TIME. What was lost is logged once, kept in the new
// file, and returned by [Store.Losses] for thirty days.
//
// An entry that becomes unreadable while the file is open is removed when it is met,
// logged and reported in the same way.
//
// # The format
//
// The bucket "beilun" has the version and the losses; its sequence counts the
// transactions. A table is a bucket "2.NAME" with a bucket "values", of records by key,
// and a bucket "ages", of the keys by time. The sequence of "values" is the number of
// entries, that of "ages" the sum of their checksums. A record is the checksum and the
// time, 8 bytes each, and a value in JSON.
//
// A file of version 1 is converted when it is opened, in one transaction, and kept as
// FILE.v1. A file of a newer version is not touched: ErrNewer says how to go on. Who
// changes the format raises formatVersion, converts the version before, and keeps the
// record of the version as it is, because each version reads it of all later ones.
//
// # Copies
//
// While a process has the file open, others ask it for a copy with a file beside it; see
// [AskSnapshot] and [Store.AnswerSnapshots].
//
// # Decisions
//
// 2026-11-30: a copy is asked for with a file, because that works on every system and
// from every container that has the folder, and only for those who may write there;
// instead of a socket, whose path may have a hundred bytes. Looking for it costs one
// listing of the folder four times a second.
//
// 2026-11-30: a checksum is the first 8 bytes of SHA-256, because the same number,
// summed up, says whether a table is as it was last written: with CRC-32C, which is
// linear, changes can cancel out in the sum. It takes a microsecond; a write waits
// milliseconds for the disk.
//
// 2026-11-30: the program reads bbolt's pages itself, because bbolt panics on damaged
// ones, in goroutines of its own, too, and what it has opened by then stays locked;
// instead of recovering from its panics.
//
// 2026-11-30: of a damaged file, the newest tree is kept, or the one before it if only
// that has everything. Where a part of a tree cannot be reached, its entries are taken
// from the pages that are neither reached nor on the list of free pages: these were in
// use. If that list is lost, too, a page may have been free, and its entries old or
// deleted. Then only tables are filled from it whose entries do no harm when they come
// back; subscriptions, notes and marks are not, because people have ended the former and
// have read the latter. A delivery comes back from there as one that is dropped, because
// it may have been answered: a question that is lost is asked again, and one that is
// answered twice cannot be taken back.
//
// 2026-11-30: after damage to the deliveries, and where the last changes may be missing,
// every waiting delivery becomes a pending one, for which the bot looks in Slack before
// it answers.
//
// 2026-11-30: version 2 has its tables under new names, and under two old names an entry
// that version 1 cannot decode, so that a program of version 1 that is started again
// ends with an error that quotes what to do; instead of letting it start with no state
// and answer again what was answered.
//
// 2026-11-30: a foreign database is refused and any other file that is no state is moved
// aside and replaced, because a disk that fails leaves anything in the place of a state
// but seldom a good database.
package state
