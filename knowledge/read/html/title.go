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

// title returns the article's title: what is marked as such, else the heading
// of level one over the article, else the page's title without the site's name
// if it stands over the article, too, or another heading there.
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
		if slices.ContainsFunc(lines, func(l string) bool { return closed(l) == closed(s) }) {
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
	nearTitle  = 4 // lines that may stand between a title and its article
	leastTitle = 6 // characters: shorter headings are names of sections
)

// lowHeading returns the last heading of level two or three close over the
// article.
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
	if utf8.RuneCountInString(last) >= leastTitle && slices.ContainsFunc(near, func(l string) bool { return closed(l) == closed(last) }) {
		return last
	}
	return ""
}

// noTitles are titles that pages have when nobody has given them one.
var noTitles = strings.Fields("正文 详情 新闻详情 详情页 内容 内容页 文章 文章内容 文章详情 首页 新闻 无标题文档 信息内容")

// cleanTitle returns s as one line, or the empty string when it is no title.
func cleanTitle(s string) string {
	s = collapse(trace.String{Text: strings.Map(visible, s)}).Text
	if n := utf8.RuneCountInString(s); n < 2 || n > imprint.MaxTitle || slices.Contains(noTitles, s) || strings.ContainsAny(s, "<>{}\n") {
		return ""
	}
	return s
}

// visible drops what no reader sees, for strings.Map.
func visible(r rune) rune {
	if char.IsControl(r) || char.IsInvisible(r) || r == utf8.RuneError {
		return -1
	}
	return r
}

// topHeading returns the heading of level one that stands in the page's title,
// or else the only one that stands over the article or in it.
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
		if s != "" && !logo && !over(body, n.index) && !slices.Contains(f.sites, s) {
			all = append(all, s)
		}
		seen++
		return seen == most
	})
	for _, s := range all {
		for _, topic := range f.topics {
			if strings.Contains(closed(topic), closed(s)) {
				return s
			}
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	return ""
}

// headingOf returns the words of a heading as they are read.
func (w *web) headingOf(n *node) string {
	in := blockReader{web: &web{String: w.String}}
	in.element(n, lettering{})
	in.flush(true)
	if len(in.out) == 0 {
		return ""
	}
	return in.out[0].Text
}

// over reports whether text of the article stands before place index.
func over(body *node, index int) bool {
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

// closed returns s without white space.
func closed(s string) string {
	if strings.IndexFunc(s, char.IsSpace) < 0 {
		return s
	}
	return strings.Join(strings.Fields(s), "")
}

// siteWords end or stand in the names of sites.
var siteWords = []string{"网", "政府", "门户", "日报", "晚报", "晨报", "新闻", "频道", "客户端", "公众", "官方", "委员会", "管委会", "局", "中心", "融媒"}

// withoutSite takes the site's name, and that of its sections, off a page's
// title. Before are the lines of the page over the article: a part that is one
// of them is the title.
func (f *facts) withoutSite(s string, before []string) string {
	s = strings.Join(strings.Fields(s), " ")
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("_|｜-–—>»", r) || char.IsSpace(r) })
	best := ""
	for _, p := range parts {
		if utf8.RuneCountInString(p) > max(4, utf8.RuneCountInString(best)) && !slices.Contains(f.sites, p) &&
			slices.ContainsFunc(before, func(l string) bool { return closed(l) == p }) {
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
		if !sure && !slices.ContainsFunc(siteWords, func(w string) bool { return strings.HasSuffix(tail, w) }) {
			return s
		}
		s = strings.TrimRight(s[:i], " _|｜-–—")
	}
}
