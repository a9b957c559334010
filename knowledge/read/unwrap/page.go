package unwrap

import (
	"slices"
	"strings"
	"unicode"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
)

// Page is a text that was copied out of a page, with what its lines have in
// common: the measure to which they are filled and the habits of its paragraphs.
// fit.go finds these, label.go uses them. A Page is not safe for concurrent use.
type Page struct {
	Lines []Line
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

// lineMarks is what label.go needs to know about a line, whatever its width.
type lineMarks struct {
	end     prose.Ending
	starts  prose.Starting
	held    float64 // cost of ending a paragraph after it while brackets or quotations are open
	commas  bool    // it has marks that headings do not have
	bracket bool    // it is a note in brackets
	cut     bool    // it must continue in the next line
	cells   bool    // it is a row of a table set in spaces
	parted  bool    // a number continues in the next line
	sign    bool    // it is the name or the date of a signature
	opens   float64 // cost of beginning a paragraph with its first words, after a full stop
	opening string  // its first two characters
}

// lineSize is the size of a line by a ruler.
type lineSize struct {
	prose.Extent
	unit  prose.Extent // of the next line's first unit
	slack float64      // uncertainty of the measurement
	lead  float64      // white space before it
}

// NewPage returns the page of lines.
func NewPage(lines []Line) *Page {
	p := &Page{Lines: lines, marks: make([]lineMarks, len(lines))}
	held := heldTogether(lines)
	for i, l := range lines {
		m := &p.marks[i]
		m.end = prose.EndOf(l.Text)
		m.starts = prose.StartOf(l.Text)
		m.held = held[i]
		m.commas = commaMarks.In(l.Text)
		m.bracket = strings.HasPrefix(l.Text, "（") && m.end == prose.EndsFull
		m.cells = strings.Contains(l.Text, "\t") || strings.Count(l.Text, "   ") > 1
		m.opens = prose.OpensCost(l.Text)
		m.opening = prose.FirstTwo(l.Text)
		m.sign = i >= len(lines)-imprint.SignLines && imprint.Signs(l.Text)
		m.cut = i+1 < len(lines) && prose.CutOff(l.Text, lines[i+1].Text)
		if i+1 < len(lines) && m.end == prose.EndsOpen {
			m.parted = partsNumber(char.Last(l.Text), char.First(lines[i+1].Text))
		}
	}
	return p
}

// Of returns the page of other lines that were filled like those of p.
func (p *Page) Of(lines []Line) *Page {
	q := NewPage(lines)
	q.fit, q.habits = p.fit, p.habits
	q.use(p.by, p.broken)
	return q
}

// partsNumber reports whether lines that end and begin with these characters
// divide a number: 318. and 6亿元, 12 and 万人.
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

// hasInnerMark reports whether s has a punctuation mark, or in Latin text a
// space, that is not at its end.
func hasInnerMark(s string) bool {
	s = prose.NoLineStart.TrimRight(s)
	return innerMarks.In(s) || latinLetters(s)*2 > len(s)
}

// use measures the lines with a ruler.
func (p *Page) use(by prose.Ruler, broken bool) {
	p.by, p.broken = by, broken
	p.sizes = slices.Grow(p.sizes[:0], len(p.Lines))[:len(p.Lines)]
	for i, l := range p.Lines {
		s := &p.sizes[i]
		*s = lineSize{Extent: by.Measure(l.Text)}
		s.slack, s.lead = 0.05, l.Indent
		switch by {
		case prose.ByType:
			s.slack = 0.3 + 0.06*float64(latinLetters(l.Text))
		case prose.ByCount:
			s.lead = float64(l.Lead)
		}
		if by != prose.ByType {
			s.Least -= by.Hanging(l.Text)
		}
		if i+1 < len(p.Lines) {
			s.unit = by.FirstUnit(p.Lines[i+1].Text, broken)
		}
	}
}

// UnitsOf returns the paragraphs and headings of p with those labels.
func (p *Page) UnitsOf(labels []label) []article.Unit {
	spaces := p.spacesMean()
	var units []article.Unit
	from := 0
	for i, l := range labels {
		if !l.ends() && i < len(labels)-1 {
			continue
		}
		lines := p.Lines[from : i+1]
		parts := make([]trace.String, len(lines))
		for j, l := range lines {
			parts[j] = l.String
		}
		t := trace.Tidy(trace.WeldBy(parts, func(j int, latin bool) (string, int) {
			if glue, ok := p.glue(lines[j], lines[j+1], spaces); ok {
				return glue, 0
			}
			return trace.Seam(lines[j].Text, lines[j+1].Text, latin)
		}))
		units = append(units, article.Unit{String: t, Heading: (l == headLine || l == headOn) && !prose.IsByline(t.Text)})
		from = i + 1
	}
	return units
}

// glue returns what to put between two lines of a page if that can be seen: a
// space at the end of a line or at the start of the next, or nothing if lines end
// in the middle of words.
func (p *Page) glue(a, b Line, spaces bool) (string, bool) {
	switch x, y := char.Last(a.Text), char.First(b.Text); {
	case spaces && (a.Tail || b.Lead == 1):
		return " ", true
	case p.broken && p.by != prose.ByType && spaces && char.IsAlnum(x) && char.IsAlnum(y):
		return "", true
	}
	return "", false
}

// spacesMean reports whether white space at the ends of lines belongs to the
// text. If most lines have it, it comes from copying.
func (p *Page) spacesMean() bool {
	n := 0
	for _, l := range p.Lines {
		if l.Tail || l.Lead == 1 {
			n++
		}
	}
	return n*4 <= len(p.Lines)
}
