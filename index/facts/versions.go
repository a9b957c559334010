package facts

import (
	"slices"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// isReplaced reports whether a row is of an earlier version of its page.
func isReplaced(r passage.Row) bool { return !r.Passage.Release.Until.IsZero() }

// changed takes out of rows those of earlier versions of pages, except for figures that
// the present version of the page has changed into one for which of returns true. One
// that it has dropped is not known to have been right, and where it has changed several
// figures whose words do not distinguish them it is not known which was which. What stays
// of earlier versions comes last, the latest version first.
func changed(rows []passage.Row, of func(passage.Row) bool) []passage.Row {
	var out, before []passage.Row
	for _, r := range rows {
		if isReplaced(r) {
			before = append(before, r)
		} else {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(before, func(a, b passage.Row) int {
		return b.Passage.Release.Until.Compare(a.Passage.Release.Until)
	})
	present := slices.Clone(out)
	for _, r := range before {
		known := func(o passage.Row) bool { return alike(o, r) && same(o, r) }
		if !isSaid(r) || slices.ContainsFunc(out, known) {
			continue
		}
		if into := changedInto(r, present, before); into != nil && of(*into) {
			out = append(out, r)
		}
	}
	return out
}

// changedInto returns the figure that took the place of r, of an earlier version of a
// page, in the present one; nil if that is not known.
func changedInto(r passage.Row, present, before []passage.Row) *passage.Row {
	rel := r.Passage.Release
	now := ofRelease(rel.By, r, present)
	then := ofRelease(rel.ID, r, before)
	fresh, gone := without(now, then), without(then, now)
	ofPeriod := func(o passage.Row) bool { return !ledger.SamePeriod(o.Ledger(), r.Ledger()) }
	if exact := slices.DeleteFunc(slices.Clone(fresh), ofPeriod); len(exact) > 0 {
		fresh, gone = exact, slices.DeleteFunc(gone, ofPeriod)
	}
	if len(fresh) != 1 || len(gone) != 1 {
		return nil
	}
	return &fresh[0]
}

// ofRelease returns the rows of a release that are of the measure of r.
func ofRelease(id string, r passage.Row, rows []passage.Row) (out []passage.Row) {
	for _, o := range rows {
		if o.Passage.Release.ID == id && isSaid(o) && alike(o, r) {
			out = append(out, o)
		}
	}
	return out
}

// without returns the rows that say what none of others says, each figure once.
func without(rows, others []passage.Row) (out []passage.Row) {
	for _, r := range rows {
		says := func(o passage.Row) bool { return same(o, r) }
		if !slices.ContainsFunc(others, says) && !slices.ContainsFunc(out, says) {
			out = append(out, r)
		}
	}
	return out
}

// alike reports whether two rows are of one measure and class of states, as far as their
// words say; one release may have several of these.
func alike(a, b passage.Row) bool {
	x := a.Ledger()
	x.Release = ""
	return ledger.SameState(x, b.Ledger()) && ledger.SameMeasure(x, b.Ledger())
}

// isSaid reports whether a release says that a figure is right, and not what was said
// before.
func isSaid(r passage.Row) bool {
	s := r.Figure.Binding.State
	return s != knowledge.Withdrawn && s != knowledge.Former
}

// isAt reports whether two rows are one figure.
func isAt(a, b passage.Row) bool {
	return a.Passage.ID == b.Passage.ID && a.Figure.Span == b.Figure.Span
}
