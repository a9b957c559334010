package ledger

import (
	"slices"
	"strings"

	"beilun/knowledge"
)

// Verdict is the result of checking a claim against the ledger.
type Verdict string

// The verdicts.
const (
	Agrees      Verdict = "agrees"      // the ledger has the same figure
	Ahead       Verdict = "ahead"       // the claim is of a later time than every row of the ledger
	Outdated    Verdict = "outdated"    // the ledger had this figure once, and has another one now
	Contradicts Verdict = "contradicts" // the ledger has another figure, or both
	NotKnown    Verdict = "not known"   // the ledger has no figure of that thing, measure and time
)

// Finding is the verdict on one claim of a draft.
type Finding[R Figured] struct {
	Claim   Row
	Verdict Verdict
	Against []R // the rows of the claim's measure that decided it, the present one first; none for NotKnown
}

// Check compares the figures of a draft with the rows of the ledger. It skips figures
// whose measure is unknown.
func Check[R Figured](draft []Row, rows []R) []Finding[R] {
	byMeasure := map[string][]R{}
	for _, r := range rows {
		if f := r.Ledger().Figure; len(f.Binding.Words) > 0 {
			byMeasure[MeasureKey(f)] = append(byMeasure[MeasureKey(f)], r)
		}
	}
	var out []Finding[R]
	for _, c := range draft {
		if len(c.Figure.Binding.Words) == 0 {
			continue
		}
		var same []R
		for _, r := range byMeasure[MeasureKey(c.Figure)] {
			if row := r.Ledger(); SameMeasure(c, row) && SameState(c, row) {
				same = append(same, r)
			}
		}
		Settle(same)
		verdict, against := check(c, same)
		out = append(out, Finding[R]{c, verdict, against})
	}
	return out
}

// check returns the verdict on one claim, given the rows of its entry, the present
// one first, and the rows that decided it.
func check[R Figured](c Row, rows []R) (Verdict, []R) {
	if len(rows) == 0 {
		return NotKnown, nil
	}
	if p := c.Figure.Binding.Period; p != "" {
		day := c.AsOf()
		later := !slices.ContainsFunc(rows, func(r R) bool { return r.Ledger().AsOf().Compare(day) >= 0 })
		if later {
			return Ahead, rows[:1]
		}
		rows = slices.DeleteFunc(slices.Clone(rows), func(r R) bool { return r.Ledger().Figure.Binding.Period != p })
		if len(rows) == 0 {
			return NotKnown, nil
		}
	}
	agrees := func(r R) bool { return agree(c.Figure, r.Ledger().Figure) }
	switch i := slices.IndexFunc(rows, agrees); {
	case i == 0:
		return Agrees, rows[:1]
	case i < 0 && c.Figure.Binding.State == knowledge.Former:
		return NotKnown, nil
	case i < 0:
		return Contradicts, rows[:1]
	case c.Figure.Binding.State == knowledge.Former:
		return Agrees, []R{rows[i]}
	case StandingOf(rows[0].Ledger(), rows[i].Ledger()) == Conflicting:
		return Contradicts, []R{rows[0], rows[i]}
	default:
		return Outdated, []R{rows[0], rows[i]}
	}
}

// agree reports whether a claim and f have the same value, or one of them gives it
// less exactly, in the way that its qualifier says.
func agree(claim, f *knowledge.Figure) bool {
	if SameValue(claim, f) {
		return true
	}
	if claim.Value == nil || f.Value == nil || claim.Unit != f.Unit || claim.Kind != f.Kind {
		return false
	}
	return comesNear(claim, f) || comesNear(f, claim)
}

// comesNear reports whether rough, by its qualifier, is over, under or about the
// exact value of f, and close to it.
func comesNear(rough, f *knowledge.Figure) bool {
	if rough.Qualifier == "" || f.Qualifier != "" || !near(f.Value, rough.Value) {
		return false
	}
	is := func(class string) bool {
		return slices.ContainsFunc(firmness().Words(class), func(w string) bool { return strings.Contains(rough.Qualifier, w) })
	}
	c := f.Value.Cmp(rough.Value)
	return c == 0 || is("about") || is("under") && c < 0 || is("over") && c > 0 && !is("under")
}
