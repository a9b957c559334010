// Package releases contains the releases that ship inside the program, so that a
// first question gets a real answer with nothing else installed.
//
// They are digests, in our own words, of public releases about 宁波市北仑区 whose
// publisher is an office, a company or a newspaper; encyclopedias and copies on
// other sites are left out. They are written as a press office writes: the thing
// is named once and then 该项目, the district is 全区, the year 全年, so that the
// first questions meet what the releases of a real district are like. Each
// carries the figures of the release it is made of exactly, and its front matter
// names who published that release, when, and at what address. What is not
// certain is left out rather than guessed:
//
//   - a date is given only as far as it is known, to the day, month or year,
//     and left out where nothing is;
//   - the yearly throughput of 宁波舟山港 up to 2023 has come down without day
//     or publisher: its date is the year that the figures are of, its source
//     公开报道;
//   - releases that differ on one thing are kept as they are, each as its own
//     publisher says it. Showing the difference is the program's work.
package releases

import (
	"embed"
	"io/fs"
)

//go:embed *.md
var files embed.FS

// FS returns the built-in releases: Markdown files with front matter, all in
// the root folder. It is read-only and safe for concurrent use.
func FS() fs.FS { return files }
