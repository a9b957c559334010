package plain

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/unwrap"
)

const (
	titleLines = 3 // lines of a title above a byline

)

// takeMeta removes the lines that say where the release comes from, and returns
// what they say. full, unless nil, reports which lines continue in the next: a
// byline may be wrapped like the rest of the page.
func takeMeta(lines []unwrap.Line, full func(i int) bool) ([]unwrap.Line, imprint.Head) {
	var h imprint.Head
	kept := make([]unwrap.Line, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		g, n := metaAt(lines, i, full)
		if n == 0 {
			kept = append(kept, lines[i])
			continue
		}
		if i+n < len(lines) && lines[i].Gap {
			lines[i+n].Gap = true
		}
		if len(kept) <= titleLines && i < imprint.HeadLines && h.Date.IsZero() && !g.Date.IsZero() {
			for k := range kept {
				kept[k].Over = true
			}
		}
		h = h.Or(g)
		i += n - 1
	}
	return kept, h
}

// metaAt returns what the lines from i on say about where the release comes from,
// and how many lines say it.
func metaAt(lines []unwrap.Line, i int, full func(i int) bool) (imprint.Head, int) {
	const most = 6 // lines of a byline
	switch {
	case i >= imprint.HeadLines && i < len(lines)-imprint.TailLines:
		return imprint.Head{}, 0
	}
	n := 1
	for full != nil && n < most && i+n < len(lines) && full(i+n-1) {
		n++
	}
	var g imprint.Head
	run, taken := n, 0
	for ; n > 1; n-- {
		if cut, ok := cutByline(lines[i : i+n]); ok && !signed(lines, i) {
			g, taken = cut, n
			if g.Source == "" || imprint.Publishes(g.Source) {
				break
			}
		}
	}
	if taken > 0 {
		return g, taken
	}
	if g, ok := imprint.FromLine(lines[i].Text); ok && !signed(lines, i) {
		return g, 1
	}
	if i < 3 && imprint.Breadcrumbs(lines[i].Text) {
		return imprint.Head{}, 1
	}
	if i >= imprint.HeadLines {
		return imprint.Head{}, 0
	}
	return publisherOverDate(lines, i, run)
}

// publisherOverDate reads the name of a publisher above the date.
func publisherOverDate(lines []unwrap.Line, i, run int) (imprint.Head, int) {
	if i == 0 { // a title may continue in it
		run = 1
	}
	for n := min(run, len(lines)-i-1); n > 0; n-- {
		if last := lines[i+n-1].Text; last != "" && !imprint.EndsLikePublisher(last) {
			continue
		}
		s := joined(lines[i:i+n], "")
		if !imprint.Publish(strings.Fields(s)) {
			continue
		}
		if g, ok := imprint.Byline(lines[i+n].Text); ok && g.Source == "" && !signed(lines, i+n) {
			return g.Or(imprint.Head{Source: s}), n + 1
		}
		if month := lines[i+n].Text; imprint.IsMonth(month) {
			return imprint.Head{Source: s, Date: imprint.LeadingDate(month)}, n + 1
		}
	}
	return imprint.Head{}, 0
}

// sentenceMarks are the marks that no byline has.
var sentenceMarks = zhtext.NewSet("，。！？；")

// cutByline reads a byline that is wrapped over lines. All of the lines must
// belong to it.
func cutByline(lines []unwrap.Line) (imprint.Head, bool) {
	for i := range lines {
		if sentenceMarks.In(lines[i].Text) {
			return imprint.Head{}, false
		}
	}
	for _, between := range []string{"", " "} {
		s := joined(lines, between)
		h, ok := imprint.FromLine(s)
		if ok && (h.Source == "" || utf8.RuneCountInString(h.Source) <= imprint.MaxPublisher && !strings.ContainsAny(h.Source, "0123456789")) {
			return h, true
		}
	}
	return imprint.Head{}, false
}

// joined returns the text of lines with between, or a space the file has there,
// between them.
func joined(lines []unwrap.Line, between string) string {
	if len(lines) == 1 {
		return lines[0].Text
	}
	var b strings.Builder
	for i, l := range lines {
		switch {
		case i == 0:
		case lines[i-1].Tail || l.Lead == 1:
			b.WriteByte(' ')
		default:
			b.WriteString(between)
		}
		b.WriteString(l.Text)
	}
	return b.String()
}

// signed reports whether line i belongs to the signature at the end, which is
// part of the text.
func signed(lines []unwrap.Line, i int) bool {
	return i >= len(lines)-imprint.SignLines && i > 1 && imprint.Signs(lines[i].Text) && lines[i].Text == strings.Trim(lines[i].Text, "（）()")
}
