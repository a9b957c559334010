package html

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// web is a web page while it is read.
type web struct {
	trace.String       // text of the file
	root         *node // tree of the page
	saved        string
	weChat       bool
	kept         map[*node]bool // texts that belong to the article; nil if all texts of the body do
	tables       map[*node]readTable
	lifted       map[string]bool // classes whose text is raised; nil until they are needed
}

// count is what an element has that a reader sees and that may belong to an
// article.
type count struct {
	chars  int  // characters, without white space
	linked int  // of these, in links
	stops  int  // commas and full stops outside links
	hidden bool // nothing in it belongs to the article
}

// neverText are the elements that have nothing of an article.
const neverText = " head script style noscript nav header footer aside button select option textarea template svg math video audio canvas " +
	"object embed iframe noembed noframes title dialog menu del s strike rt rp map datalist "

// neverRoles are the ARIA roles of elements that have nothing of an article.
const neverRoles = " navigation menu menubar banner contentinfo search complementary dialog alert alertdialog toolbar "

// measure counts what is in n. linked says that n is inside a link.
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

// hides reports whether an element is not shown, or is of a kind that has nothing
// of an article. The body of a WeChat article is hidden until a script shows it,
// and does not count as hidden.
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
	// mso-list:ignore is the mark that Word puts before an item of a list
	for _, s := range []string{"display:none", "visibility:hidden", "font-size:0;", "font-size:0px", "line-through", "mso-list:ignore"} {
		if strings.Contains(style, s) {
			return true
		}
	}
	return strings.HasSuffix(style, "font-size:0")
}

// articleBodies are the elements in which the content systems of districts, their
// media and WeChat put an article, the surest first: #id, .class or [itemprop].
// generic are those that may also have a whole page.
var (
	articleBodies = strings.Fields(`#js_content #js_image_desc #js_text_desc #ucap-content #zoom #zoomcon .trs_ueditor .trs_editor .trs_editor_view .trs_paper_default
		.custom_unionstyle [articlebody] .pages_content #vsb_content .v_news_content .wp_articlecontent .bt_content .bt-content
		#artibody #articlecontent #article_content #article-content .article-content .article_content .articlecontent .article-body .article_body
		.article_con .article-con .articlecon .article-text .rm_txt_con #p-detail #detailcontent .detail-content .detail_content .detailcontent
		.xxgk_content .xxgkcontent .gkcontent .xxgk .news_content .news-content .newscontent #newscontent .news_con .news-con .news_txt .news-text
		.info_content .info-content .infocontent .info_con .content_text .content-text #content_text .text_content .con_text .contxt .txtcon .txt_con
		.entry-content .post-content .post_content .post-body .show_content .zhengwen .main_content_text .rich_text .richtext .rich_media_content`)
	generic = strings.Fields(`article #detail .detail #content .content #con .con #article .article .text #text .view .main-content .main_content #main main`)
)

const (
	leastProse  = 40 // characters outside links that an article has
	leastNotice = 15 // of a short notice in a known container
	leastShare  = 25 // per cent of the page's commas and full stops that an article has
	mostLinked  = 35 // per cent of an article's characters that are in links
	shareOfMost = 60 // per cent of the page's commas and full stops that a generic container has
)

// names returns the tag, id, classes and itemprop of n as the lists above have
// them.
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

// container returns the element with the best of the known names that has at
// least least characters outside links and share per cent of the page's commas
// and full stops. It returns nil if there is none.
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

// prose returns the number of characters outside links.
func (n *node) prose() int { return n.chars - n.linked }

// content returns the element that has the article, nil if there is none. If the
// readability library found the article, it sets w.kept.
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
	if n := w.container(articleBodies, leastNotice, 0); n != nil {
		return n
	}
	return w.bareNotice()
}

// bareNotice returns the body of a page that has only a heading of level one and a
// short notice under it, or nil.
func (w *web) bareNotice() *node {
	body := find(w.root, func(n *node) bool { return n.tag == "body" })
	if body == nil || body.hidden || body.linked > 0 || body.stops == 0 || body.chars < leastNotice {
		return nil
	}
	h := find(body, func(n *node) bool { return n.tag == "h1" })
	if h == nil || body.chars-h.chars < leastNotice {
		return nil
	}
	return body
}

// start returns the page index of the first text of the article in body.
func (w *web) start(body *node) int {
	start := maxNodes + 1
	var look func(*node) bool
	look = func(n *node) bool {
		if n.tag == "" && n.chars > 0 && (w.kept == nil || w.kept[n]) {
			start = n.index
			return true
		}
		return !n.hidden && slices.ContainsFunc(n.kids, look)
	}
	look(body)
	return start
}

// find returns the first element, in page order, for which ok returns true.
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

// byID returns the element with that id.
func (w *web) byID(id string) *node {
	return find(w.root, func(n *node) bool { return n.attr("id") == id })
}

// wordsOf returns the text of n as one line of at most 4 KB, hidden text
// included, with a space at the start and end of each element.
func (w *web) wordsOf(n *node) string {
	const most = 4 << 10 // bytes; callers want a title or the line under it
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
