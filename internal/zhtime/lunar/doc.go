// Package lunar computes the Chinese lunar calendar: a month begins on the day
// of the new moon in China, the eleventh month holds the winter solstice, and of
// thirteen months between two solstices the first without a principal solar term
// is the leap one. Series for sun and moon are the short ones of Meeus,
// Astronomical Algorithms, chapters 25 and 49.
//
// Days are times at 00:00 UTC. All functions are safe for concurrent use.
//
// 2026-11-29: it is a package of its own, because it reads no text; instead of a
// file among the readers that need a day of it.
package lunar
