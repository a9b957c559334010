package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// web is a web page as it is read.
type web struct {
	trace.String       // the text of the file
	root         *node // its tree
	saved        string
	weChat       bool
	kept         map[*node]bool // texts that belong to the article; nil for all of an element
	tables       map[*node]readTable
	lifted       map[string]bool // classes whose text is raised; nil until they are looked for
}

// count is what stands in an element, as far as a person sees it and it can
// belong to an article.
type count struct {
	chars  int  // characters, white space apart
	linked int  // of these, in links
	stops  int  // commas and full stops
	hidden bool // nothing of it is of the article
}

// neverText are elements of which nothing belongs to an article.
const neverText = " head script style noscript nav header footer aside button select option textarea template svg math video audio canvas " +
	"object embed iframe noembed noframes title dialog menu del s strike rt rp map datalist "

// neverRoles are such roles.
const neverRoles = " navigation menu menubar banner contentinfo search complementary dialog alert alertdialog toolbar "

// measure counts what stands in n.
func (w *web) measure(n *node, linked bool) {
	if n.tag == "" {
		for _, r := range n.text.Of(w.Text) {
			switch {
			case char.IsSpace(r):
				continue
			case articleStops.Has(r):
				n.stops++
			}
			n.chars++
		}
		if linked {
			n.linked, n.stops = n.chars, 0
		}
		return
	}
	if n.hidden = hides(n); n.hidden {
		return
	}
	for _, k := range n.kids {
		w.measure(k, linked || n.tag == "a")
		n.chars += k.chars
		n.linked += k.linked
		n.stops += k.stops
	}
}

var articleStops = zhtext.NewSet("，。！？；,")

// hides reports whether an element is not shown, or holds nothing of an article
// by its kind. The body of a WeChat article is hidden until a script shows it.
func hides(n *node) bool {
	if n.has(neverText) || n.attr("role") != "" && strings.Contains(neverRoles, " "+strings.ToLower(n.attr("role"))+" ") {
		return true
	}
	if _, ok := n.attrs["hidden"]; ok {
		return true
	}
	if n.attr("id") == "js_content" {
		return false
	}
	style := n.attr("style")
	if style == "" {
		return false
	}
	style = strings.ToLower(strings.Join(strings.Fields(style), ""))
	// the last is what Word puts before the items of a list
	for _, s := range []string{"display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "line-through", "mso-list:ignore"} {
		if strings.Contains(style, s) {
			return true
		}
	}
	return strings.HasSuffix(style, "font-size:0")
}

// containers are the elements in which the systems that districts, their media
// and WeChat use put an article, the surest first, and generic ones that may
// hold a whole page as well.
var (
	articleBodies = strings.Fields(`#js_content #ucap-content #zoom #zoomcon .trs_ueditor .trs_editor .trs_editor_view .trs_paper_default
		.custom_unionstyle [articlebody] .pages_content #vsb_content .v_news_content .wp_articlecontent .bt_content .bt-content
		#artibody #articlecontent #article_content #article-content .article-content .article_content .articlecontent .article-body .article_body
		.article_con .article-con .articlecon .article-text .rm_txt_con #p-detail #detailcontent .detail-content .detail_content .detailcontent
		.xxgk_content .xxgkcontent .gkcontent .xxgk .news_content .news-content .newscontent #newscontent .news_con .news-con .news_txt .news-text
		.info_content .info-content .infocontent .info_con .content_text .content-text #content_text .text_content .con_text .contxt .txtcon .txt_con
		.entry-content .post-content .post_content .post-body .show_content .zhengwen .main_content_text .rich_text .richtext .rich_media_content`)
	generic = strings.Fields(`article #detail .detail #content .content #con .con #article .article .text #text .view .main-content .main_content #main main`)
)

const (
	leastProse  = 40 // characters outside of links of an article
	leastNotice = 15 // of a short notice, in a known container
	leastShare  = 25 // per cent of a page's commas and full stops that it has
	mostLinked  = 35 // per cent of its characters that are in links
	shareOfMost = 60 // per cent of the page's that a generic container has
)

// names returns what n may be known by in the lists above.
func names(n *node) []string {
	out := []string{n.tag}
	if id := strings.ToLower(n.attr("id")); id != "" {
		if strings.HasPrefix(id, "vsb_content") {
			id = "vsb_content"
		}
		out = append(out, "#"+id)
	}
	for _, c := range strings.Fields(strings.ToLower(n.attr("class"))) {
		out = append(out, "."+c)
	}
	if p := n.attr("itemprop"); p != "" {
		out = append(out, "["+strings.ToLower(p)+"]")
	}
	return out
}

// container returns the element that holds the article, with least characters
// of prose and a share of the page's marks, or nil when none of those that are
// known does.
func (w *web) container(known []string, least, share int) *node {
	var best *node
	at := len(known)
	var look func(*node)
	look = func(n *node) {
		if n.hidden {
			return
		}
		if n.tag != "" && n.prose() >= least && n.linked*100 <= n.chars*mostLinked && n.stops*100 >= w.root.stops*share && n.stops > 0 {
			for _, name := range names(n) {
				i := slices.Index(known, name)
				if i >= 0 && (i < at || i == at && n.prose() > best.prose()) {
					best, at = n, i
				}
			}
		}
		for _, k := range n.kids {
			look(k)
		}
	}
	look(w.root)
	return best
}

// prose is the number of characters outside of links.
func (n *node) prose() int { return n.chars - n.linked }

// content returns the element that holds the article. It may set w.kept.
func (w *web) content() *node {
	if n := w.container(articleBodies, leastProse, leastShare); n != nil {
		return n
	}
	if n := w.container(generic, leastProse, shareOfMost); n != nil && n.linked*100 <= n.chars*10 {
		return n
	}
	if w.readable() {
		return w.root
	}
	return w.container(articleBodies, leastNotice, 0)
}

// find returns the first element of the page in its order for which ok holds.
func find(n *node, ok func(*node) bool) *node {
	if n.tag != "" && ok(n) {
		return n
	}
	for _, k := range n.kids {
		if found := find(k, ok); found != nil {
			return found
		}
	}
	return nil
}

// byID returns the element with an id.
func (w *web) byID(id string) *node {
	return find(w.root, func(n *node) bool { return n.attr("id") == id })
}

// wordsOf returns all words of n as one line, hidden or not, with a space
// wherever an element begins or ends.
func (w *web) wordsOf(n *node) string {
	const most = 4 << 10 // bytes: it is a title or a line of facts
	var b trace.Builder
	var add func(*node)
	add = func(n *node) {
		switch {
		case b.Len() > most || n.tag == "script" || n.tag == "style":
		case n.tag == "":
			w.decodeInto(&b, n.text)
		default:
			b.Insert(" ")
			for _, k := range n.kids {
				add(k)
			}
			b.Insert(" ")
		}
	}
	add(n)
	s := strings.Join(strings.Fields(b.Finish().Text), " ")
	if len(s) > most {
		for s = s[:most]; !utf8.ValidString(s); {
			s = s[:len(s)-1]
		}
	}
	return s
}
