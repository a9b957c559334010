package terminal

import (
	"cmp"
	"fmt"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Release returns a as it is printed.
func Release(a *knowledge.Article) string {
	var b strings.Builder
	headings, n := 0, 0
	w := Words()
	for _, m := range [][2]string{{w.Fields.File, a.ID}, {w.Fields.Title, a.Title}, {w.Fields.Source, a.Source}, {w.Fields.Date, a.Date.String()}, {w.Fields.URL, a.URL}, {w.Fields.Superseded, a.Superseded.String()}, {w.Fields.Embargo, cmp.Or(a.BadEmbargo, a.Embargo.String())}} {
		if m[1] != "" {
			fmt.Fprintf(&b, "%s：%s\n", m[0], Printable(m[1]))
		}
	}
	for _, s := range a.Sections {
		if s.Heading != "" {
			headings++
			fmt.Fprintf(&b, "\n## %s\n", Printable(s.Heading))
		}
		for ps := s.Paragraphs; len(ps) > 0; {
			t := tableOf(ps)
			if len(t.rows) == 0 {
				n++
				fmt.Fprintf(&b, "\n%d  %s\n%s", n, Printable(ps[0].Text), columns(figureFields(ps[0]), "   ", " | "))
				if len(figure.Unreadable(ps[0].Text)) > 0 {
					fmt.Fprintf(&b, "   "+w.Trouble+"\n", w.Unreadable)
				}
				ps = ps[1:]
				continue
			}
			b.WriteString("\n" + t.text(n+1, ps[:len(t.rows)]))
			n += len(t.rows)
			ps = ps[len(t.rows):]
		}
	}
	fmt.Fprintf(&b, "\n"+w.Totals+"\n", n, headings)
	return b.String()
}
