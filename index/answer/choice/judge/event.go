package judge

import (
	"slices"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Where a question asks when, the time of what is asked for answers: 开工 and not
// 竣工, the new one of two times, what came about rather than what was planned.
// Releases give many times, and few of them are bound to what happens.

// Where the event of a time is. The numbers are those of features.
const (
	_              = iota // nowhere
	eventBehind           // behind the time
	eventBefore           // before it
	eventNext             // in the clauses behind
	eventPreceding        // in the clauses before
)

// event is what happens at a time, by the words around it.
type event struct {
	events []*concept.Concept // of the nearest words that have some
	where  int
	around string // folded: the text around the time, up to other times
	left   string // folded: the text before it in its clause
	right  string // folded: the text behind it, up to the next time or the end of the clause
	next   bool   // another time is behind right
}

// eventAt finds what happens at the time of a candidate.
func eventAt(v *view) (e event) {
	pg, span := v.pg, v.c.Span
	st, own := v.sentence(), v.clause().Span
	from, to, until := own.Start, max(own.End, span.End), st.Span.End
	for i := range pg.Passage.Figures {
		g := &pg.Passage.Figures[i]
		if figures.ClassOf(g) != figures.ClassOf(v.c.Figure) || span.Contains(g.Span) {
			continue
		}
		if g.Quote.End <= span.Start {
			from = max(from, g.Quote.End)
		} else if g.Quote.Start >= span.End {
			e.next = e.next || g.Quote.Start < to
			to, until = min(to, g.Quote.Start), min(until, g.Quote.Start)
		}
	}
	fold := func(start, end int) string {
		if start >= end {
			return ""
		}
		return pg.Passage.FoldedSpan(knowledge.Span{Start: start, End: end})
	}
	e.left, e.right = fold(from, span.Start), fold(span.End, to)
	e.around = e.left + " " + e.right
	if e.events = v.q.FirstEvents(e.right); e.events != nil {
		e.where = eventBehind
		return e
	}
	if e.events = v.q.LastEvents(e.left); e.events == nil && from > own.Start {
		e.events = v.q.LastEvents(fold(own.Start, span.Start))
	}
	if e.events != nil {
		e.where = eventBefore
		return e
	}
	next := fold(to, until)
	if e.events = v.q.FirstEvents(next); e.events != nil {
		e.where = eventNext
		e.around += next
		return e
	}
	preceding := fold(st.Span.Start, own.Start)
	if e.events = v.q.LastEvents(preceding); e.events != nil {
		e.where = eventPreceding
		e.around = preceding + e.around
	}
	return e
}

// fit returns how what happens agrees with what is asked for.
func (e *event) fit(t *question.Timing) fit.Event {
	switch {
	case len(t.Events) == 0 && t.Phase == 0:
		return fit.EventOpen
	case slices.ContainsFunc(e.events, func(c *concept.Concept) bool { return slices.Contains(t.Events, c) }):
		return fit.EventSame
	case t.Phase > 0 && (question.PhaseOf(e.events) == t.Phase || t.IsOfPhase(e.around)):
		return fit.EventPhase
	case len(e.events) == 0:
		return fit.EventNone
	}
	return fit.EventOther
}

// tense returns whether the words around a time say what came about or a plan.
func (e *event) tense(b *knowledge.Binding) fit.Tense {
	switch {
	case b.State == knowledge.Planned || b.State == knowledge.Target || cue.In(e.around, "planned"):
		return fit.TenseFuture
	case cue.In(e.around, "done"):
		return fit.TensePast
	}
	return fit.TenseOpen
}

// What a time is in a revision. The numbers are those of features.
const (
	notRevised = iota
	theFormer  // the former one of two
	theNew     // the new one of two
	saidFormer // called the former
)

func (e *event) revision() int {
	switch {
	case cue.In(e.left, "revised"):
		return theNew
	case e.next && cue.In(e.right, "revised"):
		return theFormer
	case cue.In(e.left, "former"):
		return saidFormer
	}
	return notRevised
}

// end returns which end of a period a time is: 1 both, 2 the beginning, 3 the
// end; 0 if it is none.
func (e *event) end(f *knowledge.Figure) int {
	text, until, since := zhtext.FoldString(f.Text), cue.Of("until"), cue.Of("since")
	switch {
	case figures.IsRange(text):
		return 1
	case until.Ends(e.left):
		return 3
	case until.Begins(e.right) || since.Begins(e.right) || since.Ends(text):
		return 2
	}
	return 0
}

// endAsked returns which end of a period a question asks for, as event.end does.
func endAsked(q *question.Question) int {
	switch {
	case q.Timing.Period:
		return 1
	case q.Asks("asks.end"):
		return 3
	case q.Asks("asks.beginning"):
		return 2
	}
	return 0
}

// compareTimes adds to the candidates of a question for a time or a duration
// what happens then, and whether another place replaces it.
func compareTimes(q *question.Question, pages []page.Page, cs []candidate.Candidate, f *feature.Set) {
	var newest knowledge.Date
	same := make([]bool, len(cs)) // it is of the event asked for
	revised := make([]int, len(cs))
	former := map[string]bool{}
	asked, end := q.Tense(), endAsked(q)
	for i := range cs {
		c := &cs[i]
		if c.Kind != candidate.Figure {
			continue
		}
		v := &view{q: q, pg: &pages[c.At.Page], c: c, f: f}
		e := eventAt(v)
		agrees := e.fit(&q.Timing)
		revised[i] = e.revision()
		f.List = c.Features
		v.add(feature.Event, 5*int(agrees)+e.where)
		v.add(feature.EventPairs, feature.Share(q.Pairs.Share(q.Pairs.In(e.around))))
		v.add(feature.EventWhose, fit.NumOwners*int(agrees)+c.Agrees.Whose.Owner())
		v.add(feature.TenseSaid, int(fit.NumTenses*asked+e.tense(&c.Figure.Binding)))
		v.add(feature.TenseDay, figures.NumSince*int(asked)+figures.Since(c.Figure.Time, v.pg.Date()))
		v.add(feature.Revised, 4*feature.Bool(q.Frame.Time.First)+revised[i])
		v.add(feature.GrainAsked, int(figures.NumGrains)*q.Timing.Grain+int(figures.GrainOf(c.Figure)))
		v.add(feature.End, 4*end+e.end(c.Figure))
		c.Features = f.List
		near := isNear(v)
		if (revised[i] == theFormer || revised[i] == saidFormer) && agrees != fit.EventOther && near {
			former[figures.TimeKey(c.Figure)] = true
		}
		if same[i] = agrees == fit.EventSame && near; same[i] && v.pg.Date().Compare(newest) > 0 {
			newest = v.pg.Date()
		}
	}
	for i := range cs {
		c := &cs[i]
		if c.Kind != candidate.Figure {
			continue
		}
		f.List = c.Features
		key := figures.TimeKey(c.Figure)
		f.Add(feature.Superseded, 2*feature.Bool(q.Frame.Time.First)+feature.Bool(key != "" && former[key] && revised[i] != theNew))
		if same[i] {
			f.Add(feature.EventNewest, 2*int(asked)+feature.Bool(pages[c.At.Page].Date().Compare(newest) == 0))
		}
		c.Features = f.List
	}
}
