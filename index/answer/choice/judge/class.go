package judge

import (
	"slices"
	"strings"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// classNumber returns the number of the class of a figure, from 1; 0 for none.
func classNumber(f *knowledge.Figure) int {
	return slices.Index(figures.Classes, figures.ClassOf(f)) + 1
}

// classFit returns how the class of a figure agrees with those asked for: 0 none
// is asked for, 1 it is the first of them, 2 another of them, 3 it counts
// something, 4 any other.
func classFit(asked []concept.Class, f *knowledge.Figure) int {
	c := figures.ClassOf(f)
	switch {
	case len(asked) == 0:
		return 0
	case asked[0] == c:
		return 1
	case slices.Contains(asked, c):
		return 2
	case c == concept.Count || c == concept.People:
		return 3
	}
	return 4
}

// headClass returns whether a figure is of a class of the metric u: 0 there is no
// metric, 1 it is, 2 it is not.
func headClass(u *question.Unit, f *knowledge.Figure) int {
	if u == nil {
		return 0
	}
	c := figures.ClassOf(f)
	if slices.ContainsFunc(u.Concepts, func(uc *concept.Concept) bool { return uc.HasClass(c) }) {
		return 1
	}
	return 2
}

// states are numbered for features.
var states = []knowledge.State{knowledge.Reached, knowledge.Planned, knowledge.Target, knowledge.Former, knowledge.Withdrawn, knowledge.Corrected}

func stateOf(s knowledge.State) int { return max(0, slices.Index(states, s)) }

// changeOf returns whether a figure is a change or a share, by which of them is
// asked for.
func changeOf(asked frame.Change, f *knowledge.Figure) int {
	own := 0
	switch {
	case f.Binding.Change:
		own = 1
	case figures.ClassOf(f) == concept.Percent:
		own = 2
	}
	return int(asked)*3 + own
}

// scopeOf returns whether a figure is of a part of its thing: 1 of one that the
// question names, 2 of another, 3 of none while the question names a phase, 4 of
// one by the words before it, 0 of none.
func scopeOf(v *view) int {
	b := &v.c.Figure.Binding
	phase := v.q.Frame.Query.Phase
	switch {
	case b.Scope != "" && strings.Contains(v.q.Frame.Text, zhtext.FoldString(b.Scope)):
		return 1
	case b.Scope != "":
		return 2
	case phase != "" && !strings.Contains(b.Subject, phase):
		return 3
	case cue.Of("parts").Begins(v.clause().Folded):
		return 4
	}
	return 0
}

// sureOf buckets how certain a figure's thing is; 0 where nothing is known of that.
func sureOf(b *knowledge.Binding) int {
	if b.Sure == 0 {
		return 0
	}
	for i, most := range [...]float32{0.3, 0.5, 0.7, 0.9} {
		if b.Sure < most {
			return i + 1
		}
	}
	return 5
}
