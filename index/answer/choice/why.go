package choice

import "beilun/knowledge"
import "beilun/knowledge/concept"

// ClassOf returns the class of a figure; "" for one that answers nothing.
func ClassOf(f *knowledge.Figure) concept.Class { return classOf(f) }

// IsOfOtherTime reports whether a candidate is told for another time than the
// question asks about.
func (r *Reading) IsOfOtherTime(c *Candidate) bool {
	return len(r.frame.Time.Years) > 0 && c.Kind != Nothing && r.timeOf(c) == timeOther
}

// Nowhere returns the names and words of the question, other than what is measured,
// that stand in none of the passages.
func (r *Reading) Nowhere() (out []string) {
	const enough = 0.5
	for i, n := range r.names {
		if !r.anywhere(func(pl *place) bool { return pl.names[i] >= enough }) {
			out = append(out, n.said)
		}
	}
	for i, u := range r.units {
		if !u.metric && !r.anywhere(func(pl *place) bool { return pl.units[i] >= enough }) {
			out = append(out, u.text)
		}
	}
	return out
}

// anywhere reports whether f holds for a place of the passages.
func (r *Reading) anywhere(f func(*place) bool) bool {
	for i := range r.pages {
		pg := &r.pages[i]
		if f(&pg.heads) {
			return true
		}
		for k := range pg.sentences {
			if f(&pg.sentences[k].place) {
				return true
			}
		}
	}
	return false
}

// IsOf reports whether a figure is of a thing.
func (r *Reading) IsOf(c *Candidate, thing string) bool {
	return c.Figure != nil && r.about.Same(&c.Figure.Binding, thing)
}
