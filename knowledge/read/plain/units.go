package plain

import (
	"strings"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// Units makes a paragraph of each line. A short line without a mark at its end is
// a heading only between paragraphs of prose, so that the entries of lists and
// the lines of poems are none.
func Units(lines []unwrap.Line) []article.Unit {
	lines = unwrap.WeldCut(lines)
	units := make([]article.Unit, len(lines))
	for i, l := range lines {
		u := article.Unit{String: trace.Plain(l.String)}
		nextBody := i+1 < len(lines) && (prose.IsBody(lines[i+1].Text) || prose.IsItemHead(l.Text) && prose.IsItemHead(lines[i+1].Text) && !prose.SameItems(l.Text, lines[i+1].Text))
		switch {
		case i == 0:
			next := 1
			for next < len(lines) && next < 5 && (prose.IsByline(lines[next].Text) || prose.IsGreeting(lines[next].Text) || next < 3 && prose.CouldHead(lines[next].Text, prose.MaxHeading)) {
				next++
			}
			text := l.Text
			if l.Over { // a title that was cut off
				text = strings.TrimRight(text, "…⋯")
			}
			u.Heading = (l.Over || next < len(lines) && prose.IsBody(lines[next].Text)) && text != "" && prose.CouldHead(text, prose.MaxTitleLine)
		case nextBody && prose.CouldHead(l.Text, prose.MaxHeading):
			u.Heading = prose.IsBody(lines[i-1].Text) || prose.IsPictureName(lines[i-1].Text) || prose.IsItemHead(l.Text) && units[i-1].Heading || i == 1 && units[0].Heading || i == 2 && units[0].Heading && prose.IsByline(lines[1].Text)
		}
		units[i] = u
	}
	return units
}
