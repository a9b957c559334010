package terminal

import (
	"fmt"
	"strings"

	"beilun/index/answer/check"
	"beilun/knowledge/ledger"
)

// Report returns what the releases say of the figures of a draft, in its order, and at the
// end how many agree.
func (l Lang) Report(r *check.Report) string {
	var b strings.Builder
	for _, c := range r.Figures {
		key := "check." + string(check.JudgementOf(c.Verdict))
		switch c.Verdict {
		case ledger.Outdated, ledger.Disputed, ledger.NotRead:
			key = "check." + strings.ReplaceAll(string(c.Verdict), " ", "-")
		}
		fmt.Fprintf(&b, "%s\n    “%s”\n", l.Text(key, oneLine(c.Figure.Text)), oneLine(c.Sentence))
		for i, row := range c.Rows {
			said := "check.says"
			switch {
			case c.Verdict == ledger.Outdated && i > 0:
				said = "check.said-before"
			case c.Verdict == ledger.Outdated:
				said = "check.says-now"
			case c.Verdict == ledger.Ahead:
				said = "check.newest"
			case i > 0:
				said = "check.says-too"
			}
			fmt.Fprintf(&b, "  %s\n%s", l.Text(said, l.value(row)), l.quoted(row, "    "))
		}
		b.WriteString("\n")
	}
	n := r.Counts
	if len(r.Figures) == 0 {
		b.WriteString(l.Text("check.no-figures") + "\n")
	} else {
		b.WriteString(l.Text("check.total", len(r.Figures), n.Contradicts, n.Newer, n.Unknown, n.Agrees) + "\n")
	}
	if r.Left > 0 {
		b.WriteString(l.Text("check.left", r.Left) + "\n")
	}
	return b.String()
}
