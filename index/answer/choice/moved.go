package choice

import (
	"regexp"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// A release tells how a figure changed with the old one in front of the new one:
// 由4.2亿元调整为5亿元. Which of them answers is a matter of the time that the question
// asks about; without one it is the new one.

// move is what a figure is in such a change.
type move int

const (
	alone move = iota
	replaced
	replacing
	outdated // it is told as it was, and another passage tells what replaced it
	numMoves
)

// movePattern is what stands between the old figure and the new one.
var movePattern = regexp.MustCompile(`^[^，。；、,;]{0,7}[至到为成]$`)

// changeFor returns what a figure is in a change. others are the figures of its
// passage, in order.
func changeFor(text string, others []knowledge.Figure, f *knowledge.Figure) move {
	if f.Binding.State == knowledge.Former {
		return replaced
	}
	out := alone
	for i := range others {
		switch o := &others[i]; {
		case moves(text, f.Quote.End, o.Quote.Start) && classOf(o) == classOf(f):
			return replaced
		case moves(text, o.Quote.End, f.Quote.Start) && classOf(o) == classOf(f):
			out = replacing
		}
	}
	return out
}

// moves reports whether what stands between two figures tells that one became the
// other.
func moves(text string, from, to int) bool {
	const longest = 10 * utf8.UTFMax
	return from < to && to-from <= longest && movePattern.MatchString(text[from:to])
}

// moved reports how a figure that was replaced, or replaced one, fits the time that
// the question asks about: none, the present, the beginning, both.
func (r *Reading) moved(c *Candidate) int {
	t := &r.frame.Time
	asked := boolInt(t.Newest) + 2*boolInt(t.First)
	own := changeFor(r.pages[c.page].text, r.hits[c.Hit].Passage.Figures, c.Figure)
	if own == alone && r.isOutdated(c) {
		own = outdated
	}
	return asked*int(numMoves) + int(own)
}

// isOutdated reports whether another passage tells that a figure of the same value was
// replaced.
func (r *Reading) isOutdated(c *Candidate) bool {
	for i := range r.replaced() {
		o := &r.old[i]
		if o.hit != c.Hit && sameValue(o.figure, c.Figure) {
			return true
		}
	}
	return false
}

// oldFigure is a figure that another one replaced.
type oldFigure struct {
	hit    int
	figure *knowledge.Figure
}

// replaced returns the figures of all passages that were replaced.
func (r *Reading) replaced() []oldFigure {
	if r.old != nil {
		return r.old
	}
	r.old = []oldFigure{}
	for i := range r.pages {
		pg := &r.pages[i]
		figures := r.hits[pg.hit].Passage.Figures
		for k := range figures {
			f := &figures[k]
			near := figures[max(0, k-1):min(len(figures), k+2)]
			if r.permits(f) && changeFor(pg.text, near, f) == replaced {
				r.old = append(r.old, oldFigure{pg.hit, f})
			}
		}
	}
	return r.old
}

// sameValue reports whether two figures have one value in one unit.
func sameValue(a, b *knowledge.Figure) bool {
	return a.Value != nil && b.Value != nil && a.Unit == b.Unit && a.Value.Cmp(b.Value) == 0
}

// Of a whole a release tells parts behind 其中: 42家, 其中外资9家.

// parted reports what a figure is of a whole with parts, by whether the question
// asks for a whole or a part: 0 neither, 1 the whole, 2 a part.
func (r *Reading) parted(c *Candidate) int {
	asked := 0
	switch {
	case r.asks("inpart"):
		asked = 2
	case r.asks("inall"):
		asked = 1
	}
	return 3*asked + r.partOf(c)
}

// partOf returns 1 for a figure with parts of its class behind it in the sentence, 2
// for such a part, 0 for any other.
func (r *Reading) partOf(c *Candidate) int {
	pg := &r.pages[c.page]
	st := &pg.sentences[c.sentence]
	at := -1 // the last clause with parts that begins before the figure, up to the mark that ends it
	for n := st.from; n <= c.clause; n++ {
		if holdsAny(pg.clauses[n].folded, partWords) {
			at = n
		}
		if n < c.clause && endsPart(pg.clauses[n].folded) {
			at = -1
		}
	}
	if at >= 0 {
		return 2
	}
	if n := c.clause + 1; n < st.to && !endsPart(pg.clauses[c.clause].folded) && holdsAny(pg.clauses[n].folded, partWords) {
		return 1
	}
	return 0
}

var partWords = []string{"其中"}

// endsPart reports whether what is told of parts ends with a clause.
func endsPart(clause string) bool {
	c, _ := utf8.DecodeLastRuneInString(clause)
	return c == ';' || c == '；'
}

// echoed reports whether the words of a figure stand in the question, which then asks
// for another one: 那次签约的9个项目开工了几个.
func (r *Reading) echoed(f *knowledge.Figure) bool {
	text := zhtext.FoldString(f.Text)
	return utf8.RuneCountInString(text) > 1 && holdsNumber(r.frame.Text, text)
}
