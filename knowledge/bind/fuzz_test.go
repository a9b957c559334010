package bind

import (
	"strings"
	"testing"
)

// FuzzArticle binds any text: nothing panics, and no member of a list is cut
// within a character.
func FuzzArticle(f *testing.F) {
	for _, s := range shapes {
		f.Add(s)
	}
	f.Add("对甲、乙和丙的进出口额分别为1亿元、2亿元和3亿元，分别增长1%、下降2%和3%。")
	f.Add("一、二期总投资分别为1亿元（含2亿元）和3亿元，前者4亿元，后者5%；A1、A2地块均为6亩。")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		asked := 0
		a := articleOf("甲区公报", text)
		pairsOf(&asked).Article(a)
		for _, p := range a.Paragraphs() {
			for _, g := range p.Figures {
				if b := g.Binding; strings.ToValidUTF8(b.Subject+b.Scope+b.Metric, "") != b.Subject+b.Scope+b.Metric {
					t.Errorf("%q: %q is bound to %q %q %q", text, g.Text, b.Subject, b.Scope, b.Metric)
				}
			}
		}
	})
}
