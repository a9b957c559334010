package zhtext

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// RuneWidth returns how many columns of a terminal r takes: 2 for Han and
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

// Width returns how many columns of a terminal s takes.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += RuneWidth(r)
	}
	return n
}

// Pad returns s with spaces after it up to the given number of columns. A
// wider s is returned as it is.
func Pad(s string, columns int) string {
	return s + strings.Repeat(" ", max(0, columns-Width(s)))
}

// Truncate returns s, or as much of its start as fits into the given number of
// columns with … after it. It cuts no character from its combining marks.
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
