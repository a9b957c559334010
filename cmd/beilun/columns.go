package main

import (
	"strings"

	"beilun/internal/zhtext"
)

// maxColumn is how wide, in columns of the terminal, a column of a table gets.
const maxColumn = 32

// columns lays rows out behind indent, with between between their fields; a Han
// character takes two columns of the terminal. Rows may be of unequal length. A
// field that is wider than maxColumn is printed whole and widens only its row.
func columns(rows [][]string, indent, between string) string {
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
				line += between
			}
			line += zhtext.Pad(f, width[i])
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}
