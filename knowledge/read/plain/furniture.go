package plain

import (
	"strings"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/unwrap"
)

const (
	headZone = 24  // lines at the start of a file that may belong to its page
	mostTail = 400 // lines at its end that may
)

// withoutFurniture returns lines without those of the page around the article:
// before its first sentence, and after its last. Nothing is removed in between,
// because there 收藏 and 返回 are ordinary words.
func withoutFurniture(lines []unwrap.Line) []unwrap.Line {
	first, last := len(lines), -1
	for i := range lines {
		if l := &lines[i]; isProse(l) && !imprint.IsPageWords(l.Text) {
			first, last = min(first, i), i
		}
	}
	end := len(lines)
	for i := max(last+1, 2); i < end; i++ { // one line or two are no article
		if imprint.IsRelated(lines[i].Text) {
			end = i
		}
	}
	drop := func(i int) bool {
		switch {
		case i < min(first, headZone):
			return imprint.IsPageWords(lines[i].Text) || imprint.IsEdition(lines[i].Text)
		case i > last && i >= len(lines)-mostTail:
			return imprint.IsPageWords(lines[i].Text)
		}
		return false
	}
	from := 0
	for from < end && (lines[from].Row != nil || !drop(from)) {
		from++
	}
	if from == len(lines) {
		return lines
	}
	kept := append(make([]unwrap.Line, 0, end), lines[:from]...)
	gap := false
	for i, l := range lines[from:end] {
		if l.Row == nil && (i == 0 || drop(from+i)) {
			gap = gap || l.Gap
			continue
		}
		l.Gap = l.Gap || gap
		gap = false
		kept = append(kept, l)
	}
	if len(kept) == 0 {
		return lines
	}
	return kept
}

// isProse reports whether l has a sentence or is a row of a table, unlike the
// words of a page.
func isProse(l *unwrap.Line) bool {
	return l.Row != nil || strings.Contains(l.Text, "。") || isPipeRow(l.Text)
}
