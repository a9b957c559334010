package unwrap

import (
	"math"

	"beilun/knowledge/read/prose"
)

// habits is where a page has blank lines and indents, as costs: first of a seam
// inside a paragraph, then of one after it.
type habits struct {
	openings   map[string]bool        // first characters of lines after the end of a paragraph
	base       float64                // indent of the lines that continue a paragraph
	gapCost    [2][gapClasses]float64 // of no, one and more blank lines
	indentCost [2][2]float64          // of a line that is not indented, and of one that is
}

const gapClasses = 3

// learn finds what blank lines and indents mean. After a full line in the middle
// of a sentence a paragraph continues; after a short line that ends a sentence it
// has ended.
func (p *Page) learn() {
	var gaps [2][gapClasses]float64
	var ins [2][2]float64
	p.base = p.usualIndent()
	if p.openings == nil {
		p.openings = map[string]bool{}
	}
	clear(p.openings)
	any := false
	for i, m := range p.marks[:len(p.marks)-1] {
		after := 0
		switch {
		case p.Full(i) && (i > 0 || m.end == prose.EndsComma):
		case m.end == prose.EndsFull && p.short(i):
			after = 1
			p.openings[p.marks[i+1].opening] = true
		default:
			any = any || p.indented(i+1)
			continue
		}
		gaps[after][p.Lines[i+1].gapClass()]++
		if p.indented(i + 1) {
			any = true
			ins[after][1]++
		} else {
			ins[after][0]++
		}
	}
	for after := range gaps {
		all := gaps[after][0] + gaps[after][1] + gaps[after][2]
		for c, n := range gaps[after] {
			p.gapCost[after][c] = -math.Log((n + 0.3) / (all + 0.3*gapClasses))
		}
	}
	p.indentCost = [2][2]float64{}
	if any || p.indented(0) {
		within, after := ins[0][0]+ins[0][1], ins[1][0]+ins[1][1]
		p.indentCost[0] = [2]float64{-math.Log((ins[0][0] + 1) / (within + 1.05)), -math.Log((ins[0][1] + 0.05) / (within + 1.05))}
		p.indentCost[1] = [2]float64{-math.Log((ins[1][0] + 0.1) / (after + 1)), -math.Log((ins[1][1] + 0.9) / (after + 1))}
	}
}

// short reports whether line i ends well before the measure.
func (p *Page) short(i int) bool {
	s := &p.sizes[i]
	if p.by == prose.ByType {
		return s.Normal < 0.8*p.measure
	}
	return s.Normal+s.unit.Normal < p.measure-p.hang-2
}

// usualIndent returns the indent of most lines that continue a sentence.
func (p *Page) usualIndent() float64 {
	if p.indents == nil {
		p.indents = map[float64]int{}
	}
	n := p.indents
	clear(n)
	usual, most := 0.0, 0
	for i := 2; i < len(p.Lines); i++ {
		if !p.Full(i - 1) {
			continue
		}
		in := p.Lines[i].Indent
		if in == usual { // as most do
			most++
			continue
		}
		n[in]++
		if n[in] > most || n[in] == most && in < usual {
			n[usual] = most
			usual, most = in, n[in]
		}
	}
	return usual
}

// indented reports whether line i is indented.
func (p *Page) indented(i int) bool { return p.Lines[i].Indent >= p.base+1.5 }

// gapClass returns the class of the blank lines before l: none, one or more.
func (l *Line) gapClass() int {
	switch {
	case !l.Gap:
		return 0
	case l.blanks > 1:
		return 2
	}
	return 1
}
