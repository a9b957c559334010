package unwrap

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// Line is a line of a text file that is not blank.
type Line struct {
	trace.String              // without white space around it and without letter-spacing
	Indent       float64      // white space before it, in em
	Lead         int          // characters of white space before it
	Tail         bool         // white space is after it
	Gap          bool         // blank lines are before it
	blanks       int          // number of these, if the reader counts them
	Spaced       bool         // it was letter-spaced, and so fills the measure
	Before       int          // tabs before it
	Row          *article.Row // it is the row of a table; nil for other lines
	Head         bool         // it is marked as a heading
	Over         bool         // it is above a byline, like a title
}

// usualLines is how many lines have room from the start.
const usualLines = 256

// Split returns the lines of t from byte start on. The error wraps
// release.ErrTooLarge.
func Split(t trace.String, start int) ([]Line, error) {
	lines := make([]Line, 0, min(strings.Count(t.Text[start:], "\n")+1, usualLines))
	blanks := 0
	for start < len(t.Text) {
		end, next := len(t.Text), len(t.Text)
		if i := strings.IndexByte(t.Text[start:], '\n'); i >= 0 {
			end, next = start+i, start+i+1
		}
		whole := knowledge.Span{Start: start, End: end}
		start = next
		s := trace.Trimmed(t.Text, whole)
		if s.Len() == 0 {
			blanks++
			continue
		}
		if len(lines) == release.MaxLines {
			return nil, fmt.Errorf("%w: more than %d lines", release.ErrTooLarge, release.MaxLines)
		}
		if len(lines) == 0 {
			blanks = 0
		}
		lead := t.Text[whole.Start:s.Start]
		l := Line{
			String: t.Slice(s), Indent: IndentWidth(lead), Lead: utf8.RuneCountInString(lead), Tail: s.End < whole.End,
			Gap: blanks > 0, blanks: blanks, Before: strings.Count(lead, "\t"),
		}
		if trace.LetterSpaced(l.Text) {
			l.String, l.Spaced = trace.CloseUp(l.String), true
		}
		lines = append(lines, l)
		blanks = 0
	}
	return lines, nil
}

// IndentWidth returns the width in em of white space at the start of a line.
func IndentWidth(space string) float64 {
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
