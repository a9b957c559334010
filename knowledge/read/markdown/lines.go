package markdown

import (
	"slices"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/plain"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

// mdBlock is a block of a Markdown file: a unit and, for a paragraph, its lines.
type mdBlock struct {
	article.Unit
	lines []unwrap.Line
}

// addParagraph adds a paragraph of lines. If it was copied with a page, it may be
// several.
func (m *markdown) addParagraph(parts []trace.String) {
	lines := make([]unwrap.Line, 0, len(parts))
	for _, t := range parts {
		l := unwrap.Line{String: trace.Plain(t), Gap: len(lines) == 0}
		if l.Text == "" {
			continue
		}
		if trace.LetterSpaced(l.Text) {
			l.String, l.Spaced = trace.CloseUp(l.String), true
		}
		lines = append(lines, l)
	}
	m.blocks = append(m.blocks, mdBlock{article.Unit{String: trace.Plain(trace.Weld(parts))}, lines})
}

// linewise reports whether each line is a paragraph by itself, as in text that
// was copied into a Markdown file. By the rules of Markdown, lines continue in
// the next.
func (m *markdown) linewise() bool {
	meant, open := 0, 0
	for _, p := range m.blocks {
		a, b := lineEnds(p.lines)
		meant, open = meant+a, open+b
	}
	return meant > 0 && 2*open <= meant
}

// lineEnds counts the ends of lines that end something, and those that do not.
func lineEnds(lines []unwrap.Line) (meant, open int) {
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, prose.Measure(l.Text).Normal)
	}
	ended := true
	for i := range max(0, len(lines)-1) {
		if ended = endsLine(lines[i], lines[i+1], ended, widest); ended {
			meant++
		} else {
			open++
		}
	}
	return meant, open
}

// endsLine reports whether the end of line a, before line b, ends a sentence, a
// row, a byline, or a heading, which has room after it. ended says that the line
// before a did so, and widest is the width of the widest line.
func endsLine(a, b unwrap.Line, ended bool, widest float64) bool {
	room := prose.Measure(a.Text).Normal < 0.7*widest
	switch end := prose.EndOf(a.Text); {
	case plain.HasPipe(a.Text) && plain.HasPipe(b.Text):
		return true
	case prose.CutOff(a.Text, b.Text) || end == prose.EndsComma:
		return false
	case end == prose.EndsFull, plain.HasPipe(a.Text) != plain.HasPipe(b.Text):
		return true
	case prose.StartOf(b.Text) == prose.StartsItem:
		return true
	case end == prose.EndsHalf:
		return room
	case ended && room && prose.CouldHead(a.Text, prose.MaxTitleLine):
		return true
	}
	_, ok := imprint.FromLine(a.Text)
	return ok || imprint.IsPageWords(a.Text)
}

// lines returns the lines of the file, each paragraph that continues over lines
// as one.
func (m *markdown) lines() []unwrap.Line {
	var out []unwrap.Line
	for _, p := range m.blocks {
		meant, open := lineEnds(p.lines)
		switch {
		case p.Heading || p.Row != nil || len(p.lines) == 0:
			out = append(out, unwrap.Line{String: p.String, Head: p.Heading, Row: p.Row, Gap: true})
		case 2*open > meant:
			out = append(out, unwrap.Line{String: p.String, Gap: true})
		default:
			out = append(out, p.lines...)
		}
	}
	return slices.DeleteFunc(out, func(l unwrap.Line) bool { return l.Text == "" })
}

// units returns the blocks as units. A block that was copied out of a page with
// several paragraphs is read as lines.
func (m *markdown) units() []article.Unit {
	out := make([]article.Unit, 0, len(m.blocks))
	for _, p := range m.blocks {
		if meant, open := lineEnds(p.lines); meant > 0 && open > 0 {
			if page := unwrap.NewPage(p.lines); page.Wrapped() {
				out = append(out, page.UnitsOf(page.LabelLines())...)
				continue
			}
		}
		out = append(out, p.Unit)
	}
	return out
}
