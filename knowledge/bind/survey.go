package bind

import (
	"math"
	"strings"

	"beilun/knowledge/bind/names"
)

// sentence is what a figure has to know of its sentence.
// Places are bytes of the cleaned text, nowhere where there is none.
type sentence struct {
	aims int // where a list of aims is opened: 目标是：

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
		sc.sentences[n] = sentence{aims: nowhere}
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
		sc.carry(k)
	}
	sc.aims()
	sc.order()
}

// content reports whether w tells something: a noun or a verb that is no idle
// word and stands in no figure.
func (sc *scene) content(w names.Word) bool {
	return w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !sc.t.Is(names.Idle, sc.s[w.Start:w.End]) && !sc.figureIn(w.Start, w.End)
}

// carry notes the part that clause k and those behind it in the sentence tell of.
func (sc *scene) carry(k int) {
	c := &sc.clauses[k]
	c.phase = sc.last(names.Phase, c.start, c.end)
	if k > 0 && c.phase == "" && sc.clauses[k-1].sentence == c.sentence {
		c.phase = sc.clauses[k-1].phase
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
