package read

import "slices"

// mdBlock is a block of a Markdown file: a unit, and for a paragraph its lines.
type mdBlock struct {
	unit
	lines []line
}

// addParagraph adds a paragraph of lines, of which a page that was copied with it may
// have made several.
func (m *markdown) addParagraph(parts []traced) {
	lines := make([]line, 0, len(parts))
	for _, t := range parts {
		l := line{traced: plain(t), gap: len(lines) == 0}
		if l.text == "" {
			continue
		}
		if letterSpaced(l.text) {
			l.traced, l.spaced = closeUp(l.traced), true
		}
		lines = append(lines, l)
	}
	m.blocks = append(m.blocks, mdBlock{unit{traced: plain(weld(parts))}, lines})
}

// linewise reports whether each line of the paragraphs of m is one of its own, as in
// text that was copied into a Markdown file. By the rules of Markdown lines run on.
func (m *markdown) linewise() bool {
	meant, open := 0, 0
	for _, p := range m.blocks {
		a, b := lineEnds(p.lines)
		meant, open = meant+a, open+b
	}
	return meant > 0 && 2*open <= meant
}

// lineEnds counts the ends of lines that end something, and those that do not.
func lineEnds(lines []line) (meant, open int) {
	widest := 0.0
	for _, l := range lines {
		widest = max(widest, measure(l.text).normal)
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

// endsLine reports whether the end of line a, before line b, ends what it says: a
// sentence, a row, a byline, or a heading, which has room behind it. Ended says that
// the line before a did so, widest how wide lines are.
func endsLine(a, b line, ended bool, widest float64) bool {
	room := measure(a.text).normal < 0.7*widest
	switch end := endOf(a.text); {
	case hasPipe(a.text) && hasPipe(b.text):
		return true
	case cutOff(a.text, b.text) || end == endsComma:
		return false
	case end == endsFull, hasPipe(a.text) != hasPipe(b.text):
		return true
	case startOf(b.text) == startsItem:
		return true
	case end == endsHalf:
		return room
	case ended && room && couldHead(a.text, maxTitleLine):
		return true
	}
	_, ok := fromLine(a.text)
	return ok || isPageWords(a.text)
}

// lines returns the file as lines, those of paragraphs that run on put together.
func (m *markdown) lines() []line {
	var out []line
	for _, p := range m.blocks {
		meant, open := lineEnds(p.lines)
		switch {
		case p.heading || p.row != nil || len(p.lines) == 0:
			out = append(out, line{traced: p.traced, head: p.heading, row: p.row, gap: true})
		case 2*open > meant:
			out = append(out, line{traced: p.traced, gap: true})
		default:
			out = append(out, p.lines...)
		}
	}
	return slices.DeleteFunc(out, func(l line) bool { return l.text == "" })
}

// units returns the blocks as Markdown has them. A block that was copied out of a page
// with several paragraphs is read as such.
func (m *markdown) units() []unit {
	out := make([]unit, 0, len(m.blocks))
	for _, p := range m.blocks {
		if meant, open := lineEnds(p.lines); meant > 0 && open > 0 {
			if page := newPage(p.lines); page.wrapped() {
				out = append(out, page.unitsOf(page.labelLines())...)
				continue
			}
		}
		out = append(out, p.unit)
	}
	return out
}
