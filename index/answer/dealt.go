package answer

import (
	"strings"

	"beilun/knowledge"
)

// dealt returns what figure i of the passage measures, where it is one of several
// joined by 、 or 和 that are dealt out to the members of a list (A、B的产值分别为
// 3亿元、2亿元): what stands beside it tells of all of them, and what it is bound
// to of it alone.
func (r *reading) dealt(f *knowledge.Figure) (string, bool) {
	fs := r.hit.Passage.Figures
	for i := range fs {
		if fs[i].Span != f.Span {
			continue
		}
		if i > 0 && r.apart(&fs[i-1], f) || i+1 < len(fs) && r.apart(f, &fs[i+1]) {
			b := f.Binding
			text := b.Subject + b.Scope + b.Metric
			if b.Change {
				text += "增长"
			}
			return fold(text), b.Metric != ""
		}
	}
	return "", false
}

// apart reports whether two figures that are joined measure what differs.
func (r *reading) apart(f, g *knowledge.Figure) bool {
	if f.Quote.End > g.Quote.Start {
		return false
	}
	a, b := f.Binding, g.Binding
	switch strings.TrimSpace(r.hit.Passage.Text[f.Quote.End:g.Quote.Start]) {
	case "、", "和", "与", "及", "以及":
		return a.Subject != b.Subject || a.Scope != b.Scope || a.Metric != b.Metric
	}
	return false
}
