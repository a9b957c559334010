// Package text reads text files: one paragraph on each line, or lines that were
// copied out of a printed page. The work is done in package plain, which other
// formats use, too.
package text
