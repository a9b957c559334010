package unwrap

import (
	"cmp"
	"math"
	"slices"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
)

// fit is how the lines of a page are filled.
type fit struct {
	by      prose.Ruler
	measure float64 // width of a full line
	hang    float64 // indent of a paragraph's first line that was lost in copying
	counted bool    // a visible indent counts in the width
	broken  bool    // lines end inside numbers and words
	free    bool    // no line is filled; each is a paragraph or a heading
}

const (
	leastMeasure = 9.0  // the narrowest column
	mostMeasure  = 80.0 // the widest
	enough       = 800  // lines that show a page's measure and habits
	certain      = 9.0  // how much less a page must cost than lines by themselves
	fewLines     = 5    // a shorter page must be clearer
)

// Wrapped reports whether the lines of p are those of a page, and not each a
// paragraph, and then sets the measure.
//
// Each ruler, each width to which several lines are filled and each way to count
// indents is a guess at how the page was made. The cost of a guess is that of the
// likeliest labels under it (label.go). The best guess must be clearly better
// than taking each line by itself. Then many lines that end in the middle of a
// sentence cost much, while on a page they are full.
func (p *Page) Wrapped() bool {
	if !p.mayWrap() {
		return false
	}
	sample := &Page{Lines: p.Lines[:min(len(p.Lines), enough)]}
	sample.marks = p.marks[:len(sample.Lines)]
	sample.free = true
	alone := sample.cost(math.Inf(1))
	sample.free = false
	sample.bound()
	best, least := fit{}, math.Inf(1)
	for by := range prose.NumRulers {
		sample.use(by, sample.breaksNumbers())
		for _, in := range []fit{{}, {hang: 2}, {counted: true}} {
			if in.counted && !sample.hasIndent() {
				continue
			}
			sample.hang, sample.counted = in.hang, in.counted
			for _, w := range sample.measures() {
				sample.measure = w
				sample.learn()
				if cost := sample.cost(least); cost < least-0.01 {
					best, least = sample.fit, cost
				}
			}
		}
	}
	margin := certain
	if len(p.Lines) < fewLines {
		margin += 3
	}
	for _, m := range sample.marks { // a line that must continue says nothing about the others
		if m.cut {
			margin += 4
		}
	}
	if least > alone-margin {
		return false
	}
	p.fit = best
	p.use(best.by, best.broken)
	sample.fit = best
	if len(sample.Lines) == len(p.Lines) {
		sample.sizes = p.sizes
	} else {
		sample.use(best.by, best.broken)
	}
	sample.learn()
	p.habits = sample.habits
	return true
}

// mayWrap reports whether the marks in the lines can be those of a page. Because
// its lines end anywhere, some end in the middle of a sentence, and marks are
// anywhere in them, unlike in lists and poems.
func (p *Page) mayWrap() bool {
	n := len(p.Lines)
	open, commas, stops, marked := 0, 0, 0, 0
	for i := range p.marks {
		m := &p.marks[i]
		if i < n-1 && (m.end == prose.EndsOpen || m.end == prose.EndsComma) {
			open++
		}
		if m.end == prose.EndsComma {
			commas++
		}
		if m.end == prose.EndsFull || stopMarks.In(p.Lines[i].Text) {
			stops++
		}
		if hasInnerMark(p.Lines[i].Text) {
			marked++
		}
	}
	return n > 1 && open > 0 && stops*15 >= n && marked*3 >= n && commas <= max(open-commas, 2)
}

// breaksNumbers reports whether digits end one line and begin the next.
func (p *Page) breaksNumbers() bool {
	for i, m := range p.marks[:len(p.marks)-1] {
		if m.parted && char.IsHalfDigit(char.Last(p.Lines[i].Text)) && char.IsHalfDigit(char.First(p.Lines[i+1].Text)) && !m.cells {
			return true
		}
	}
	return false
}

// hasIndent reports whether any line is indented.
func (p *Page) hasIndent() bool {
	return slices.ContainsFunc(p.Lines, func(l Line) bool { return l.Indent >= 1.5 })
}

// Full reports whether line i fills the measure: it ends in the middle of a
// sentence, and has room for its own characters but not for what comes next, or
// has that room only because an indent was lost.
func (p *Page) Full(i int) bool {
	m, s := &p.marks[i], &p.sizes[i]
	if m.end == prose.EndsFull || m.end == prose.EndsHalf || m.cells {
		return false
	}
	if p.Lines[i].Spaced {
		return true
	}
	in := 0.0
	if p.counted {
		in = s.lead
	}
	if s.Least+in > p.measure+s.slack {
		return false
	}
	room := p.measure - in - s.Normal - s.unit.Normal
	first := p.hang > 0 && (i == 0 || p.marks[i-1].end == prose.EndsFull || p.marks[i-1].end == prose.EndsOpen && p.sizes[i-1].Normal < 0.8*p.measure)
	return room < s.slack || first && room < p.hang+s.slack
}

// guess is a width that may be the measure, with its score.
type guess struct{ width, score float64 }

// score returns how many lines are full at width x, less those that are too long.
func (p *Page) score(x float64) float64 {
	score := 0.0
	for i := range p.sizes {
		s := &p.sizes[i]
		if p.Full(i) {
			score += 1 - 0.1*min(2, math.Abs(x-s.Normal))
		}
		if s.Least > x+s.slack+0.3 && !p.Lines[i].Spaced {
			isTitle := i == 0 && p.marks[i].end == prose.EndsOpen // in larger type
			if !isTitle {
				score -= 3
			}
		}
	}
	return score
}

// measures returns the widths with the highest scores, the best first.
func (p *Page) measures() []float64 {
	const most = 3
	widths := p.widths[:0]
	add := func(x float64) {
		if p.by == prose.ByType {
			x = math.Round(x)
		}
		if leastMeasure <= x && x <= mostMeasure {
			widths = append(widths, x)
		}
	}
	for i := range p.marks {
		if p.marks[i].end == prose.EndsFull || p.Lines[i].Spaced {
			continue
		}
		s := &p.sizes[i]
		add(s.Normal)
		add(s.Least)
		add(s.Normal + p.hang)
		if p.counted {
			add(s.Normal + s.lead)
		}
	}
	slices.Sort(widths)
	widths = slices.Compact(widths)
	p.widths = widths
	guesses := p.guesses[:0]
	for _, x := range widths {
		p.measure = x
		guesses = append(guesses, guess{x, p.score(x)})
	}
	p.guesses = guesses
	slices.SortFunc(guesses, func(a, b guess) int {
		if a.score != b.score {
			return cmp.Compare(b.score, a.score)
		}
		return cmp.Compare(a.width, b.width)
	})
	var out []float64
	for _, g := range guesses[:min(most, len(guesses))] {
		out = append(out, g.width)
	}
	return out
}
