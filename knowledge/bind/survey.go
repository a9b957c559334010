package bind

import (
	"math"
	"strings"
)

// sentence is what a figure has to know of its sentence and of those before it.
// Places are bytes of the cleaned text, nowhere where there is none.
type sentence struct {
	last  string // the last name of its own that is not one of a list
	plain int    // where the first name ends that no 由 or 与 leads to
	about string // the first of these that leads its clause
	led   int    // where about ends
	aims  int    // where a list of aims is opened: 目标是：

	units, unitsEnd int // see unit
}

const nowhere = math.MaxInt

// openers are what a list of aims begins with.
var openers = []string{"目标是:", "目标为:", "目标:", "目标包括:"}

// survey notes what the figures have to know of the clauses, sentences, names
// and figures around them.
func (sc *scene) survey() {
	for i := range sc.figs {
		sc.figs[i].clause = sc.clauseAt(sc.figs[i].from)
	}
	for n := range sc.sentences {
		sc.sentences[n] = sentence{plain: nowhere, led: nowhere, aims: nowhere}
	}
	word := 0
	for k := range sc.clauses {
		c := &sc.clauses[k]
		for word < len(sc.words) && sc.words[word].Start < c.start {
			word++
		}
		c.told = len(sc.s) + 1
		for i := word; i < len(sc.words) && sc.words[i].Start < c.end; i++ {
			sc.steps++
			if sc.content(sc.words[i]) {
				c.told = sc.words[i].End
				break
			}
		}
		sc.link(c)
		sc.carry(k)
		sc.sum(k)
	}
	sc.aims()
	sc.order()
}

// content reports whether w tells something: a noun or a verb that is no idle
// word and stands in no figure.
func (sc *scene) content(w Word) bool {
	return w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.is(isIdle, sc.s[w.Start:w.End]) && !sc.figureIn(w.Start, w.End)
}

// link notes for each name of c which one next to it can be a subject.
func (sc *scene) link(c *clause) {
	back, ahead := -1, -1
	for j := c.first; j < c.last; j++ {
		m := &sc.names[j]
		if m.proper && !m.listed && !(m.led && c.last-c.first > 1) {
			back = j
		}
		m.back = back
	}
	for j := c.last - 1; j >= c.first; j-- {
		m := &sc.names[j]
		if m.proper && !m.listed {
			ahead = j
		}
		m.ahead = ahead
	}
}

// carry notes what clause k hands on to those behind it.
func (sc *scene) carry(k int) {
	c := &sc.clauses[k]
	c.phase = sc.last(isPhase, c.start, c.end)
	if k > 0 {
		p := &sc.clauses[k-1]
		if !c.breaks {
			c.lead, c.object = p.lead, p.object
		}
		if c.phase == "" && p.sentence == c.sentence {
			c.phase = p.phase
		}
	}
	own := false
	for j := c.last - 1; j >= c.first; j-- {
		sc.steps++
		switch m := &sc.names[j]; {
		case !m.proper || m.listed || m.led:
			continue
		case sc.leads(k, m):
			c.lead = m.text
			return
		case !own:
			c.object, own = m.text, true
		}
	}
}

// sum adds what clause k tells to its sentence.
func (sc *scene) sum(k int) {
	c := &sc.clauses[k]
	s := &sc.sentences[c.sentence]
	for j := c.first; j < c.last; j++ {
		m := &sc.names[j]
		if !m.proper || m.listed {
			continue
		}
		s.last = m.text
		if m.led {
			continue
		}
		s.plain = min(s.plain, m.end)
		if s.led == nowhere && sc.leads(k, m) {
			s.about, s.led = m.text, m.end
		}
	}
}

// aims notes where the sentences open lists of aims.
func (sc *scene) aims() {
	for k := 0; k < len(sc.clauses); {
		start, n := sc.clauses[k].start, sc.clauses[k].sentence
		for k++; k < len(sc.clauses) && sc.clauses[k].sentence == n; k++ {
		}
		text := sc.s[start:sc.clauses[k-1].end]
		for _, w := range openers {
			if i := strings.Index(text, w); i >= 0 {
				sc.sentences[n].aims = min(sc.sentences[n].aims, start+i+len(w))
			}
		}
	}
}

// order notes for each figure which others stand before and behind it.
func (sc *scene) order() {
	level, last := -1, -1 // the last figure that is no time, and the clause of the last figure
	for i := range sc.figs {
		f := &sc.figs[i]
		if f.clause != last {
			level, last = -1, f.clause
		}
		if f.level = level; !f.isTime {
			level = i
		}
	}
	measures, next := false, -1
	for i := len(sc.figs) - 1; i >= 0; i-- {
		f := &sc.figs[i]
		if f.clause != next {
			measures, next = false, f.clause
		}
		f.measures = measures
		measures = measures || !f.isTime
	}
	for i := range sc.figs {
		sc.figs[i].frame = sc.framed(i)
	}
}
