package choice

import "slices"

// forbid takes out figures that are known to be of another thing, or to measure a
// sibling of what is asked for, where one is known to be of the thing and to measure
// that: they answer nothing, and many of them make the right one look doubtful.
func (r *Reading) forbid(cs []Candidate) []Candidate {
	exact := func(c *Candidate) bool {
		return c.Kind == AFigure && c.whose == whoseSame && c.measure == measureSame
	}
	if !slices.ContainsFunc(cs, func(c Candidate) bool { return exact(&c) }) {
		return cs
	}
	return slices.DeleteFunc(cs, func(c Candidate) bool {
		return c.Kind == AFigure && (c.whose.isOther() || c.measure == measureSibling)
	})
}

// isOther reports whether a figure is known to be of another thing, whose name does
// not stand in its clause.
func (w whose) isOther() bool {
	if w < whoseFar {
		return false
	}
	own, at := int(w-whoseFar)%4, spot(int(w-whoseFar)/4)
	return own == 3 || own == 2 && at != inClause
}
