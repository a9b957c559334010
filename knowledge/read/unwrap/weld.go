package unwrap

import (
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// runsOnTo reports whether line b continues the sentence of line a, in text with
// lines of different widths: a ends without a mark, and together they are a
// sentence. Verses and items are lines by themselves.
func runsOnTo(a, b *Line) bool {
	if a.Head || b.Head || a.Row != nil || b.Row != nil || a.Spaced || b.Spaced || b.Gap || len(a.Text) > release.MaxParagraph {
		return false
	}
	return prose.CutOff(a.Text, b.Text) || prose.EndOf(a.Text) == prose.EndsComma && char.Last(a.Text) != '、' && prose.StartOf(b.Text) == prose.StartsPlain &&
		prose.StartOf(a.Text) == prose.StartsPlain && prose.EndOf(b.Text) == prose.EndsFull && max(prose.Measure(a.Text).Normal, prose.Measure(b.Text).Normal) >= verse
}

const verse = 16.0 // em; no line of a poem is longer

// WeldCut joins lines that can only belong together.
func WeldCut(lines []Line) []Line {
	from := 0
	for from+1 < len(lines) && !runsOnTo(&lines[from], &lines[from+1]) {
		from++
	}
	if from+1 >= len(lines) {
		return lines
	}
	out := append(make([]Line, 0, len(lines)), lines[:from]...)
	for i := from; i < len(lines); {
		n := 1
		for i+n < len(lines) && runsOnTo(&lines[i+n-1], &lines[i+n]) {
			n++
		}
		l := lines[i]
		if n > 1 {
			parts := make([]trace.String, n)
			for j := range parts {
				parts[j] = lines[i+j].String
			}
			l.String = trace.Weld(parts)
		}
		out = append(out, l)
		i += n
	}
	return out
}
