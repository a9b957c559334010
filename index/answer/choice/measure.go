package choice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/ledger"
)

// measure is how a figure measures what is asked for.
type measure int

const (
	measureOpen measure = iota // no metric is asked for
	measureSame
	measureNear    // the words for it stand right beside the figure
	measureClause  // in its clause
	measureBefore  // earlier in the sentence
	measureSibling // it measures what must never be taken for it
	measureOther   // it measures something else
	measureHeads   // the words for it stand in the heads
	measurePage    // elsewhere in the passage
	measureNone
	numMeasure
)

func (r *Reading) measure(c *Candidate, beside *place, own []concept.Match, of func(*unit) bool) measure {
	pg := &r.pages[c.page]
	best := numMeasure
	for i, u := range r.units {
		if !u.metric || !of(&r.units[i]) {
			continue
		}
		m := measureNone
		same, sibling, other := false, false, false
		for _, o := range own {
			for _, oc := range o.Concepts {
				is := slices.Contains(u.concepts, oc)
				same = same || is
				sibling = sibling || !is && slices.ContainsFunc(u.concepts, func(uc *concept.Concept) bool { return uc.IsSibling(oc) })
				other = other || !is && oc.Kind == concept.Metric
			}
		}
		switch {
		case same:
			m = measureSame
		case sibling:
			m = measureSibling
		case beside.units[i] >= 1:
			m = measureNear
		case other:
			m = measureOther
		case pg.clauses[c.clause].units[i] >= 1:
			m = measureClause
		case pg.sentences[c.sentence].units[i] >= 1:
			m = measureBefore
		case pg.heads.units[i] >= 1:
			m = measureHeads
		case pg.units[i] >= 1:
			m = measurePage
		}
		best = min(best, m)
	}
	if best == numMeasure {
		return measureOpen
	}
	return best
}

// nearBytes is how close right beside a figure is: eight Han characters.
const nearBytes = 24

// beside finds what of the question stands right beside a figure, up to other
// figures.
func (r *Reading) beside(c *Candidate) place {
	pg := &r.pages[c.page]
	p := &r.hits[c.Hit].Passage
	f := c.Figure
	span := pg.clauses[c.clause].span
	from, to := max(span.Start, f.Quote.Start-nearBytes), min(span.End, f.Quote.End+nearBytes)
	for i := range p.Figures {
		if g := &p.Figures[i]; g.Quote.End <= f.Quote.Start {
			from = max(from, g.Quote.End)
		} else if g.Quote.Start >= f.Quote.End {
			to = min(to, g.Quote.Start)
		}
	}
	from, to = min(from, f.Quote.Start), max(to, f.Quote.End)
	for from < f.Quote.Start && !utf8.RuneStart(pg.text[from]) {
		from++
	}
	for to > f.Quote.End && to < len(pg.text) && !utf8.RuneStart(pg.text[to]) {
		to--
	}
	return r.place(p.FoldedSpan(knowledge.Span{Start: from, End: to}))
}

var states = []knowledge.State{knowledge.Reached, knowledge.Planned, knowledge.Target, knowledge.Former, knowledge.Withdrawn, knowledge.Corrected}

func stateOf(s knowledge.State) int { return max(0, slices.Index(states, s)) }

// changeOf reports how a figure is a change or a share where one is asked for or not.
func changeOf(asked frame.Change, f *knowledge.Figure) int {
	own := 0
	switch {
	case f.Binding.Change:
		own = 1
	case classOf(f) == concept.Percent:
		own = 2
	}
	return int(asked)*3 + own
}

// counted reports how a figure counts what the question does.
func (r *Reading) counted(c *Candidate, beside, metric *place) int {
	n := r.frame.Counted
	if n == nil {
		return 0
	}
	for i, u := range r.units {
		if u.text != n.Text {
			continue
		}
		switch {
		case metric.units[i] >= 1:
			return 1
		case beside.units[i] >= 1:
			return 2
		case r.pages[c.page].clauses[c.clause].units[i] >= 1:
			return 3
		}
	}
	return 4
}

func (r *Reading) unitFits(f *knowledge.Figure) int {
	switch u := r.frame.Unit; {
	case u == "":
		return 0
	case u == f.Unit:
		return 1
	case ledger.UnitDimension(u) != "" && ledger.UnitDimension(u) == ledger.UnitDimension(f.Unit):
		return 2
	}
	return 3
}

func (r *Reading) scopeFits(c *Candidate) int {
	b := &c.Figure.Binding
	part := strings.HasPrefix(r.pages[c.page].clauses[c.clause].folded, "其中")
	switch {
	case b.Scope != "" && strings.Contains(r.frame.Text, zhtext.FoldString(b.Scope)):
		return 1
	case b.Scope != "":
		return 2
	case r.frame.Query.Phase != "" && !strings.Contains(b.Subject, r.frame.Query.Phase):
		return 3
	case part:
		return 4
	}
	return 0
}

func sureOf(b *knowledge.Binding) int {
	switch {
	case b.Sure == 0:
		return 0
	case b.Sure < 0.3:
		return 1
	case b.Sure < 0.5:
		return 2
	case b.Sure < 0.7:
		return 3
	case b.Sure < 0.9:
		return 4
	}
	return 5
}

// crowd counts the figures of a class in a clause.
func (r *Reading) crowd(c *Candidate) int {
	span := r.pages[c.page].clauses[c.clause].span
	n := 0
	figures := r.hits[c.Hit].Passage.Figures
	for i := range figures {
		if span.Contains(figures[i].Span) && classOf(&figures[i]) == classOf(c.Figure) {
			n++
		}
	}
	return n
}

func (r *Reading) asksPer() bool { return r.asks("per") }

func (r *Reading) classFits(f *knowledge.Figure) int {
	c := classOf(f)
	switch {
	case len(r.frame.Classes) == 0:
		return 0
	case r.frame.Classes[0] == c:
		return 1
	case slices.Contains(r.frame.Classes, c):
		return 2
	case c == concept.Count || c == concept.People:
		return 3
	}
	return 4
}

// signOf returns 1 for a rise, -1 for a fall, 0 for neither.
func signOf(f *knowledge.Figure) int {
	switch {
	case !f.Binding.Change:
		return 0
	case f.Value != nil && f.Value.Sign() < 0 || holdsAny(f.Text, loadCues()["fall"]):
		return -1
	}
	return 1
}

// headClass reports whether a figure is of a class of the metric u: 0 where none is asked
// for, 1 where it is, 2 where it is not.
func headClass(u *unit, f *knowledge.Figure) int {
	if u == nil {
		return 0
	}
	c := classOf(f)
	if slices.ContainsFunc(u.concepts, func(uc *concept.Concept) bool { return uc.HasClass(c) }) {
		return 1
	}
	return 2
}
