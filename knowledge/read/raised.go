package read

import (
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// raised are the superior forms of digits: 10 to the power of 8 is not 108.
var raised = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")

// maxRaised is how many characters a power or the number of a note may have.
const maxRaised = 5

// raise gives text that is set raised the characters that are so in themselves.
// It returns false for what is no power and no number of a note: figures are
// raised by mistake, or to stand in the middle of a line.
func raise(s string) (string, bool) {
	inner := strings.TrimSpace(s)
	bare := strings.Trim(inner, "[]［］()（）注")
	if bare == "" || utf8.RuneCountInString(inner) > maxRaised || strings.Trim(bare, "0123456789,-−+") != "" || !strings.ContainsAny(bare, "0123456789") {
		return s, false
	}
	return raised.Replace(s), true
}

// withoutNotes takes the marks of notes out of a text, so that what is shown of a
// number is the number.
func withoutNotes(t traced) traced {
	notes := figure.Notes(t.text)
	if len(notes) == 0 {
		return t
	}
	var b builder
	from := 0
	for _, n := range notes {
		b.copy(t, knowledge.Span{Start: from, End: n.Start})
		from = n.End
	}
	b.copy(t, knowledge.Span{Start: from, End: len(t.text)})
	return b.finish()
}

// liftRule matches a rule of a style sheet that raises text. It is compiled when
// it is first needed, for that takes a while.
var liftRule = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`([^{}<>]{1,200})\{[^{}<>]{0,500}vertical-align\s*:\s*(?:super|text-top|[1-9])`)
})

// className matches a class in the head of a rule.
var className = regexp.MustCompile(`\.([\w-]+)`)

// lifts reports whether the style css or a class of n raises its text.
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

// maxStyleSheet is how many bytes of a page's style sheets are looked at.
const maxStyleSheet = 1 << 18

// styleSheets returns the style sheets that stand in the page.
func (w *web) styleSheets() string {
	var b strings.Builder
	var look func(*node)
	look = func(n *node) {
		for _, k := range n.kids {
			if n.tag == "style" && k.tag == "" && b.Len() < maxStyleSheet {
				b.WriteString(k.text.Of(w.text)[:min(k.text.Len(), maxStyleSheet)])
			}
			look(k)
		}
	}
	look(w.root)
	return b.String()
}
