// Package gone learns which addresses of releases are gone, so that replies lead to the page
// of a release on our own site instead. A [Watch] looks at one address at a time, with a
// pause after each (watch.go); what a look showed is judged in judge.go, what several of
// them make of an address in record.go, and book.go keeps it in a file.
//
// # What goes out
//
// One look in half a minute at most, which is a request for the address (and where it leads
// on, five times at most), and once a day for robots.txt of its host. It is made by the
// client of package sites, which the follower uses as well: robots.txt and Retry-After are
// obeyed, a host is asked by one request at a time with a pause between, no connection is made to
// what is not public, and 64 KB are read at most. Nothing of a question goes out but the
// address that its answer has named, and that may be looked at earlier for it.
//
// # In which order
//
// First what was not found and is to be seen again; then what answers have named in the last
// week, once a day; then what was never looked at, the newest releases first; then the rest,
// each once in thirty days. A thousand releases take nine hours the first time, twenty
// thousand a week. A host that cannot be reached, or that is busy or closed to programs,
// is left alone for ten minutes, and for twice as long each time after that, up to a day.
//
// # Bounds
//
// The addresses of the newest 100,000 releases are looked at, one a line in the file, which
// is written anew when most of its lines are old. Lines that are damaged are passed over,
// and a file that cannot be read at all is begun anew: the cost is that addresses are
// looked at again. One process looks; another with the same state reads once a minute what
// the first one found.
//
// # Decisions
//
// 2026-12-01: an address is gone if the site says so (404, 410) in two looks six hours apart,
// because a site that is rebuilt misses its pages for an hour; what passes (no connection, a
// time-out, 403, 5xx) or is a refusal (robots.txt) says nothing either way, and leaves what
// was known. One look that finds a page makes it there again. An address that is gone is
// looked at again after a day, and after twice as long each time, up to thirty days.
//
// 2026-12-01: a page that says in words that the article is gone (read.ErrDeleted), a redirect
// of a deep address to the bare front page, and one to a page named 404 or error count as
// well, because most sites of districts answer in one of these ways with the status 200. But
// it takes three looks, a day apart: a site under maintenance sends every visitor to one
// page for a weekend. A redirect to another deep address of the site is a page that has
// moved, and is there; so is the list of a column in place of its article, which nothing
// tells from one. A redirect to the site of another owner says nothing either way: a network
// that wants a log-in sends all addresses to its own page.
//
// 2026-12-01: a look is a GET whose connection is closed after 64 KB, instead of HEAD, which
// many of these servers refuse, or answer with 404 for pages that they have; and the words
// of a notice are in the body.
//
// 2026-12-01: what is known is in a file in a folder of its own beside the state, as that of
// package sites is, and not in the state: it costs little to learn again, and the state is
// backed up.
//
// 2026-12-01: releases have the [Watch] at hand (passage.Site) and ask it when they are drawn,
// instead of a mark in the release, because passages, figures and answers are kept in
// memory for long and an address may go, or come back, meanwhile.
package gone
