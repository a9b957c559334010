package terminal

import (
	"strings"
	"unicode"

	"beilun/internal/zhtext"
)

// steers reports whether a character may steer a terminal, turn round the characters
// beside it, or not be seen at all: controls but the line feed, controls of direction,
// spaces without width and separators of lines.
func steers(r rune) bool {
	switch r {
	case '\n':
		return false
	case 0x200b, 0x2060, 0x2028, 0x2029, 0xfeff:
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
}

// Printable removes characters that could steer a terminal, and replaces those that have
// no glyph by a box.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if steers(r) {
			return -1
		}
		if zhtext.Unreadable(r) {
			return '□'
		}
		return r
	}, s)
}

// oneLine removes all white space from a quotation of Chinese text, which may be
// wrapped anywhere, and makes it Printable.
func oneLine(s string) string { return Printable(strings.Join(strings.Fields(s), "")) }

// singleSpaced replaces each run of white space by a space, and makes s Printable.
func singleSpaced(s string) string { return Printable(strings.Join(strings.Fields(s), " ")) }

// maxColumn bounds the width of a column, in columns of the terminal.
const maxColumn = 32

// List returns rows of fields as lines in columns, each field on one line and Printable.
func List(rows [][]string) string {
	var clean [][]string
	for _, r := range rows {
		var fields []string
		for _, f := range r {
			fields = append(fields, singleSpaced(f))
		}
		clean = append(clean, fields)
	}
	return columns(clean, "", "  ")
}

// columns formats rows as lines that begin with indent, with separator between their
// fields; a Han character takes two columns of the terminal. Rows may have different
// lengths. A field wider than maxColumn is printed in full and widens only its row.
func columns(rows [][]string, indent, separator string) string {
	var width []int
	for _, r := range rows {
		for i, f := range r {
			if i == len(width) {
				width = append(width, 0)
			}
			width[i] = min(maxColumn, max(width[i], zhtext.Width(f)))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		line := indent
		for i, f := range r {
			if i > 0 {
				line += separator
			}
			line += zhtext.Pad(f, width[i])
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
