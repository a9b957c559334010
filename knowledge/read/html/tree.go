package html

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Limits of a web page. html.Parse is not used, because it may clone every open
// <b> and <font> at every tag and joins the pieces of a text repeatedly: a file
// of the largest size would take hours and all memory. It also loses where in the
// file each text is.
const (
	maxNodes = 400_000 // elements and texts of a page
	MaxTree  = 512     // elements inside each other
	MaxTag   = 4 << 20 // bytes of one tag, script or text
	maxAttr  = 2 << 10 // bytes of an attribute's value that are kept
)

// node is an element of a page, or a text in it.
type node struct {
	tag    string // lower case; "" for a text
	attrs  map[string]string
	text   knowledge.Span // of a text or a script, in the file's text
	parent *node
	kids   []*node
	count      // of what is in it, see find.go
	index  int // in page order
}

// attr returns the value of an attribute, or "".
func (n *node) attr(key string) string { return n.attrs[key] }

// has reports whether n is one of tags, which has a space around each.
func (n *node) has(tags string) bool { return n.tag != "" && strings.Contains(tags, " "+n.tag+" ") }

// Kinds of elements.
const (
	voidTags   = " area base br col embed hr img input link meta param source track wbr frame "
	headTags   = " meta link title script style base noscript template "
	inlineTags = " a abbr acronym b bdi bdo big cite code dfn em font i ins kbd label mark nobr q samp small span strong sub sup time tt u var del s strike img br wbr ruby rt rp rb "
	cellTags   = " td th caption "
	closesP    = " address article aside blockquote center details dialog dir div dl dd dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section table tr td th ul "
	keptAttrs  = " id class style hidden href name property content http-equiv itemprop datetime type role aria-hidden colspan rowspan rel "
)

// treeBuilder makes the tree of a page from its tags, as a browser does, if it
// matters to which paragraph a text belongs.
type treeBuilder struct {
	stack []*node
	open  map[string]int // number of elements on the stack, by tag
	nodes int
	saved string // address in the comment of a browser that saved the page
}

// parsePage returns the tree of the page t and the address it was saved from. The
// error wraps release.ErrTooLarge.
func parsePage(t trace.String) (root *node, saved string, err error) {
	b := &treeBuilder{stack: []*node{{tag: "#page"}}, open: map[string]int{}}
	z := html.NewTokenizer(strings.NewReader(t.Text))
	z.SetMaxBuf(MaxTag)
	for at := 0; ; {
		kind := z.Next()
		s := knowledge.Span{Start: at, End: at + len(z.Raw())}
		at = s.End
		if kind == html.ErrorToken {
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return nil, "", fmt.Errorf("%w: a tag of more than %d bytes", release.ErrTooLarge, MaxTag)
			}
			return b.stack[0], b.saved, nil
		}
		if err := b.token(z, kind, s, t.Text); err != nil {
			return nil, "", err
		}
	}
}

func (b *treeBuilder) token(z *html.Tokenizer, kind html.TokenType, s knowledge.Span, text string) error {
	switch kind {
	case html.TextToken:
		return b.words(s, text)
	case html.CommentToken:
		if b.saved == "" {
			b.saved = savedFrom(s.Of(text))
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		name, more := z.TagName()
		n := &node{tag: tagName(name)}
		for more {
			var k, v []byte
			k, v, more = z.TagAttr()
			if strings.Contains(keptAttrs, " "+string(k)+" ") && n.attrs[string(k)] == "" {
				if n.attrs == nil {
					n.attrs = map[string]string{}
				}
				n.attrs[string(k)] = strings.ToValidUTF8(string(v[:min(len(v), maxAttr)]), "")
			}
		}
		return b.start(n, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		name, _ := z.TagName()
		if string(name) == "br" {
			return b.add(&node{tag: "br"})
		}
		b.end(string(name))
	}
	return nil
}

// savedFrom returns the address in the comment by which a browser, or its
// extension SingleFile, says where it saved a page from, or "".
func savedFrom(comment string) string {
	if _, at, ok := strings.Cut(comment, "saved from url="); ok {
		_, at, _ = strings.Cut(at[:min(len(at), maxAttr)], ")")
		at, _, _ = strings.Cut(at, " ")
		return imprint.WebAddress(at)
	}
	if _, at, ok := strings.Cut(comment, "Page saved with SingleFile"); ok {
		_, at, _ = strings.Cut(at[:min(len(at), maxAttr)], "url: ")
		at, _, _ = strings.Cut(strings.TrimSpace(at), "\n")
		return imprint.WebAddress(strings.TrimSpace(at))
	}
	return ""
}

// tagName returns name as a string, without an allocation if it is a name of
// HTML.
func tagName(name []byte) string {
	if a := atom.Lookup(name); a != 0 {
		return a.String()
	}
	return string(name)
}

func (b *treeBuilder) top() *node { return b.stack[len(b.stack)-1] }

// add adds n to the element that is open.
func (b *treeBuilder) add(n *node) error {
	if b.nodes++; b.nodes > maxNodes {
		return fmt.Errorf("%w: more than %d elements of HTML", release.ErrTooLarge, maxNodes)
	}
	n.parent, n.index = b.top(), b.nodes
	n.parent.kids = append(n.parent.kids, n)
	return nil
}

func (b *treeBuilder) words(s knowledge.Span, text string) error {
	if top := b.top(); top.tag == "script" {
		top.text = s
		return nil
	}
	if b.open["head"] > 0 && b.top().tag == "head" && strings.TrimSpace(s.Of(text)) != "" {
		b.popTo("head")
	}
	return b.add(&node{text: s})
}

func (b *treeBuilder) start(n *node, closed bool) error {
	switch {
	case (n.tag == "html" || n.tag == "body") && b.open[n.tag] > 0:
		return nil
	case b.open["head"] > 0 && b.top().tag == "head" && !n.has(headTags):
		b.popTo("head")
	}
	b.imply(n)
	if err := b.add(n); err != nil {
		return err
	}
	if n.has(voidTags) || closed && strings.ContainsAny(n.tag, ":-") {
		return nil
	}
	if len(b.stack) > MaxTree {
		return fmt.Errorf("%w: the HTML is nested too deeply", release.ErrTooLarge)
	}
	b.stack = append(b.stack, n)
	b.open[n.tag]++
	return nil
}

// imply closes the elements that end where n starts.
func (b *treeBuilder) imply(n *node) {
	if n.has(closesP) {
		b.closeIn("p", " td th caption table button ")
	}
	switch n.tag {
	case "li":
		b.closeIn("li", " ul ol menu dir td th table ")
	case "dt", "dd":
		b.closeIn("dt", " dl td th table ")
		b.closeIn("dd", " dl td th table ")
	case "option", "optgroup":
		b.closeIn("option", " select ")
	case "a":
		b.closeIn("a", closesP)
	case "td", "th":
		b.closeIn("td", " tr table ")
		b.closeIn("th", " tr table ")
	case "tr":
		b.closeIn("tr", " table ")
	case "thead", "tbody", "tfoot":
		for _, t := range []string{"tr", "thead", "tbody", "tfoot", "caption"} {
			b.closeIn(t, " table ")
		}
	}
}

// closeIn closes the innermost open element of that tag, unless one of the
// barriers is open inside it.
func (b *treeBuilder) closeIn(tag, barriers string) {
	if b.open[tag] == 0 {
		return
	}
	for i := len(b.stack) - 1; i > 0; i-- {
		n := b.stack[i]
		if n.tag == tag {
			b.pop(i)
			return
		}
		if n.has(barriers) {
			return
		}
	}
}

// end closes the element that an end tag belongs to, if one is open. The end tag
// of an inline element does not close a block inside it, and only the tags of
// tables close a table's cell.
func (b *treeBuilder) end(tag string) {
	switch tag {
	case "html", "body":
		return
	case "table", "tr", "tbody", "thead", "tfoot", "td", "th", "caption":
		barrier := " table "
		if tag == "table" {
			barrier = ""
		}
		b.closeIn(tag, barrier)
	default:
		if n := (&node{tag: tag}); n.has(inlineTags) {
			b.closeIn(tag, closesP)
			return
		}
		b.closeIn(tag, cellTags+"table ")
	}
}

// popTo closes the innermost element of that tag.
func (b *treeBuilder) popTo(tag string) { b.closeIn(tag, "") }

// pop closes all elements from index i of the stack on.
func (b *treeBuilder) pop(i int) {
	for _, n := range b.stack[i:] {
		b.open[n.tag]--
	}
	b.stack = b.stack[:i]
}
