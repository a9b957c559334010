package html

import (
	"regexp"
	"strings"
	"sync"
)

// liftRule matches a rule of a style sheet that raises text. Compiling it takes
// long enough to wait until a page needs it.
var liftRule = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`([^{}<>]{1,200})\{[^{}<>]{0,500}vertical-align\s*:\s*(?:super|text-top|[1-9])`)
})

// className matches a class in the selector of a rule.
var className = regexp.MustCompile(`\.([\w-]+)`)

// lifts reports whether the inline style css or a class of n raises its text.
func (w *web) lifts(n *node, css string) bool {
	if strings.Contains(css, "vertical-align:super") || strings.Contains(css, "vertical-align:text-top") {
		return true
	}
	class := n.attr("class")
	if class == "" {
		return false
	}
	if w.lifted == nil {
		w.lifted = map[string]bool{"sup": true, "super": true, "superscript": true}
		for _, m := range liftRule().FindAllStringSubmatch(w.styleSheets(), -1) {
			for _, c := range className.FindAllStringSubmatch(m[1], -1) {
				w.lifted[c[1]] = true
			}
		}
	}
	for _, c := range strings.Fields(class) {
		if w.lifted[c] {
			return true
		}
	}
	return false
}

// maxStyleSheet is how many bytes of the style sheets are searched.
const maxStyleSheet = 1 << 18

// styleSheets returns the style sheets in the page.
func (w *web) styleSheets() string {
	var b strings.Builder
	var look func(*node)
	look = func(n *node) {
		for _, k := range n.kids {
			if n.tag == "style" && k.tag == "" && b.Len() < maxStyleSheet {
				b.WriteString(k.text.Of(w.Text)[:min(k.text.Len(), maxStyleSheet)])
			}
			look(k)
		}
	}
	look(w.root)
	return b.String()
}
