package changes

import (
	"slices"

	"beilun/index"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Conflict is figures of one thing, measure and time that do not agree.
type Conflict struct {
	Subject, Scope, Metric string
	Period                 string      // ISO, of the newest figure; empty if that names none
	Rows                   []index.Row // the newest first: what each of the releases says, those that agree with one of them too
}

// ConflictsOf returns all conflicts of the releases in the order of the ledger, those of the
// newest releases first, given its entries, which it does not change. Figures that are
// doubtful, that their page has replaced or a correction has put right are in no conflict,
// nor those of a release that has several values in the same words.
func ConflictsOf(entries []index.Entry) (out []Conflict) {
	for _, e := range entries {
		for _, rows := range sets(standing(e.Rows)) {
			c := Conflict{Subject: e.Subject, Scope: e.Scope, Metric: e.Metric, Period: rows[0].Figure.Binding.Period, Rows: rows}
			out = append(out, c)
		}
	}
	return out
}

// maxStanding is how many figures of an entry are compared with each other, the newest.
const maxStanding = 2000

// standing returns the rows of an entry that hold, each for its time.
func standing(rows []index.Row) (out []index.Row) {
	if len(rows) < 2 {
		return nil
	}
	var corrections []index.Row
	for _, r := range rows {
		if s := r.Figure.Binding.State; s == knowledge.Withdrawn || s == knowledge.Corrected {
			corrections = append(corrections, r)
		}
	}
	for _, r := range rows {
		s := r.Figure.Binding.State
		if !facts.CanBeNews(r) || !r.Passage.Release.Until.IsZero() || r.AsOf().IsZero() || s == knowledge.Withdrawn || s == knowledge.Former {
			continue
		}
		if !slices.ContainsFunc(corrections, func(c index.Row) bool { return putsRight(c, r) }) {
			out = append(out, r)
		}
	}
	out = withoutManifold(out)
	return out[:min(len(out), maxStanding)]
}

// putsRight reports whether a correction says that the value of a row is wrong.
func putsRight(correction, r index.Row) bool {
	same := ledger.SameValue(correction.Figure, r.Figure)
	if correction.Figure.Binding.State == knowledge.Withdrawn {
		return same
	}
	return !same && correction.Passage.Release.Date.Compare(r.Passage.Release.Date) >= 0
}

// withoutManifold removes the rows of releases that have several values of one time.
func withoutManifold(rows []index.Row) []index.Row {
	type place struct {
		release, period string
		state           knowledge.State
	}
	placeOf := func(r index.Row) place {
		return place{r.Passage.Release.ID, r.Figure.Binding.Period, r.Figure.Binding.State}
	}
	first, several := map[place]*knowledge.Figure{}, map[place]bool{}
	for _, r := range rows {
		p := placeOf(r)
		if f := first[p]; f == nil {
			first[p] = r.Figure
		} else if !ledger.SameValue(f, r.Figure) {
			several[p] = true
		}
	}
	return slices.DeleteFunc(rows, func(r index.Row) bool { return several[placeOf(r)] })
}

// sets returns the sets of rows in which each conflicts with another one: of each row that
// conflicts with older ones, these and what repeats one of them at that time. A set within
// another is left out. rows are settled.
func sets(rows []index.Row) (out [][]index.Row) {
	covered := map[[2]*knowledge.Figure]bool{}
	for i, r := range rows {
		set, isNew := []index.Row{r}, false
		for _, o := range rows[i+1:] {
			if r.AsOf().Days()-o.AsOf().Days() > ledger.ConflictDays {
				break
			}
			if conflicts(r, o) {
				set = append(set, o)
				isNew = isNew || !covered[[2]*knowledge.Figure{r.Figure, o.Figure}]
			}
		}
		if !isNew {
			continue
		}
		for _, o := range rows[i+1:] {
			if r.AsOf().Days()-o.AsOf().Days() > ledger.ConflictDays {
				break
			}
			if ledger.StandingOf(r.Ledger(), o.Ledger()) == ledger.Restated {
				set = append(set, o)
			}
		}
		ledger.Settle(set)
		for a := range set {
			for _, o := range set[a+1:] {
				covered[[2]*knowledge.Figure{set[a].Figure, o.Figure}] = true
			}
		}
		out = append(out, set)
	}
	return out
}

// conflicts reports whether two releases contradict each other; a is not older.
func conflicts(a, b index.Row) bool {
	return a.Passage.Release.ID != b.Passage.Release.ID && ledger.StandingOf(a.Ledger(), b.Ledger()) == ledger.Conflicting && !ledger.Restates(a.Ledger(), b.Ledger()) && facts.OfOneSize(a.Figure, b.Figure)
}
