package read

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

const (
	titleLines = 3 // lines of a title over a byline

)

// takeMeta takes the lines that say where the release comes from out of lines.
// Where full is given, it tells which lines go on in the next: a byline may be
// cut like the rest of the page.
func takeMeta(lines []line, full func(i int) bool) ([]line, head) {
	var h head
	kept := make([]line, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		g, n := metaAt(lines, i, full)
		if n == 0 {
			kept = append(kept, lines[i])
			continue
		}
		if i+n < len(lines) && lines[i].gap {
			lines[i+n].gap = true
		}
		if len(kept) <= titleLines && i < headLines && h.date.IsZero() && !g.date.IsZero() {
			for k := range kept {
				kept[k].over = true
			}
		}
		h = h.or(g)
		i += n - 1
	}
	return kept, h
}

// metaAt reads what the lines from i on say of where the release comes from,
// and how many lines that takes.
func metaAt(lines []line, i int, full func(i int) bool) (head, int) {
	const most = 6 // lines of a byline
	switch {
	case i >= headLines && i < len(lines)-tailLines:
		return head{}, 0
	}
	n := 1
	for full != nil && n < most && i+n < len(lines) && full(i+n-1) {
		n++
	}
	var g head
	run, taken := n, 0
	for ; n > 1; n-- {
		if cut, ok := cutByline(lines[i : i+n]); ok && !signed(lines, i) {
			g, taken = cut, n
			if g.source == "" || publishes(g.source) {
				break
			}
		}
	}
	if taken > 0 {
		return g, taken
	}
	if g, ok := fromLine(lines[i].text); ok && !signed(lines, i) {
		return g, 1
	}
	if i < 3 && breadcrumbs(lines[i].text) {
		return head{}, 1
	}
	if i >= headLines {
		return head{}, 0
	}
	return publisherOverDate(lines, i, run)
}

// publisherOverDate reads the name of a publisher that is over the date.
func publisherOverDate(lines []line, i, run int) (head, int) {
	if i == 0 { // a title may go on in it
		run = 1
	}
	for n := min(run, len(lines)-i-1); n > 0; n-- {
		if last := lines[i+n-1].text; last != "" && len(publisherEnds[lastRune(last)]) == 0 {
			continue
		}
		s := joined(lines[i:i+n], "")
		if !publish(strings.Fields(s)) {
			continue
		}
		if g, ok := byline(lines[i+n].text); ok && g.source == "" && !signed(lines, i+n) {
			return g.or(head{source: s}), n + 1
		}
		if month := lines[i+n].text; fieldMonth.MatchString(month) {
			return head{source: s, date: leadingDate(month)}, n + 1
		}
	}
	return head{}, 0
}

// sentenceMarks are the marks that are in no byline.
var sentenceMarks = zhtext.NewSet("，。！？；")

// cutByline reads a byline that is cut into lines. Nothing else may have got
// into it.
func cutByline(lines []line) (head, bool) {
	for i := range lines {
		if sentenceMarks.In(lines[i].text) {
			return head{}, false
		}
	}
	for _, between := range []string{"", " "} {
		s := joined(lines, between)
		h, ok := fromLine(s)
		if ok && (h.source == "" || utf8.RuneCountInString(h.source) <= maxPublisher && !strings.ContainsAny(h.source, "0123456789")) {
			return h, true
		}
	}
	return head{}, false
}

// joined puts lines together with what is between them, or a space where one
// was seen.
func joined(lines []line, between string) string {
	if len(lines) == 1 {
		return lines[0].text
	}
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i == 0:
		case lines[i-1].tail || l.lead == 1:
			b.WriteByte(' ')
		default:
			b.WriteString(between)
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// signed reports whether line i belongs to the signature at the end, which is
// part of the text.
func signed(lines []line, i int) bool {
	return i >= len(lines)-signLines && i > 1 && signs(lines[i].text) && lines[i].text == strings.Trim(lines[i].text, "（）()")
}
