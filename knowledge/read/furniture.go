package read

import "strings"

const (
	headZone = 24  // lines at the start of a file that may be furniture of its page
	mostTail = 400 // lines at its end that may
)

// withoutFurniture returns lines without the furniture of the page around the
// article: before its first sentence, and after its last. Between them nothing
// is dropped, for there 收藏 and 返回 are words like any other.
func withoutFurniture(lines []line) []line {
	first, last := len(lines), -1
	for i := range lines {
		if l := &lines[i]; isProse(l) && !isPageWords(l.text) {
			first, last = min(first, i), i
		}
	}
	end := len(lines)
	for i := max(last+1, 2); i < end; i++ { // one line or two are no article
		if isRelated(lines[i].text) {
			end = i
		}
	}
	drop := func(i int) bool {
		switch {
		case i < min(first, headZone):
			return isPageWords(lines[i].text) || isEdition(lines[i].text)
		case i > last && i >= len(lines)-mostTail:
			return isPageWords(lines[i].text)
		}
		return false
	}
	from := 0
	for from < end && (lines[from].row != nil || !drop(from)) {
		from++
	}
	if from == len(lines) {
		return lines
	}
	kept := append(make([]line, 0, end), lines[:from]...)
	gap := false
	for i, l := range lines[from:end] {
		if l.row == nil && (i == 0 || drop(from+i)) {
			gap = gap || l.gap
			continue
		}
		l.gap = l.gap || gap
		gap = false
		kept = append(kept, l)
	}
	if len(kept) == 0 {
		return lines
	}
	return kept
}

// isProse reports whether a line holds a sentence or is a row of a table, which
// no furniture of a page does.
func isProse(l *line) bool {
	return l.row != nil || strings.Contains(l.text, "。") || isPipeRow(l.text)
}
