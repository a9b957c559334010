package read

import (
	"math"
	"strings"
)

// page is what a text that was copied out of a printed page, line by line, has
// in common: the measure to which its lines are filled and the habits of its
// paragraphs.
type page struct {
	lines   []line
	marks   []lineMarks
	measure float64       // width of a full line in em
	indents bool          // white space before a line tells where a paragraph begins
	hang    float64       // indent of a paragraph's first line in em, seen or lost in copying
	gapCost [2][2]float64 // of a seam [within a paragraph, after one] that is [plain, a blank line]
}

// lineMarks is what label.go needs to know of a line.
type lineMarks struct {
	extent
	unit    extent  // of the next line's first unit
	slack   float64 // uncertainty of the measurement
	end     ending
	starts  starting
	held    float64 // cost of ending a paragraph after it, brackets or quotations being open
	commas  bool    // it has marks that headings do not have
	bracket bool    // it is a note in brackets
}

// newPage measures lines.
func newPage(lines []line) *page {
	p := &page{lines: lines, marks: make([]lineMarks, len(lines))}
	held := heldTogether(lines)
	for i, l := range lines {
		m := &p.marks[i]
		m.extent = measure(l.text)
		if i+1 < len(lines) {
			m.unit = firstUnit(lines[i+1].text)
		}
		m.slack = 0.3 + 0.06*float64(latinLetters(l.text))
		m.end = endOf(l.text)
		m.starts = startOf(l.text)
		m.held = held[i]
		m.commas = strings.ContainsAny(l.text, "，。；,;")
		m.bracket = strings.HasPrefix(l.text, "（") && m.end == endsFull
	}
	p.learnGaps()
	p.learnIndents()
	return p
}

func latinLetters(s string) int {
	n := 0
	for _, r := range s {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			n++
		}
	}
	return n
}

// learnGaps sees what blank lines are for. In the middle of sentences they
// stand by accident (after each line, or where a column ended); after short
// lines that end a sentence a paragraph has ended.
func (p *page) learnGaps() {
	var open, openGap, closed, closedGap float64
	widest := 0.0
	for _, m := range p.marks {
		widest = max(widest, m.least)
	}
	for i, m := range p.marks[:len(p.marks)-1] {
		gap := 0.0
		if p.lines[i+1].gap {
			gap = 1
		}
		switch {
		case m.end == endsOpen || m.end == endsComma:
			open++
			openGap += gap
		case m.end == endsFull && m.normal < 0.8*widest:
			closed++
			closedGap += gap
		}
	}
	cost := func(of, all float64) float64 { return -math.Log((of + 0.5) / (all + 1)) }
	p.gapCost = [2][2]float64{
		{cost(open-openGap, open), cost(openGap, open)},
		{cost(closed-closedGap, closed), cost(closedGap, closed)},
	}
}

// learnIndents sees whether some lines stand in and others do not.
func (p *page) learnIndents() {
	in := 0
	for _, l := range p.lines {
		if l.indent >= 1.5 {
			in++
		}
	}
	p.indents = in*30 >= len(p.lines) && in*10 <= 7*len(p.lines)
}

// full reports whether line i fills a measure of w em: it ends in the middle
// of a sentence, has room for its own characters but not for what comes next,
// or has it only because an indent was lost.
func (p *page) full(i int, w float64) bool {
	m := p.marks[i]
	if m.end == endsFull || m.end == endsHalf {
		return false
	}
	if p.lines[i].spaced {
		return true
	}
	if m.least > w+m.slack {
		return false
	}
	room := w - m.normal - m.unit.normal
	first := i == 0 || p.marks[i-1].end == endsFull || p.marks[i-1].end == endsOpen && p.marks[i-1].normal < 0.8*w
	return room < m.slack || first && room < 2+m.slack
}

const (
	leastMeasure = 9.0  // em: the narrowest column
	mostMeasure  = 80.0 // em: the widest
)

// wrapped reports whether the lines of p are those of a page and not each a
// paragraph, and then sets the measure. In a page most lines that end in the
// middle of a sentence are full and hardly any line is too long; and since
// lines end anywhere, marks stand anywhere in them, unlike in lists and poems.
func (p *page) wrapped() bool {
	n := len(p.lines)
	if n < 3 {
		return false
	}
	open, commas, stops, marked := 0, 0, 0, 0
	for i, m := range p.marks {
		if i < n-1 && (m.end == endsOpen || m.end == endsComma) {
			open++
		}
		if m.end == endsComma {
			commas++
		}
		if m.end == endsFull || strings.ContainsAny(p.lines[i].text, "。！？") {
			stops++
		}
		if hasInnerMark(p.lines[i].text) {
			marked++
		}
	}
	if open < 2 || open*5 < n*2 || stops*15 < n || commas*2 > open || marked*3 < n {
		return false
	}
	w, full, over := p.bestMeasure()
	if w < leastMeasure || full*10 < open*6 || full < 2 || over*20 > n {
		return false
	}
	p.measure = w
	return n > 4 || full == open
}

// hasInnerMark reports whether a punctuation mark, or in Latin text a space,
// stands inside s and not only at its end.
func hasInnerMark(s string) bool {
	s = strings.TrimRight(s, noLineStart)
	return strings.ContainsAny(s, "，。、；：！？“”（）") || latinLetters(s)*2 > len(s)
}

// bestMeasure returns the width that makes most lines full and fewest too
// long, with both counts.
func (p *page) bestMeasure() (w float64, full, over int) {
	widths := map[float64]bool{}
	for i, m := range p.marks {
		if m.end == endsFull || p.lines[i].spaced {
			continue
		}
		for _, x := range []float64{math.Round(m.normal), math.Round(m.least)} {
			if leastMeasure <= x && x <= mostMeasure {
				widths[x] = true
			}
		}
	}
	best := math.Inf(-1)
	for x := range widths {
		f, o, off := 0, 0, 0.0
		for i, m := range p.marks {
			if p.full(i, x) {
				f++
				off += min(2, math.Abs(x-m.normal))
			}
			isTitle := i == 0 && m.end == endsOpen // in larger type
			if m.least > x+m.slack+0.3 && !p.lines[i].spaced && !isTitle {
				o++
			}
		}
		score := float64(f) - 3*float64(o) - 0.1*off
		if score > best || score == best && x < w {
			best, w, full, over = score, x, f, o
		}
	}
	return w, full, over
}
