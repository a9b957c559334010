// Package sites follows the sites that releases appear on. [Open] returns a [Fetcher] for
// a file of addresses, of feeds (RSS, Atom) and of pages with a list of news; its Run
// looks at each at its interval and its Round at all of them once. What is new is read
// as the folder's files are, and stored in the releases folder, in a folder for each
// host; the index takes it from there as it takes any file.
//
// The steps: a line of the file is a [Source] (source.go); client.go asks for its page,
// as public.go and robots.go allow; feed.go and list.go find the entries; page.go makes a
// file of a page, with its address, date and publisher; other.go compares it with what
// the list says; put.go stores it; memory.go knows
// what was taken; round.go puts them together.
//
// # What is taken, and once
//
// An address that was taken is not asked for again, but for some looks in the first
// month, because mistakes are put right. A page whose title, day and text another file
// has is not stored: it is the same thing under another address. A name is made of day
// and title, so that after a kill between storing and noting the same page meets its
// file, is compared with it, and is noted.
//
// # Outages
//
// A look goes on in a list until a page of it has nothing new, and notes first how far the
// next one has to look: it may end at any time. A page that cannot be had is tried for
// weeks. Nothing is stored while the releases folder is away, or empty though files came.
//
// # Limits
//
// Addresses that are not public are refused when the connection is made, after each
// redirect. A host is asked by one request at a time with a pause between. Sizes are
// limited unpacked, a request is limited as a whole. What fails is tried again after
// pauses that double, up to a day; Retry-After counts. A page that the readers refuse,
// such as one of a login, is tried three times, a week apart.
//
// # Decisions
//
// 2026-11-30: a page has to have the pairs of characters of its title in the list, and a
// new version those of the one before, because a site under maintenance answers every
// address with one page that reads like a notice; instead of a list of such pages.
//
// 2026-11-30: what is known of the addresses is in a file of lines in a folder of its own
// beside the state, and not in the state, because "beilun fetch" works without a state, a
// hundred thousand addresses would make the state slow to open and to back up, and a loss
// costs little: pages are asked for again and known by their text.
//
// 2026-11-30: a new version of a page takes the place of the file, and the one before is
// kept beside it, marked in a <meta> with the day on which it was found to be changed and
// the name of the file. It does not answer, is no news and is in no list; only the history
// of a figure that the page has changed shows it (index/catalog, index/facts). Stored
// without a mark, both would answer: the ledger shows two figures of one day from one
// publisher as a contradiction, with the older file first. The mark is in the file, and
// not in the memory of addresses, because an index is built from the folder alone. It is
// written before the new version: a kill in between leaves a version before that says
// what the page says, which changes nothing. A file that cannot be marked, such as a PDF,
// is kept in .earlier, which is not read. A page that has such a mark of its own gets one
// that says no, for the first counts. A file that somebody has changed is not replaced,
// and one that somebody has removed does not come back.
//
// 2026-11-30: whether somebody has changed a file is seen in its bytes, and not in its
// text, because later readers read another text in the same bytes. A page that is another
// one now, or has gone, is named and its file stays: only people know whether a release
// was withdrawn.
//
// 2026-11-30: a time in a feed without a zone is one of China, because most feeds there
// write that; the parser takes it for Greenwich, which is the next day from 16:00 on.
//
// 2026-11-30: a page is stored as its bytes, with a comment or an element in front for what
// it does not say itself, as browsers mark the pages that they save; instead of a file
// beside it, which gets lost. Only where the encoding is in the header alone it is stored
// in UTF-8. A file attached to a page has no place for its address.
//
// 2026-11-30: entries of a list are the links with a day next to them, of the form that
// most of these have, because news lists on all sites have that in common and nothing
// else; instead of rules for each site.
package sites
