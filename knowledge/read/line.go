package read

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// line is a line of a text file that is not blank.
type line struct {
	traced           // without white space around it and without letter-spacing
	indent float64   // white space before it, in em
	lead   int       // characters of white space before it
	tail   bool      // white space stands after it
	gap    bool      // blank lines stand before it
	blanks int       // how many, where the reader counts them
	spaced bool      // it was letter-spaced, and so fills the measure
	before int       // tabs before it
	row    *tableRow // it is the row of a table; nil for other lines
	head   bool      // it is marked as a heading
	over   bool      // it stands over a byline, as titles do
}

// usualLines is how many lines there is room for from the start.
const usualLines = 256

// splitLines returns the lines of t from byte start on.
func splitLines(t traced, start int) ([]line, error) {
	lines := make([]line, 0, min(strings.Count(t.text[start:], "\n")+1, usualLines))
	blanks := 0
	for start < len(t.text) {
		end, next := len(t.text), len(t.text)
		if i := strings.IndexByte(t.text[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		whole := knowledge.Span{Start: start, End: end}
		start = next
		s := trimmed(t.text, whole)
		if s.Len() == 0 {
			blanks++
			continue
		}
		if len(lines) == maxLines {
			return nil, fmt.Errorf("%w: more than %d lines", ErrTooLarge, maxLines)
		}
		if len(lines) == 0 {
			blanks = 0
		}
		lead := t.text[whole.Start:s.Start]
		l := line{
			traced: t.slice(s), indent: indentWidth(lead), lead: utf8.RuneCountInString(lead), tail: s.End < whole.End,
			gap: blanks > 0, blanks: blanks, before: strings.Count(lead, "\t"),
		}
		if letterSpaced(l.text) {
			l.traced, l.spaced = closeUp(l.traced), true
		}
		lines = append(lines, l)
		blanks = 0
	}
	return lines, nil
}

// indentWidth returns the width of white space at the start of a line, in em.
func indentWidth(space string) float64 {
	w := 0.0
	for _, r := range space {
		switch r {
		case '\u3000', '\u2003':
			w++
		case '\t':
			w += 2
		default:
			w += 0.5
		}
	}
	return w
}
