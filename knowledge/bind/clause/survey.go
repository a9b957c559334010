package clause

import (
	"math"
	"strings"

	"beilun/knowledge/bind/names"
)

// Nowhere is the position of what a text does not have.
const Nowhere = math.MaxInt

// survey sets what the figures need to know of the clauses, sentences and figures around
// them.
func (t *Text) survey() {
	for i := range t.Figures {
		t.Figures[i].Clause = t.ClauseAt(t.Figures[i].From)
	}
	for n := range t.Sentences {
		t.Sentences[n] = Sentence{Aims: Nowhere}
	}
	word := 0
	for k := range t.Clauses {
		c := &t.Clauses[k]
		for word < len(t.Words) && t.Words[word].Start < c.Start {
			word++
		}
		c.Lead = len(t.S) + 1
		for i := word; i < len(t.Words) && t.Words[i].Start < c.End; i++ {
			t.Steps++
			if t.leads(t.Words[i]) {
				c.Lead = t.Words[i].End
				break
			}
		}
		t.carry(k)
	}
	t.aims()
	t.order()
}

// leads reports whether w is a noun or a verb with a meaning of its own, outside
// figures.
func (t *Text) leads(w names.Word) bool {
	return w.Tag != "" && strings.Contains("nv", w.Tag[:1]) && !t.Tables.Is(names.Idle, t.S[w.Start:w.End]) && !t.HasFigure(w.Start, w.End)
}

// carry sets the phase of clause k, which holds until the sentence has another one.
func (t *Text) carry(k int) {
	c := &t.Clauses[k]
	c.Phase = t.LastMark(names.Phase, c.Start, c.End)
	if k > 0 && c.Phase == "" && t.Clauses[k-1].Sentence == c.Sentence {
		c.Phase = t.Clauses[k-1].Phase
	}
}

// aims sets where the sentences begin lists of aims.
func (t *Text) aims() {
	for k := 0; k < len(t.Clauses); {
		start, n := t.Clauses[k].Start, t.Clauses[k].Sentence
		for k++; k < len(t.Clauses) && t.Clauses[k].Sentence == n; k++ {
		}
		text := t.S[start:t.Clauses[k-1].End]
		for _, w := range words().Aims.Words {
			if i := strings.Index(text, w); i >= 0 {
				t.Sentences[n].Aims = min(t.Sentences[n].Aims, start+i+len(w))
			}
		}
	}
}

// order sets for each figure which others are in front of it and behind it.
func (t *Text) order() {
	level, last := -1, -1 // the last figure that is no time, and the clause of the last one
	for i := range t.Figures {
		f := &t.Figures[i]
		if f.Clause != last {
			level, last = -1, f.Clause
		}
		if f.Level = level; !f.IsTime {
			level = i
		}
	}
	measures, next := false, -1
	for i := len(t.Figures) - 1; i >= 0; i-- {
		f := &t.Figures[i]
		if f.Clause != next {
			measures, next = false, f.Clause
		}
		f.Followed = measures
		measures = measures || !f.IsTime
	}
}
