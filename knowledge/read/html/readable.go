package html

import (
	"strconv"

	"beilun/knowledge/read/trace"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mostReadable bounds what is handed to the library, whose time grows with the
// number of elements and texts times their depth: the sum of their depths. An
// ordinary page has a quarter of it at most.
const mostReadable = 400_000

// marker is the attribute by which texts are known again.
const marker = "data-beilun"

// readable asks the readability library which texts of a page in no known
// layout belong to the article, and sets w.kept to them. It works on a copy,
// hidden elements left out, in which every text stands in a marked element of
// its own; its guesses of title and date are not heard.
//
// go-trafilatura was somewhat better on pages without any mark of an article
// but took 130 ms and 80 MB at every start of the program, for the tables of
// its date parser (2026-11).
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

// keep notes the text that n was made for.
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

// owns reports whether n, or something in it, is of the article.
func (w *web) owns(n *node) bool {
	if w.kept == nil || w.kept[n] {
		return true
	}
	for _, k := range n.kids {
		if w.owns(k) {
			return true
		}
	}
	return false
}

// depths returns the sum of the depths of the elements and texts of n.
func depths(n *node, depth int) int {
	all := depth
	for _, k := range n.kids {
		all += depths(k, depth+1)
	}
	return all
}
