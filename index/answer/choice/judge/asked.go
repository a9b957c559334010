package judge

import (
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// IsAsked reports whether a judged candidate is the figure of the very thing and
// metric that q asks for, and nothing that q says excludes it: no time, part,
// plan or number of another, and no word that is nowhere near.
func IsAsked(q *question.Question, pg *page.Page, c *candidate.Candidate) bool {
	f := q.Frame
	if !q.IsForFigure() || !c.IsExact() || c.Agrees.Lacks != 0 || c.Agrees.Unsaid != 0 {
		return false
	}
	if f.Compare != frame.None || f.Several || f.Given != nil || len(f.Unknown) > 0 || classFit(f.Classes, c.Figure) > 2 {
		return false
	}
	v := &view{q: q, pg: pg, c: c}
	return isOfTime(v) && isOfChange(f.Change, c.Figure) && isOfState(f, &c.Figure.Binding) && isOfPart(v)
}

// isOfTime reports whether a figure is of the time asked for, where one is.
func isOfTime(v *view) bool {
	asked := &v.q.Frame.Time
	if asked.Day != "" || asked.First {
		return false
	}
	switch timeOf(v) {
	case fit.TimeOpen, fit.TimeOpenWhole, fit.TimeOpenPart, fit.TimeRelease, fit.TimeSpoken:
		return asked.Part == ""
	case fit.TimeEqual:
		return true
	}
	return false
}

// isOfChange reports whether a figure is a change where one is asked for, a share
// where that is, and otherwise neither a change nor a degree of completion.
func isOfChange(asked frame.Change, f *knowledge.Figure) bool {
	switch asked {
	case frame.Changed:
		return f.Binding.Change
	case frame.Share:
		return !f.Binding.Change && figures.ClassOf(f) == concept.Percent
	case frame.Level:
		return !f.Binding.Change
	}
	return false
}

// isOfState reports whether a figure is a plan, an aim or what is reached as f asks.
func isOfState(f *frame.Frame, b *knowledge.Binding) bool {
	ahead := b.State == knowledge.Planned || b.State == knowledge.Target
	switch {
	case b.State == knowledge.Former || b.State == knowledge.Withdrawn:
		return false
	case f.State != "":
		return b.State == f.State
	}
	return !f.Reached || !ahead
}

// isOfPart reports whether a figure is of the part of its thing that is asked for,
// or of all of it where none is. A part has a scope or, in the name of its thing, a
// number of its own: 二期.
func isOfPart(v *view) bool {
	scope, b := scopeOf(v), &v.c.Figure.Binding
	if scope == 2 || scope == 3 {
		return false
	}
	own := zhtext.FoldString(b.Subject + b.Scope)
	if phase := query.PhaseIn(own); phase != "" && query.PhaseIn(v.q.Frame.Text) == "" {
		return false
	}
	return numbersIn(v.q.Frame.Text).fit(own, own+v.clause().Folded, v.pg.Heads.Folded) <= 2
}
