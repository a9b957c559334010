package zhtext

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// RuneWidth returns the number of terminal columns of r: 2 for Han and
// full-width characters, 0 for combining and control characters, otherwise 1.
// Characters of ambiguous width, such as “ and …, take 1, as terminals draw
// them.
func RuneWidth(r rune) int {
	switch {
	case r < ' ' || 0x7F <= r && r < 0xA0:
		return 0
	case r < 0x300:
		return 1
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Width returns the number of terminal columns of s.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += RuneWidth(r)
	}
	return n
}

// Pad returns s with spaces behind it up to a number of columns. It does not change a
// wider s.
func Pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-Width(s)))
}

// Truncate returns s if it fits into a number of columns, else as much of its start as
// does with … behind it. It does not separate a character from its combining marks.
func Truncate(s string, columns int) string {
	if len(s) <= columns || Width(s) <= columns {
		return s
	}
	if columns <= 0 {
		return ""
	}
	n := 0
	for i, r := range s {
		n += RuneWidth(r)
		if n > columns-1 {
			return s[:i] + "…"
		}
	}
	return s
}
