package choice

import "slices"

// forbid takes out figures that are known to be of another thing, or to measure a
// sibling of what is asked for, where one is known to be of the thing and to measure
// that, or its thing and metric are all of the question: they answer nothing, and many of them make the right one look doubtful.
func (r *Reading) forbid(cs []Candidate) []Candidate {
	exact := func(c *Candidate) bool {
		return c.Kind == AFigure && c.whose == whoseSame && (c.measure == measureSame || c.whole)
	}
	if !slices.ContainsFunc(cs, func(c Candidate) bool { return exact(&c) }) {
		return cs
	}
	return slices.DeleteFunc(cs, func(c Candidate) bool {
		return c.Kind == AFigure && (c.whose.isOther() || c.measure == measureSibling)
	})
}

// isOther reports whether a figure is known to be of another thing.
func (w whose) isOther() bool { return w >= whoseFar && (w-whoseFar)%4 >= 2 }
