package read

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A page copied out of a newspaper has a line end after every line of its
// column, and often a blank line after each, so that neither tells where a
// paragraph ends. What does: a column is full to the edge but for the last
// line of a paragraph, and the first line, whose indent the copy has lost, is
// two characters short.

// Shape of a wrapped page.
const (
	minWrapped  = 6    // lines
	minColumn   = 8.0  // em
	maxColumn   = 60.0 // em
	slack       = 1.6  // em by which a full line may fall short of the column
	lostIndent  = 3.0  // em that the first line of a paragraph may fall short of it
	headingPart = 0.8  // of the column: a heading is no longer than that
	bodyPart    = 0.6  // of the column: what follows a heading is at least that
	breakAt     = 1.5  // evidence that makes a paragraph end
)

// columnWidth returns the width in em of the column that ls were set in, 0 when
// they are not wrapped. The width is taken from lines that break off in the
// middle of a sentence: those are full.
func columnWidth(ls []line) float64 {
	var open []float64
	for _, l := range ls {
		if !endsSentence(l.text) {
			open = append(open, l.width)
		}
	}
	if len(ls) < minWrapped || len(open)*5 < len(ls)*2 {
		return 0
	}
	slices.Sort(open)
	w := open[len(open)*6/10]
	full := 0
	for _, v := range open {
		if v >= w-lostIndent && v <= w+slack {
			full++
		}
	}
	if w < minColumn || w > maxColumn || full*10 < len(open)*7 {
		return 0
	}
	return w
}

// block is a paragraph or heading: the lines from one up to another.
type block struct {
	from, to int
	heading  bool
}

// unwrap groups the lines of a wrapped page into paragraphs and headings.
func unwrap(ls []line, column float64) []block {
	var out []block
	start := 0
	for i := range ls {
		if isHeading(ls, i, column) {
			if start < i {
				out = append(out, block{start, i, false})
			}
			out = append(out, block{i, i + 1, true})
			start = i + 1
			continue
		}
		if i+1 == len(ls) || breaksAfter(ls, i, column) {
			out = append(out, block{start, i + 1, false})
			start = i + 1
		}
	}
	return out
}

// isHeading reports whether line i stands alone: short, without an end or a
// pause, after a finished sentence and before a body line.
func isHeading(ls []line, i int, column float64) bool {
	l := ls[i]
	if l.spaced || l.width > headingPart*column || endsSentence(l.text) || strings.ContainsAny(l.text, "，、；：,;") ||
		i+1 == len(ls) || ls[i+1].width < bodyPart*column {
		return false
	}
	if strings.ContainsAny(l.text[len(l.text)-1:], "-(") || isFooter(l.text) {
		return false
	}
	return i == 0 || endsSentence(ls[i-1].text) || isFooter(ls[i-1].text)
}

// breaksAfter weighs whether a paragraph ends with line i.
func breaksAfter(ls []line, i int, column float64) bool {
	l, next := ls[i], ls[i+1]
	if isFooter(next.text) || isFooter(l.text) {
		return true
	}
	if !endsSentence(l.text) {
		return false
	}
	evidence := 0.5
	if first := firstUnit(next); column-l.width >= slack || l.width+first <= column-0.3 {
		evidence += 1 // the next character would have fitted
	}
	if short := column - next.width; short >= 0.9 && short <= lostIndent && !endsSentence(next.text) {
		evidence++ // the indent that was lost
	}
	if next.indent >= l.indent+1.5 {
		evidence += 1.5
	}
	return evidence >= breakAt
}

// firstUnit returns the width of what cannot be parted at the start of a line:
// a character with the opening marks before and the closing ones after it, or
// a run of letters and digits.
func firstUnit(l line) float64 {
	w := 0.0
	for i, r := range l.text {
		c := emWidth(string(r))
		if i > 0 && (r >= utf8.RuneSelf || r == ' ') && !strings.ContainsRune("，。、；：！？”’）》", r) {
			prev, _ := utf8.DecodeLastRuneInString(l.text[:i])
			if !strings.ContainsRune("“‘（《", prev) {
				break
			}
		}
		w += c
	}
	return w
}

// isFooter reports whether a line names the source in brackets.
func isFooter(s string) bool {
	_, ok := sourceLine(s)
	return ok && (strings.HasPrefix(s, "（") || strings.HasPrefix(s, "("))
}
