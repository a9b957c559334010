package read

import "math"

// A label is the part that a line plays in a page.
type label uint8

const (
	headLine   label = iota // a heading, or the last line of one
	headOn                  // a full line of a heading that goes on in the next
	soleLine                // a paragraph of one line
	firstLine               // the first of a paragraph's lines
	middleLine              // neither first nor last
	lastLine                // the last one
	labels                  // how many there are
)

func (l label) ends() bool   { return l == headLine || l == soleLine || l == lastLine }
func (l label) begins() bool { return l == headLine || l == headOn || l == soleLine || l == firstLine }

// The costs below are negative logarithms of how often a thing happens in
// newspaper text, in round numbers; Viterbi's algorithm then finds the likeliest
// labels for all lines of a page at once. It decides the hard case, a full line
// that ends with a full stop, by what comes after it: a paragraph's first line
// lacks the two characters of its indent, and any other line does not.
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
var ends = [labels][4]float64{ // endsOpen, endsComma, endsHalf, endsFull
	headLine:   {0.1, 5, 4, 2.8},
	headOn:     {0.1, 3, 4, 5},
	soleLine:   {3.9, 6, 3, 0.1},
	firstLine:  {0.2, 2.3, 3.9, 2.8},
	middleLine: {0.2, 2.3, 3.9, 2.8},
	lastLine:   {3.9, 6, 3.2, 0.1},
}

// labelLines returns the likeliest label of each line. For a page in print it
// sets p's measure and indent to those that explain it best, in halves of an
// em.
func (p *page) labelLines() []label {
	if p.by == byType {
		sample := *p
		sample.lines = p.lines[:min(len(p.lines), enough)]
		least := math.Inf(1)
		for _, w := range []float64{p.measure - 1, p.measure - 0.5, p.measure, p.measure + 0.5, p.measure + 1} {
			for _, h := range []float64{0, 2} {
				sample.measure, sample.hang = w, h
				if _, cost := sample.viterbi(); cost < least {
					least, p.measure, p.hang = cost, w, h
				}
			}
		}
	}
	labels, _ := p.viterbi()
	for i := range len(labels) - 1 { // a line that is not full goes on, too, where it has to
		if labels[i].ends() && runsOnTo(p.lines[i], p.lines[i+1]) {
			labels[i] = middleLine
		}
	}
	return labels
}

// viterbi returns the likeliest labels for p's measure and indent, and their
// cost.
func (p *page) viterbi() ([]label, float64) {
	n := len(p.lines)
	from := make([][labels]label, n)
	var cost [labels]float64
	for i := range n {
		var next [labels]float64
		for l := range labels {
			here := p.lineCost(i, l)
			if i == 0 {
				next[l] = here + atStart[l]
				continue
			}
			next[l] = never
			for k := range labels {
				if c := cost[k] + follow[k][l] + p.seamCost(i, k, l) + here; c < next[l] {
					next[l], from[i][l] = c, k
				}
			}
		}
		cost = next
	}
	last, least := soleLine, math.Inf(1)
	for l := range labels {
		if c := cost[l] + atEnd[l]; c < least {
			last, least = l, c
		}
	}
	out := make([]label, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = last
		last = from[i][last]
	}
	return out, least
}

// seamCost is the cost of label l on line i after label k on the line before,
// as far as the seam between the two lines tells.
func (p *page) seamCost(i int, k, l label) float64 {
	if follow[k][l] == never {
		return 0
	}
	c := 0.0
	if k.ends() {
		c += p.marks[i-1].held
		if p.marks[i-1].parted {
			c += 4
		}
	}
	if k == headOn && p.marks[i].bracket { // the （摘要） of a title
		c -= 5
	}
	if p.free {
		return c
	}
	after, gap, in := 0, p.lines[i].gapClass(), 0
	if k.ends() {
		after = 1
	}
	if k == headLine { // what stands around headings differs
		c += 0.7
	} else {
		c += p.gapCost[after][gap]
	}
	if p.in(i) {
		in = 1
	}
	if l != headLine && l != headOn {
		c += p.indentCost[after][in]
	}
	if l.begins() && p.marks[i-1].end == endsFull {
		c += p.marks[i].opens
		if p.openings[p.marks[i].opening] {
			c--
		}
	}
	return c
}

// lineCost is the cost of label l on line i.
func (p *page) lineCost(i int, l label) float64 {
	m := &p.marks[i]
	if p.free && l != headLine && l != soleLine {
		return never
	}
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
		c += m.starts.beginCost()
	} else {
		c += m.starts.goOnCost()
	}
	if (l == headLine || l == headOn) && (m.commas || m.bracket) {
		c += 2.5
	}
	if p.lines[i].over && (l == headLine || l == headOn) {
		c -= 3
	}
	if m.cut && l.ends() && !p.free {
		c += 10
	}
	if m.sign && l == soleLine {
		c -= 3
	}
	if m.cells && l != headLine && l != soleLine {
		c += 8
	}
	return c
}

// widthCost is the cost of line i's width under label l.
func (p *page) widthCost(i int, l label) float64 {
	s := &p.sizes[i]
	w := p.measure
	stretched := p.lines[i].spaced
	in := 0.0
	switch {
	case p.counted && (l != headLine || s.lead < 2.5): // a title may stand in the middle
		in = s.lead
	case l == firstLine || l == soleLine:
		in = p.hang
	}
	c := 0.0
	if over := s.least + in - w - s.slack; over > 0 && !stretched {
		c += 2 + 2*min(over, 5)
		if l == headLine && i == 0 {
			c = 2 // it is in larger type, or not on the page
		}
	}
	switch l {
	case headLine:
		c += 2.5
		if s.normal > 0.85*w && !stretched {
			c += 2.5
		}
	case soleLine, lastLine: // may be of any width, but are not stretched
		c += 2.5
		if stretched {
			c += 3
		}
	default: // filled: what comes next had no room
		if p.by == byType {
			c += 0.5
		}
		if room := w - in - s.normal - s.unit.normal; room > s.slack-0.25 && !stretched && !p.marks[i].cut {
			c += 2 + 2*min(room, 4)
		}
		if squeezed := s.normal + in - w; squeezed > 0 {
			c += 0.3 * min(squeezed, 4)
		}
	}
	return c
}
