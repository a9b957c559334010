package read

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// fit is how the lines of a page are filled.
type fit struct {
	by      ruler
	measure float64 // width of a full line
	hang    float64 // indent of a paragraph's first line that was lost in copying
	counted bool    // an indent that is seen counts in the width
	broken  bool    // lines end within numbers and words
	free    bool    // no line is filled: each is a paragraph or a heading
}

// habits is where a page has blank lines and indents: costs, first of a seam
// within a paragraph, then of one after it.
type habits struct {
	openings   map[string]bool        // how lines begin that follow the end of a paragraph
	base       float64                // indent of the lines in which a paragraph goes on
	gapCost    [2][gapClasses]float64 // of no, one and more blank lines
	indentCost [2][2]float64          // of a line that does not stand in, and of one that does
}

const gapClasses = 3

const (
	leastMeasure = 9.0  // the narrowest column
	mostMeasure  = 80.0 // the widest
	enough       = 800  // lines to learn a page's measure and habits from
	certain      = 9.0  // how much less a page has to cost than lines that stand alone
	fewLines     = 5    // a page of less has to be clearer
)

// wrapped reports whether the lines of p are those of a page and not each a
// paragraph, and then sets the measure.
//
// Each ruler, each width to which several lines are filled and each way to
// count indents is a guess at how the page was made. What a guess is worth is
// the cost of the likeliest labels under it (label.go). The best has to be
// clearly better than to take each line for itself: then many lines that end in
// the middle of a sentence cost much, while on a page they are full.
func (p *page) wrapped() bool {
	if !p.mayWrap() {
		return false
	}
	sample := &page{lines: p.lines[:min(len(p.lines), enough)]}
	sample.marks = p.marks[:len(sample.lines)]
	sample.free = true
	_, alone := sample.viterbi()
	sample.free = false
	best, least := fit{}, math.Inf(1)
	for by := range numRulers {
		sample.use(by, sample.breaksNumbers())
		for _, in := range []fit{{}, {hang: 2}, {counted: true}} {
			if in.counted && !sample.standsIn() {
				continue
			}
			sample.hang, sample.counted = in.hang, in.counted
			for _, w := range sample.measures() {
				sample.measure = w
				sample.learn()
				if _, cost := sample.viterbi(); cost < least-0.01 {
					best, least = sample.fit, cost
				}
			}
		}
	}
	margin := certain
	if len(p.lines) < fewLines {
		margin += 3
	}
	if least > alone-margin {
		return false
	}
	p.fit = best
	p.use(best.by, best.broken)
	sample.fit = best
	sample.use(best.by, best.broken)
	sample.learn()
	p.habits = sample.habits
	return true
}

// mayWrap reports whether the marks of the lines could be those of a page.
// Since its lines end anywhere, some end in the middle of a sentence and marks
// stand anywhere in them, unlike in lists and poems.
func (p *page) mayWrap() bool {
	n := len(p.lines)
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
	return n > 1 && open > 0 && stops*15 >= n && marked*3 >= n && commas <= max(open-commas, 2)
}

// breaksNumbers reports whether digits end one line and begin the next.
func (p *page) breaksNumbers() bool {
	for i, m := range p.marks[:len(p.marks)-1] {
		if m.parted && digitRune(lastRune(p.lines[i].text)) && digitRune(firstRune(p.lines[i+1].text)) && !m.cells {
			return true
		}
	}
	return false
}

func digitRune(r rune) bool { return '0' <= r && r <= '9' }

// standsIn reports whether any line stands in.
func (p *page) standsIn() bool {
	return slices.ContainsFunc(p.lines, func(l line) bool { return l.indent >= 1.5 })
}

// full reports whether line i fills the measure: it ends in the middle of a
// sentence, and has room for its own characters but not for what comes next,
// or has it only because an indent was lost.
func (p *page) full(i int) bool {
	m, s := &p.marks[i], &p.sizes[i]
	if m.end == endsFull || m.end == endsHalf || m.cells {
		return false
	}
	if p.lines[i].spaced {
		return true
	}
	in := 0.0
	if p.counted {
		in = s.lead
	}
	if s.least+in > p.measure+s.slack {
		return false
	}
	room := p.measure - in - s.normal - s.unit.normal
	first := p.hang > 0 && (i == 0 || p.marks[i-1].end == endsFull || p.marks[i-1].end == endsOpen && p.sizes[i-1].normal < 0.8*p.measure)
	return room < s.slack || first && room < p.hang+s.slack
}

// measures returns the widths that make most lines full and fewest too long,
// the best first.
func (p *page) measures() []float64 {
	const most = 3
	type guess struct{ width, score float64 }
	widths := map[float64]bool{}
	add := func(x float64) {
		if p.by == byType {
			x = math.Round(x)
		}
		if leastMeasure <= x && x <= mostMeasure {
			widths[x] = true
		}
	}
	for i, m := range p.marks {
		if m.end == endsFull || p.lines[i].spaced {
			continue
		}
		s := p.sizes[i]
		add(s.normal)
		add(s.least)
		add(s.normal + p.hang)
		if p.counted {
			add(s.normal + s.lead)
		}
	}
	var guesses []guess
	for x := range widths {
		p.measure = x
		g := guess{width: x}
		for i, m := range p.marks {
			s := p.sizes[i]
			if p.full(i) {
				g.score += 1 - 0.1*min(2, math.Abs(x-s.normal))
			}
			isTitle := i == 0 && m.end == endsOpen // in larger type
			if s.least > x+s.slack+0.3 && !p.lines[i].spaced && !isTitle {
				g.score -= 3
			}
		}
		guesses = append(guesses, g)
	}
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

// learn sees what blank lines and indents are for. After a full line in the
// middle of a sentence a paragraph goes on; after a short line that ends one a
// paragraph has ended.
func (p *page) learn() {
	var gaps [2][gapClasses]float64
	var ins [2][2]float64
	p.base, p.openings = p.usualIndent(), map[string]bool{}
	any := false
	for i, m := range p.marks[:len(p.marks)-1] {
		after := 0
		switch s := p.sizes[i]; {
		case p.full(i) && (i > 0 || m.end == endsComma):
		case m.end == endsFull && s.normal < 0.8*p.measure:
			after = 1
			p.openings[p.marks[i+1].opening] = true
		default:
			any = any || p.in(i+1)
			continue
		}
		gaps[after][p.lines[i+1].gapClass()]++
		if p.in(i + 1) {
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
	if any || p.in(0) {
		within, after := ins[0][0]+ins[0][1], ins[1][0]+ins[1][1]
		p.indentCost[0] = [2]float64{-math.Log((ins[0][0] + 1) / (within + 1.05)), -math.Log((ins[0][1] + 0.05) / (within + 1.05))}
		p.indentCost[1] = [2]float64{-math.Log((ins[1][0] + 0.1) / (after + 1)), -math.Log((ins[1][1] + 0.9) / (after + 1))}
	}
}

// usualIndent returns the indent of most lines that go on a sentence.
func (p *page) usualIndent() float64 {
	n := map[float64]int{}
	usual := 0.0
	for i := 1; i < len(p.lines); i++ {
		if in := p.lines[i].indent; p.full(i-1) && i > 1 {
			n[in]++
			if n[in] > n[usual] || n[in] == n[usual] && in < usual {
				usual = in
			}
		}
	}
	return usual
}

// in reports whether line i stands in.
func (p *page) in(i int) bool { return p.lines[i].indent >= p.base+1.5 }

// gapClass tells how many blank lines stand before l.
func (l *line) gapClass() int {
	switch {
	case !l.gap:
		return 0
	case l.blanks > 1:
		return 2
	}
	return 1
}
