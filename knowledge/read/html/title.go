package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
)

// title returns the article's title, the first there is of: what the page marks
// as such; the heading of level one above the article; the page's title without
// the site's name, if it is a line above the article; a heading there; the page's
// title.
func (w *web) title(f *facts, body *node, before []string, blocks []block) string {
	for _, s := range f.titles {
		if s = cleanTitle(s); s != "" {
			return s
		}
	}
	if s := w.topHeading(f, body); s != "" {
		return s
	}
	first := blocks[:min(len(blocks), nearTitle)]
	lines := slices.Clip(before)
	for _, b := range first {
		lines = append(lines, b.Text)
	}
	unsure := ""
	for _, s := range f.topics {
		if s = cleanTitle(f.withoutSite(s, lines)); s == "" {
			continue
		}
		if slices.ContainsFunc(lines, func(l string) bool { return spaceless(l) == spaceless(s) }) {
			return s
		}
		if unsure == "" {
			unsure = s
		}
	}
	for _, b := range first {
		if b.Heading && utf8.RuneCountInString(b.Text) >= leastTitle && cleanTitle(b.Text) != "" {
			return b.Text
		}
		if prose.IsBody(b.Text) {
			break
		}
	}
	if s := w.lowHeading(before, w.start(body)); s != "" {
		return s
	}
	return unsure
}

const (
	nearTitle  = 4 // lines between a title and its article
	leastTitle = 6 // characters; shorter headings are names of sections
)

// lowHeading returns the last heading of level two or three right before the
// article, or "".
func (w *web) lowHeading(before []string, start int) string {
	var low *node
	find(w.root, func(n *node) bool {
		if n.index >= start {
			return true
		}
		if n.has(" h2 h3 ") && n.linked < n.chars && n.chars <= imprint.MaxTitle {
			low = n
		}
		return false
	})
	if low == nil {
		return ""
	}
	last := cleanTitle(w.headingOf(low))
	near := before[max(0, len(before)-nearTitle):]
	if utf8.RuneCountInString(last) >= leastTitle && slices.ContainsFunc(near, func(l string) bool { return spaceless(l) == spaceless(last) }) {
		return last
	}
	return ""
}

// cleanTitle returns s as one line, or "" if it is no title.
func cleanTitle(s string) string {
	s = collapse(trace.String{Text: strings.Map(visible, s)}).Text
	if n := utf8.RuneCountInString(s); n < 2 || n > imprint.MaxTitle || noTitles.Has(s) || strings.ContainsAny(s, "<>{}\n") {
		return ""
	}
	return s
}

// visible returns -1 for characters that are not seen, for strings.Map.
func visible(r rune) rune {
	if char.IsControl(r) || char.IsInvisible(r) || r == utf8.RuneError {
		return -1
	}
	return r
}

// topHeading returns the heading of level one that is part of the page's title,
// or else the only one that is before the article or in it, or "".
func (w *web) topHeading(f *facts, body *node) string {
	const most = 20 // headings that are looked at
	var all []string
	seen, start := 0, w.start(body)
	find(w.root, func(n *node) bool {
		if n.tag != "h1" {
			return false
		}
		s := cleanTitle(w.headingOf(n))
		logo := n.chars > 0 && n.linked == n.chars && n.index < start
		if s != "" && !logo && !afterText(body, n.index) && !slices.Contains(f.sites, s) {
			all = append(all, s)
		}
		seen++
		return seen == most
	})
	for _, s := range all {
		for _, topic := range f.topics {
			if strings.Contains(spaceless(topic), spaceless(s)) {
				return s
			}
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return ""
}

// headingOf returns the text of a heading.
func (w *web) headingOf(n *node) string {
	in := blockReader{web: &web{String: w.String}}
	in.element(n, lettering{})
	in.flush(true)
	if len(in.out) == 0 {
		return ""
	}
	return in.out[0].Text
}

// afterText reports whether more than a line or two of the article's text is
// before index.
func afterText(body *node, index int) bool {
	chars := 0
	find(body, func(n *node) bool {
		for _, k := range n.kids {
			if k.tag == "" && k.index < index && !n.hidden && n.tag != "a" {
				chars += k.chars
			}
		}
		return n.index >= index || chars > 2*leastProse
	})
	return chars > 2*leastProse
}

// spaceless returns s without white space.
func spaceless(s string) string {
	if strings.IndexFunc(s, char.IsSpace) < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), "")
}

// withoutSite returns s, the title of a page, without the names of the site and
// its sections. before are the lines above the article: a part of s that equals
// one of them is the title.
func (f *facts) withoutSite(s string, before []string) string {
	s = strings.Join(strings.Fields(s), " ")
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("_|｜-–—>»", r) || char.IsSpace(r) })
	best := ""
	for _, p := range parts {
		if utf8.RuneCountInString(p) > max(4, utf8.RuneCountInString(best)) && !slices.Contains(f.sites, p) &&
			slices.ContainsFunc(before, func(l string) bool { return spaceless(l) == p }) {
			best = p
		}
	}
	if best != "" {
		return best
	}
	for _, site := range f.sites {
		s = strings.TrimSpace(strings.TrimPrefix(s, site))
	}
	for {
		i := strings.LastIndexAny(s, "_|｜-–—")
		if i <= 0 {
			return s
		}
		_, w := utf8.DecodeRuneInString(s[i:])
		tail := strings.TrimSpace(s[i+w:])
		sure := strings.ContainsRune("_|｜", char.First(s[i:])) || slices.Contains(f.sites, tail)
		if !sure && siteEnds.Ended(tail) == "" {
			return s
		}
		s = strings.TrimRight(s[:i], " _|｜-–—")
	}
}
