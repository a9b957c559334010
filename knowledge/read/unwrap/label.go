package unwrap

import (
	"math"
	"slices"

	"beilun/knowledge/read/prose"
)

// label is what a line is on a page.
type label uint8

const (
	headLine   label = iota // a heading, or the last line of one
	headOn                  // a full line of a heading that continues in the next
	soleLine                // a paragraph of one line
	firstLine               // first line of a paragraph
	middleLine              // neither first nor last
	lastLine                // last line of a paragraph
	labels                  // number of labels
)

func (l label) ends() bool   { return l == headLine || l == soleLine || l == lastLine }
func (l label) begins() bool { return l == headLine || l == headOn || l == soleLine || l == firstLine }

// The costs below are negative logarithms of how often a thing happens in
// newspaper text, in round numbers. Viterbi's algorithm finds the likeliest
// labels for all lines of a page at once. The hard case is a full line that ends
// with a full stop. What comes after it decides: a paragraph's first line has two
// characters less because of its indent, and any other line has not.
const never = 1e9

// follow is the cost of one label after another.
var follow = [labels][labels]float64{
	headLine:   {2.5, 4, 1.8, 0.3, never, never},
	headOn:     {0.3, 1, never, never, never, never},
	soleLine:   {2.1, 4, 1.6, 0.4, never, never},
	firstLine:  {never, never, never, never, 0.3, 1.4},
	middleLine: {never, never, never, never, 0.2, 1.6},
	lastLine:   {2.1, 4, 2.1, 0.3, never, never},
}

// atStart and atEnd are the costs of a label on the first and the last line.
var (
	atStart = [labels]float64{1, 1.8, 1.6, 0.4, 3, 3}
	atEnd   = [labels]float64{3, 6, 0, 4, 4, 0}
)

// ends is the cost of an ending under a label.
var ends = [labels][4]float64{ // EndsOpen, EndsComma, EndsHalf, EndsFull
	headLine:   {0.1, 5, 4, 2.8},
	headOn:     {0.1, 3, 4, 5},
	soleLine:   {3.9, 6, 3, 0.1},
	firstLine:  {0.2, 2.3, 3.9, 2.8},
	middleLine: {0.2, 2.3, 3.9, 2.8},
	lastLine:   {3.9, 6, 3.2, 0.1},
}

// LabelLines returns the likeliest label of each line. For a page in print it
// sets p's measure and indent to those that explain it best, in halves of an em.
func (p *Page) LabelLines() []label {
	if p.by == prose.ByType {
		sample := *p
		sample.Lines = p.Lines[:min(len(p.Lines), enough)]
		sample.bound()
		least := math.Inf(1)
		for _, w := range []float64{p.measure - 1, p.measure - 0.5, p.measure, p.measure + 0.5, p.measure + 1} {
			for _, h := range []float64{0, 2} {
				sample.measure, sample.hang = w, h
				if cost := sample.cost(least); cost < least {
					least, p.measure, p.hang = cost, w, h
				}
			}
		}
	}
	labels := p.viterbi()
	for i := range len(labels) - 1 { // a line that is not full also continues if it must
		if labels[i].ends() && runsOnTo(&p.Lines[i], &p.Lines[i+1]) {
			labels[i] = middleLine
		}
	}
	return labels
}

// viterbi returns the likeliest labels for p's measure and indent.
func (p *Page) viterbi() []label {
	last, _ := p.likeliest(math.Inf(1))
	out := make([]label, len(p.Lines))
	for i := len(out) - 1; i >= 0; i-- {
		out[i] = last
		last = p.from[i][last]
	}
	return out
}

// cost returns the cost of the likeliest labels, or any value above most if it is
// above most.
func (p *Page) cost(most float64) float64 {
	_, least := p.likeliest(most)
	return least
}

// likeliest notes in p.from for each line the likeliest label before it, and
// returns the last label and the cost of all. It stops as soon as the lines so
// far cost so much that all must cost more than most.
func (p *Page) likeliest(most float64) (label, float64) {
	p.from = slices.Grow(p.from[:0], len(p.Lines))[:len(p.Lines)]
	bounded := len(p.rest) == len(p.Lines)
	var cost [labels]float64
	for i := range p.Lines {
		here := p.lineCosts(i)
		if i == 0 {
			p.from[i] = [labels]label{}
			for l := range labels {
				cost[l] = here[l] + atStart[l]
			}
			continue
		}
		s := p.seamsAt(i)
		cost = s.next(&cost, &here, &p.from[i])
		if bounded && slices.Min(cost[:])+p.rest[i] > most {
			return soleLine, math.Inf(1)
		}
	}
	last, least := soleLine, math.Inf(1)
	for l := range labels {
		if c := cost[l] + atEnd[l]; c < least {
			last, least = l, c
		}
	}
	return last, least
}

// bound notes in p.rest the least that the lines after each one can cost, for any
// measure, indents and habits of the page. It follows what lineCosts and seamsAt
// subtract.
func (p *Page) bound() {
	p.rest = slices.Grow(p.rest[:0], len(p.Lines))[:len(p.Lines)]
	sum := -0.001 // for rounding
	for i := len(p.Lines) - 1; i >= 0; i-- {
		p.rest[i] = sum
		m := &p.marks[i]
		low := ends[headLine][m.end]
		for l := range labels {
			low = min(low, ends[l][m.end])
		}
		low += leastFollow + min(m.starts.BeginCost(), m.starts.GoOnCost()) + min(m.opens, 0) - openedBonus
		if m.bracket {
			low -= bracketBonus
		}
		if p.Lines[i].Over {
			low -= overBonus
		}
		if m.sign {
			low -= signBonus
		}
		sum += low
	}
}

// What some things subtract from a cost.
const (
	openedBonus  = 1.0 // a paragraph that begins like others of the page
	bracketBonus = 5.0 // the （摘要） of a title
	overBonus    = 3.0 // a heading above a byline
	signBonus    = 3.0 // a signature by itself
)

// leastFollow is the least cost of a label after another.
var leastFollow = func() float64 {
	least := never
	for _, f := range follow {
		least = min(least, slices.Min(f[:]))
	}
	return least
}()

// seams is the cost of the seam between two lines.
type seams struct {
	behind [labels]float64 // by the label before it
	indent [2]float64      // after a line inside a paragraph, and after the end of one, if no heading follows
	opens  float64         // if a paragraph or a heading begins
	opened bool            // it begins like others of the page
	free   bool
}

// before are the labels that may come before each one.
var before = func() (out [labels][]label) {
	for k := range labels {
		for l := range labels {
			if follow[k][l] != never {
				out[l] = append(out[l], k)
			}
		}
	}
	return out
}()

// kinds are the labels for which a seam before costs the same: those of headings,
// the others that begin a paragraph, and those that continue one.
var kinds = [labels]uint8{headLine: 0, headOn: 0, soleLine: 1, firstLine: 1, middleLine: 2, lastLine: 2}

// next returns the costs of the labels of a line, which by themselves cost here,
// after those of the line before it, and notes the label before each in from.
func (s *seams) next(cost, here *[labels]float64, from *[labels]label) (next [labels]float64) {
	var seam [labels][3]float64
	for k := range labels {
		seam[k] = [...]float64{s.cost(k, headLine), s.cost(k, firstLine), s.cost(k, lastLine)}
	}
	for l := range labels {
		best, at := never, label(0)
		if here[l] < never {
			kind := kinds[l]
			for _, k := range before[l] {
				if c := cost[k] + follow[k][l] + seam[k][kind] + here[l]; c < best {
					best, at = c, k
				}
			}
		}
		next[l], from[l] = best, at
	}
	return next
}

// seamsAt returns the costs of the seam before line i.
func (p *Page) seamsAt(i int) seams {
	last, m := &p.marks[i-1], &p.marks[i]
	s := seams{free: p.free}
	gap, in := p.Lines[i].gapClass(), 0
	if !p.free && p.indented(i) {
		in = 1
	}
	for k := range labels {
		c, after := 0.0, 0
		if k.ends() {
			after = 1
			c += last.held
			if last.parted {
				c += 4
			}
		}
		if k == headOn && m.bracket { // the （摘要） of a title
			c -= bracketBonus
		}
		switch {
		case p.free:
		case k == headLine: // the space around headings differs
			c += 0.7
		default:
			c += p.gapCost[after][gap]
		}
		s.behind[k] = c
	}
	s.indent = [2]float64{p.indentCost[0][in], p.indentCost[1][in]}
	if !p.free && last.end == prose.EndsFull {
		s.opens, s.opened = m.opens, p.openings[m.opening]
	}
	return s
}

// cost returns the seam's cost of label l after label k.
func (s *seams) cost(k, l label) float64 {
	c := s.behind[k]
	if s.free {
		return c
	}
	if l != headLine && l != headOn {
		if k.ends() {
			c += s.indent[1]
		} else {
			c += s.indent[0]
		}
	}
	if l.begins() {
		c += s.opens
		if s.opened {
			c -= openedBonus
		}
	}
	return c
}

// lineCosts returns the costs of the labels on line i.
func (p *Page) lineCosts(i int) (costs [labels]float64) {
	for l := range labels {
		if p.free && l != headLine && l != soleLine {
			costs[l] = never
			continue
		}
		costs[l] = p.lineCost(i, l)
	}
	return costs
}

// lineCost returns the cost of label l on line i.
func (p *Page) lineCost(i int, l label) float64 {
	m := &p.marks[i]
	c := ends[l][m.end]
	switch {
	case p.free && l == headLine:
		c += 2.5
	case p.free:
		c += 3.5
	default:
		c += p.widthCost(i, l)
	}
	if l.begins() {
		c += m.starts.BeginCost()
	} else {
		c += m.starts.GoOnCost()
	}
	if (l == headLine || l == headOn) && (m.commas || m.bracket) {
		c += 2.5
	}
	if p.Lines[i].Over && (l == headLine || l == headOn) {
		c -= overBonus
	}
	if m.cut && l.ends() && !p.free {
		c += 10
	}
	if m.sign && l == soleLine {
		c -= signBonus
	}
	if m.cells && l != headLine && l != soleLine {
		c += 8
	}
	return c
}

// widthCost returns the cost of line i's width under label l.
func (p *Page) widthCost(i int, l label) float64 {
	s := &p.sizes[i]
	w := p.measure
	stretched := p.Lines[i].Spaced
	in := 0.0
	switch {
	case p.counted && (l != headLine || s.lead < 2.5): // a title may be centred
		in = s.lead
	case l == firstLine || l == soleLine:
		in = p.hang
	}
	c := 0.0
	if over := s.Least + in - w - s.slack; over > 0 && !stretched {
		c += 2 + 2*min(over, 5)
		if l == headLine && i == 0 {
			c = 2 // it is in larger type, or not on the page
		}
	}
	switch l {
	case headLine:
		c += 2.5
		if s.Normal > 0.85*w && !stretched {
			c += 2.5
		}
	case soleLine, lastLine: // of any width, but not stretched
		c += 2.5
		if stretched {
			c += 3
		}
	default: // filled: what comes next had no room
		if p.by == prose.ByType {
			c += 0.5
		}
		if room := w - in - s.Normal - s.unit.Normal; room > s.slack-0.25 && !stretched && !p.marks[i].cut {
			c += 2 + 2*min(room, 4)
		}
		if squeezed := s.Normal + in - w; squeezed > 0 {
			c += 0.3 * min(squeezed, 4)
		}
	}
	return c
}
