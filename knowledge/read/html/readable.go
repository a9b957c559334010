package html

import (
	"strconv"

	"beilun/knowledge/read/trace"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostReadable limits the pages that are given to the library, whose time grows
// with the sum of the depths of all elements and texts. An ordinary page has at
// most a quarter of this sum.
const mostReadable = 400_000

// marker is the attribute with the number of a text.
const marker = "data-beilun"

// readable sets w.kept to the texts that the readability library takes for the
// article, for a page in no known layout. It returns false if the library finds
// none. The library works on a copy without hidden elements, in which each text
// is inside an element with a marker. Its guesses of title and date are not used.
func (w *web) readable() bool {
	var all []*node
	var clone func(*node) *html.Node
	clone = func(n *node) *html.Node {
		if n.tag == "" {
			var b trace.Builder
			w.decodeInto(&b, n.text)
			text := &html.Node{Type: html.TextNode, Data: b.String()}
			if n.chars == 0 {
				return text
			}
			span := &html.Node{Type: html.ElementNode, Data: "span", DataAtom: atom.Span}
			span.Attr = []html.Attribute{{Key: marker, Val: strconv.Itoa(len(all))}}
			span.AppendChild(text)
			all = append(all, n)
			return span
		}
		out := &html.Node{Type: html.ElementNode, Data: n.tag, DataAtom: atom.Lookup([]byte(n.tag))}
		for _, key := range []string{"id", "class", "itemprop", "role"} {
			if v := n.attr(key); v != "" {
				out.Attr = append(out.Attr, html.Attribute{Key: key, Val: v})
			}
		}
		if n.tag == "a" {
			out.Attr = append(out.Attr, html.Attribute{Key: "href", Val: "x"})
		}
		for _, k := range n.kids {
			if !k.hidden && (k.chars > 0 || k.tag == "" || k.tag == "br") {
				out.AppendChild(clone(k))
			}
		}
		return out
	}
	body := find(w.root, func(n *node) bool { return n.tag == "body" })
	if body == nil {
		body = w.root
	}
	if depths(body, 1) > mostReadable || body.prose() < leastProse {
		return false
	}
	top := clone(body)
	top.Data, top.DataAtom = "body", atom.Body
	doc := &html.Node{Type: html.DocumentNode}
	page := &html.Node{Type: html.ElementNode, Data: "html", DataAtom: atom.Html}
	page.AppendChild(&html.Node{Type: html.ElementNode, Data: "head", DataAtom: atom.Head})
	page.AppendChild(top)
	doc.AppendChild(page)
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	parser.KeepClasses = true
	parser.CharThresholds = 100
	found, err := parser.ParseAndMutate(doc, nil)
	if err != nil || found.Node == nil {
		return false
	}
	w.kept = map[*node]bool{}
	for n := range found.Node.Descendants() {
		w.keep(n, all)
	}
	return len(w.kept) > 0
}

// keep notes the text whose marker is on n.
func (w *web) keep(n *html.Node, all []*node) {
	for _, a := range n.Attr {
		if a.Key != marker {
			continue
		}
		if i, err := strconv.Atoi(a.Val); err == nil && 0 <= i && i < len(all) {
			w.kept[all[i]] = true
		}
	}
}

// hasKept reports whether n or something in it belongs to the article.
func (w *web) hasKept(n *node) bool {
	if w.kept == nil || w.kept[n] {
		return true
	}
	for _, k := range n.kids {
		if w.hasKept(k) {
			return true
		}
	}
	return false
}

// depths returns the sum of the depths of the elements and texts in n, which is
// at depth itself.
func depths(n *node, depth int) int {
	all := depth
	for _, k := range n.kids {
		all += depths(k, depth+1)
	}
	return all
}
