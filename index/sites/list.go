package sites

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Limits of a page with a list.
const (
	leastTitle = 4    // characters of an entry's title
	mostTitle  = 200  // characters
	mostLine   = 400  // characters of what is around an entry
	mostClimb  = 5    // elements from a link up to what has its date
	mostNodes  = 2000 // of what is looked through around an entry
	maxLinks   = 5000
)

// listing is what a list or a feed has.
type listing struct {
	entries   []entry
	next      *url.URL // the page with older entries; nil if there is none
	elsewhere int      // entries that lead to other sites
}

// add appends an entry. One that leads to another site is only counted.
func (l *listing) add(site *url.URL, e entry) {
	switch {
	case !isSameSite(site.Hostname(), e.url.Hostname()):
		l.elsewhere++
	case len(l.entries) < maxEntries:
		l.entries = append(l.entries, e)
	}
}

// check returns an error if there are no entries. It wraps ErrNoList or ErrElsewhere.
func (l *listing) check(seen int) error {
	switch {
	case len(l.entries) > 0:
		return nil
	case l.elsewhere > 0:
		return fmt.Errorf("%w: all %d entries do", ErrElsewhere, l.elsewhere)
	}
	return fmt.Errorf("%w: %d links, none with a date next to it", ErrNoList, seen)
}

// link is a link of a page that may be an entry.
type link struct {
	entry
	node *html.Node
	form string // tags and classes of what it is in; entries of one list have the same
}

// readList returns the entries of a page with a list of news, in its order. now decides
// the year of dates without one. The error wraps ErrNoList or ErrElsewhere.
//
// The entries are the links with a day next to them, of the form that most of these links
// have.
func readList(page string, at *url.URL, now time.Time) (*listing, error) {
	root, err := html.Parse(strings.NewReader(withRecords(page)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoList, err)
	}
	l := &lister{at: at, base: at, now: now}
	l.find(root)
	out := &listing{next: l.next(page)}
	forms := map[string]int{}
	for i := range l.links {
		k := &l.links[i]
		if l.dated(k) {
			forms[k.form]++
		}
	}
	best := ""
	for _, k := range l.links { // in the order of the page
		if forms[k.form] > forms[best] {
			best = k.form
		}
	}
	seen := map[string]bool{}
	for _, k := range l.links {
		if best != "" && k.form == best && !seen[k.url.String()] {
			seen[k.url.String()] = true
			k.date = notAfter(k.date, now)
			out.add(at, k.entry)
		}
	}
	return out, out.check(len(l.links))
}

// lister collects the links of a page.
type lister struct {
	at, base *url.URL
	now      time.Time
	links    []link
	older    []*url.URL // links to the page with older entries
}

// find collects the links in n, in order.
func (l *lister) find(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.Data {
		case "base":
			if u, err := webURL(l.at, attr(d, "href")); err == nil && isSameSite(l.at.Hostname(), u.Hostname()) {
				l.base = u
			}
		case "a":
			l.take(d)
		}
	}
}

// take notes a link.
func (l *lister) take(n *html.Node) {
	href := strings.TrimSpace(attr(n, "href"))
	if href == "" || strings.HasPrefix(href, "#") || len(l.links) >= maxLinks {
		return
	}
	u, err := webURL(l.base, href)
	if err != nil {
		return
	}
	text := textOf(n)
	if words().Next.Has(strings.ReplaceAll(text, " ", "")) && isSameSite(l.at.Hostname(), u.Hostname()) {
		l.older = append(l.older, u)
		return
	}
	title := l.title(n, text)
	if size := utf8.RuneCountInString(title); size < leastTitle || size > mostTitle || u.String() == l.at.String() {
		return
	}
	l.links = append(l.links, link{entry: entry{url: u, title: title}, node: n})
}

// title returns the title of an entry: the text of its link without the day, or the
// whole title where the text is cut off.
func (l *lister) title(n *html.Node, text string) string {
	whole := oneLine(attr(n, "title"))
	for d := range n.Descendants() {
		if whole == "" && d.Type == html.ElementNode {
			whole = oneLine(attr(d, "title"))
		}
	}
	if loc := dates().full.FindStringSubmatchIndex(text); loc != nil { // a day before or behind the title
		before, behind := strings.TrimSpace(text[:loc[2]]), strings.TrimSpace(text[loc[7]:])
		if before == "" || utf8.RuneCountInString(behind) < leastTitle && utf8.RuneCountInString(before) >= leastTitle {
			text = before + behind
			text = strings.Trim(text, " []［］()（）|·")
		}
	}
	if whole != "" && (isCut(text) || utf8.RuneCountInString(text) < leastTitle || strings.HasPrefix(whole, text)) {
		return whole
	}
	return text
}

// dated reports whether a link has a day next to it, and notes day and form. It climbs
// from the link until something has another link of the list in it.
func (l *lister) dated(k *link) bool {
	n := k.node
	for range mostClimb {
		if n == nil || n.Type != html.ElementNode || n.Data == "body" {
			return false
		}
		d := l.dateAlone(n, k.node)
		if d.IsZero() {
			d = l.dateIn(k.without(n))
		}
		if !d.IsZero() {
			k.date, k.form = d, formOf(k.node, n)
			return true
		}
		if d := l.beside(n); !d.IsZero() {
			k.date, k.form = d, formOf(k.node, n)
			return true
		}
		if n.Parent == nil || others(n.Parent, k.url, attr(k.node, "href"), l) {
			return false
		}
		n = n.Parent
	}
	return false
}

// withRecords returns a page with the entries that are in records of a script behind it,
// where a browser would put them into the page.
func withRecords(page string) string {
	var b strings.Builder
	for rest := page; b.Len() < len(page); {
		_, behind, ok := strings.Cut(rest, "<record><![CDATA[")
		if !ok {
			break
		}
		var text string
		if text, rest, ok = strings.Cut(behind, "]]>"); ok {
			b.WriteString(text)
		}
	}
	if b.Len() == 0 {
		return page
	}
	return page + "<div>" + b.String() + "</div>"
}

// isColumn reports whether the text of a link is the name of a column in brackets,
// which comes before the title of an entry.
func isColumn(text string) bool {
	return strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]") || strings.HasPrefix(text, "【") && strings.HasSuffix(text, "】")
}

// formOf returns the tags from the link up to what has its day, and tag and class of
// the two elements around that.
func formOf(from, to *html.Node) string {
	var parts []string
	n := from
	for ; n != nil && n != to; n = n.Parent {
		parts = append(parts, n.Data)
	}
	if n != nil {
		parts = append(parts, n.Data)
		n = n.Parent
	}
	for range 2 {
		if n != nil && n.Type == html.ElementNode {
			parts = append(parts, nameOf(n))
			n = n.Parent
		}
	}
	return strings.Join(parts, "<")
}

// nameOf returns the tag of an element with its first class and its ID. Those of lines
// change from line to line.
func nameOf(n *html.Node) string {
	class, _, _ := strings.Cut(strings.TrimSpace(attr(n, "class")), " ")
	if isOneOf(n, " li tr td dt dd p a span ") {
		class = ""
	}
	const digits = "0123456789"
	return n.Data + "." + strings.TrimRight(class, digits) + "#" + strings.TrimRight(attr(n, "id"), digits)
}

// hasLink reports whether n has a link in it, or too much to see.
func hasLink(n *html.Node) bool {
	nodes := 0
	for d := range n.Descendants() {
		if nodes++; nodes > mostNodes {
			return true
		}
		if d.Type == html.ElementNode && d.Data == "a" && attr(d, "href") != "" {
			return true
		}
	}
	return false
}

// attr returns the attribute of n with that name, "" if there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// textOf returns the text in n on one line, without scripts.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return oneLine(n.Data)
	}
	var b strings.Builder
	nodes := 0
	for d := range n.Descendants() {
		if nodes++; nodes > mostNodes {
			break
		}
		if d.Type != html.TextNode || d.Parent.Data == "script" || d.Parent.Data == "style" {
			continue
		}
		if b.Len() > 16*mostLine {
			break
		}
		b.WriteString(d.Data)
		b.WriteByte(' ')
	}
	return oneLine(b.String())
}

// pager matches the script of a page that shows links to the others of its list: the
// number of pages, that of this one from 0 on, and the parts of its name.
var pager = regexp.MustCompile(`createPageHTML\(\s*(\d{1,4})\s*,\s*(\d{1,4})\s*,\s*["']([\w-]{1,50})["']\s*,\s*["'](\w{1,10})["']`)

// next returns the address of the page with older entries, nil if there is none.
func (l *lister) next(page string) *url.URL {
	if m := pager.FindStringSubmatch(page); m != nil {
		pages, err := strconv.Atoi(m[1])
		this, err2 := strconv.Atoi(m[2])
		if err == nil && err2 == nil && this+1 < pages {
			if u, err := webURL(l.base, fmt.Sprintf("%s_%d.%s", m[3], this+1, m[4])); err == nil {
				return u
			}
		}
		return nil
	}
	i := slices.IndexFunc(l.older, func(u *url.URL) bool { return u.String() != l.at.String() })
	if i < 0 {
		return nil
	}
	return l.older[i]
}
