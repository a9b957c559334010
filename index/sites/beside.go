package sites

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"

	"golang.org/x/net/html"
)

// What an element may have beside a day to be that of the entry: a word before it, a
// time. Within the link it may be the title.
const (
	mostBeside = 14 // characters
	mostWithin = 3
)

// dateAlone returns the day that elements in n have for themselves, the zero Date if
// there is none or several. The summary of an entry may have other days in it.
func (l *lister) dateAlone(n, a *html.Node) knowledge.Date {
	var found knowledge.Date
	inLink, nodes := false, 0
	for d := range n.Descendants() {
		if nodes++; nodes > mostNodes {
			return knowledge.Date{}
		}
		if d.Type != html.ElementNode || d == a || hasLink(d) {
			continue
		}
		text := textOf(d)
		size := utf8.RuneCountInString(text) - len("2025-11-03")
		inLink = false
		for p := d.Parent; p != nil && p != n; p = p.Parent {
			inLink = inLink || p == a
		}
		if size > mostBeside || inLink && size > mostWithin {
			continue
		}
		switch day := l.dateIn(text); {
		case day.IsZero() || day == found:
		case found.IsZero():
			found = day
		default:
			return knowledge.Date{}
		}
	}
	return found
}

// without returns the text of n without the title of the entry, if it is short.
func (k *link) without(n *html.Node) string {
	text := textOf(n)
	if utf8.RuneCountInString(text) > mostLine {
		return ""
	}
	if i := strings.Index(text, k.title); i >= 0 {
		return text[:i] + " " + text[i+len(k.title):]
	}
	return text
}

// Elements that are lines of their own, and those of them that have what belongs to
// them behind them.
const (
	blocks = " p div ul ol li dl table tbody tr form section article header footer nav dt dd td th h1 h2 h3 h4 h5 h6 "
	halves = " dt dd td th h1 h2 h3 h4 h5 h6 "
)

func isOneOf(n *html.Node, tags string) bool {
	return n.Type == html.ElementNode && strings.Contains(tags, " "+n.Data+" ")
}

// beside returns the day in what follows n on the same line, or else precedes it, up to
// the next link.
func (l *lister) beside(n *html.Node) knowledge.Date {
	if isOneOf(n, blocks) && !isOneOf(n, halves) {
		return knowledge.Date{}
	}
	behind := l.dateIn(lineFrom(n, func(n *html.Node) *html.Node { return n.NextSibling }))
	before := l.dateIn(lineFrom(n, func(n *html.Node) *html.Node { return n.PrevSibling }))
	switch {
	case before.IsZero():
		return behind
	case behind.IsZero():
		return before
	}
	for s := n.Parent.FirstChild; s != nil && s != n; s = s.NextSibling { // which is first on the page?
		switch {
		case s.Type == html.ElementNode && (s.Data == "a" || hasLink(s)):
			return behind
		case !l.dateIn(textOf(s)).IsZero():
			return before
		}
	}
	return behind
}

// lineFrom returns the text from n on in a direction, up to a link or the end of the
// line.
func lineFrom(n *html.Node, step func(*html.Node) *html.Node) string {
	var parts []string
	for s := step(n); s != nil && len(parts) < 5; s = step(s) {
		if s.Type == html.ElementNode && (s.Data == "br" || s.Data == "hr" || s.Data == "a" || hasLink(s) || isOneOf(s, blocks) && !isOneOf(n, blocks)) {
			break
		}
		if t := textOf(s); t != "" {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// others reports whether n has links to other pages than u, which has the address href
// on the page, that may be entries.
func others(n *html.Node, u *url.URL, href string, l *lister) bool {
	nodes := 0
	for d := range n.Descendants() {
		if nodes++; nodes > mostNodes {
			return true
		}
		if d.Type != html.ElementNode || d.Data != "a" {
			continue
		}
		if attr(d, "href") == href {
			continue
		}
		v, err := webURL(l.base, attr(d, "href"))
		if err == nil && v.String() != u.String() && utf8.RuneCountInString(textOf(d)) >= leastTitle && !isColumn(textOf(d)) {
			return true
		}
	}
	return false
}
