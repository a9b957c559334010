package choice

import (
	"slices"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/fit"
)

// forbid removes figures that are known to be of another thing or to measure a
// sibling of what is asked for, if one is known to be of the thing and to
// measure that, or has all of the question in its thing and metric. They answer
// nothing, and many of them make the right one look doubtful.
func forbid(cs []Candidate) []Candidate {
	isRight := func(c Candidate) bool {
		return c.Kind == candidate.Figure && c.Agrees.Whose == fit.WhoseSame && (c.Agrees.Measure == fit.MeasureSame || c.Agrees.Whole)
	}
	if !slices.ContainsFunc(cs, isRight) {
		return cs
	}
	return slices.DeleteFunc(cs, func(c Candidate) bool {
		return c.Kind == candidate.Figure && (c.Agrees.Whose.IsOther() || c.Agrees.Measure == fit.MeasureSibling)
	})
}
