package read

import (
	"slices"
	"strings"
	"unicode"

	"beilun/internal/zhtext"
)

// page is what a text that was copied out of a page, line by line, has in
// common: the measure to which its lines are filled and the habits of its
// paragraphs. How they are found says fit.go, what follows from them label.go.
type page struct {
	lines []line
	marks []lineMarks
	sizes []lineSize
	from  [][labels]label // see likeliest
	rest  []float64       // see bound

	indents map[float64]int // see usualIndent
	widths  []float64       // see measures
	guesses []guess
	fit
	habits
}

// lineMarks is what label.go needs to know of a line, whatever its width.
type lineMarks struct {
	end     ending
	starts  starting
	held    float64 // cost of ending a paragraph after it, brackets or quotations being open
	commas  bool    // it has marks that headings do not have
	bracket bool    // it is a note in brackets
	cut     bool    // it can only go on in the next line
	cells   bool    // it is a row of a table set in spaces
	parted  bool    // a number goes on in the next line
	sign    bool    // it is the name or the date of a signature
	opens   float64 // cost of beginning a paragraph with its first words, after a full stop
	opening string  // its first two characters
}

// lineSize is what a ruler says of a line.
type lineSize struct {
	extent
	unit  extent  // of the next line's first unit
	slack float64 // uncertainty of the measurement
	lead  float64 // white space before it
}

// newPage looks at lines.
func newPage(lines []line) *page {
	p := &page{lines: lines, marks: make([]lineMarks, len(lines))}
	held := heldTogether(lines)
	for i, l := range lines {
		m := &p.marks[i]
		m.end = endOf(l.text)
		m.starts = startOf(l.text)
		m.held = held[i]
		m.commas = commaMarks.In(l.text)
		m.bracket = strings.HasPrefix(l.text, "（") && m.end == endsFull
		m.cells = strings.Contains(l.text, "\t") || strings.Count(l.text, "   ") > 1
		m.opens = opensCost(l.text)
		m.opening = firstTwo(l.text)
		m.sign = i >= len(lines)-signLines && signs(l.text)
		m.cut = i+1 < len(lines) && cutOff(l.text, lines[i+1].text)
		if i+1 < len(lines) && m.end == endsOpen {
			m.parted = partsNumber(lastRune(l.text), firstRune(lines[i+1].text))
		}
	}
	return p
}

// of returns the page of other lines that were filled like those of p.
func (p *page) of(lines []line) *page {
	q := newPage(lines)
	q.fit, q.habits = p.fit, p.habits
	q.use(p.by, p.broken)
	return q
}

// partsNumber reports whether two lines that end and begin so part a number:
// 318. and 6亿元, 12 and 万人.
func partsNumber(before, after rune) bool {
	switch {
	case before >= '0' && before <= '9':
		return unicode.IsDigit(after) || strings.ContainsRune(".%‰亿万", after)
	case before == '.':
		return unicode.IsDigit(after)
	}
	return false
}

func latinLetters(s string) int {
	n := 0
	for i := range len(s) {
		if c := s[i] | 0x20; 'a' <= c && c <= 'z' {
			n++
		}
	}
	return n
}

var (
	commaMarks = zhtext.NewSet("，。；,;")
	innerMarks = zhtext.NewSet("，。、；：！？“”（）")
	stopMarks  = zhtext.NewSet("。！？")
)

// hasInnerMark reports whether a punctuation mark, or in Latin text a space,
// stands inside s and not only at its end.
func hasInnerMark(s string) bool {
	s = noLineStart.TrimRight(s)
	return innerMarks.In(s) || latinLetters(s)*2 > len(s)
}

// use measures the lines with a ruler.
func (p *page) use(by ruler, broken bool) {
	p.by, p.broken = by, broken
	p.sizes = slices.Grow(p.sizes[:0], len(p.lines))[:len(p.lines)]
	for i, l := range p.lines {
		s := &p.sizes[i]
		*s = lineSize{extent: by.measure(l.text)}
		s.slack, s.lead = 0.05, l.indent
		switch by {
		case byType:
			s.slack = 0.3 + 0.06*float64(latinLetters(l.text))
		case byCount:
			s.lead = float64(l.lead)
		}
		if by != byType {
			s.least -= by.hanging(l.text)
		}
		if i+1 < len(p.lines) {
			s.unit = by.firstUnit(p.lines[i+1].text, broken)
		}
	}
}

// unitsOf puts the lines of p together as their labels say.
func (p *page) unitsOf(labels []label) []unit {
	spaces := p.spacesMean()
	var units []unit
	from := 0
	for i, l := range labels {
		if !l.ends() && i < len(labels)-1 {
			continue
		}
		lines := p.lines[from : i+1]
		parts := make([]traced, len(lines))
		for j, l := range lines {
			parts[j] = l.traced
		}
		t := tidy(weldBy(parts, func(j int, latin bool) (string, int) {
			if glue, ok := p.glue(lines[j], lines[j+1], spaces); ok {
				return glue, 0
			}
			return seam(lines[j].text, lines[j+1].text, latin)
		}))
		units = append(units, unit{traced: t, heading: (l == headLine || l == headOn) && !isByline(t.text)})
		from = i + 1
	}
	return units
}

// glue returns what to put between two lines of a page where that can be seen:
// a space that stands at the end of a line or at the start of the next, or
// nothing where lines end in the middle of words.
func (p *page) glue(a, b line, spaces bool) (string, bool) {
	switch x, y := lastRune(a.text), firstRune(b.text); {
	case spaces && (a.tail || b.lead == 1):
		return " ", true
	case p.broken && p.by != byType && spaces && isAlnum(x) && isAlnum(y):
		return "", true
	}
	return "", false
}

// spacesMean reports whether white space at the ends of lines is that of the
// text. Where most lines have it, it is an accident of copying.
func (p *page) spacesMean() bool {
	n := 0
	for _, l := range p.lines {
		if l.tail || l.lead == 1 {
			n++
		}
	}
	return n*4 <= len(p.lines)
}
