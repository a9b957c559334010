package ledger

import (
	"slices"
	"strings"

	"beilun/knowledge"
)

// Verdict is the result of checking a figure of a draft against the ledger.
type Verdict string

// The verdicts.
const (
	Agrees      Verdict = "agrees"      // the ledger has the same figure
	Disputed    Verdict = "disputed"    // the ledger has the same figure, and another of about the same date
	Outdated    Verdict = "outdated"    // the ledger had this figure once, and has another one now
	Contradicts Verdict = "contradicts" // the ledger has another figure
	Ahead       Verdict = "ahead"       // the claim is of a later time than every row of the ledger
	NotKnown    Verdict = "not known"   // the ledger has no figure of that thing, measure and time
	NotRead     Verdict = "not read"    // it is not understood what the claim counts, or of what
)

// Finding is the verdict on a figure of a draft.
type Finding[R Figured] struct {
	Verdict Verdict
	Against []R // what decided it, the present figure first; none for NotKnown and NotRead
}

// Check compares a figure of a draft with the rows of the ledger that are of the same
// thing, whatever else they may be of. A claim with a time is compared with figures of
// that time, one without a time with the newest. A claim that is no plan may be one in
// the ledger, because people leave out that something is planned.
//
// When in doubt, the verdict is NotKnown: a wrong figure must not pass for a right one,
// and a right one must not be called wrong.
func Check[R Figured](claim Row, rows []R) Finding[R] {
	if len(claim.Figure.Binding.Words) == 0 {
		return Finding[R]{Verdict: NotRead}
	}
	var same, other []R
	for _, r := range rows {
		row := r.Ledger()
		switch {
		case !sameExceptTime(claim, row) || row.Figure.Binding.State == knowledge.Target && !SameState(claim, row):
		case SameState(claim, row):
			same = append(same, r)
		default:
			other = append(other, r)
		}
	}
	if found := checkTime(claim, same); found.Verdict != NotKnown {
		return found
	}
	found := checkTime(claim, other)
	if found.Verdict == Contradicts && StateClass(claim.Figure.Binding.State) != knowledge.Reached {
		return Finding[R]{Verdict: NotKnown} // what was reached does not contradict a plan
	}
	return found
}

// checkTime is Check for rows of the claim's measure.
func checkTime[R Figured](claim Row, rows []R) Finding[R] {
	if len(rows) == 0 {
		return Finding[R]{Verdict: NotKnown}
	}
	if p := claim.Figure.Binding.Period; p != "" {
		day := claim.AsOf()
		if !slices.ContainsFunc(rows, func(r R) bool { return r.Ledger().AsOf().Compare(day) >= 0 || HoldsFor(r.Ledger(), p) }) {
			Settle(rows)
			return Finding[R]{Ahead, rows[:1]}
		}
		rows = slices.DeleteFunc(slices.Clone(rows), func(r R) bool { return !HoldsFor(r.Ledger(), p) })
	}
	best := Finding[R]{Verdict: NotKnown}
	for _, group := range byPeriodType(rows) {
		if f := checkGroup(claim, group); slices.Index(preferred, f.Verdict) < slices.Index(preferred, best.Verdict) {
			best = f
		}
	}
	return best
}

// preferred are the verdicts by how much they are worth among figures of different
// kinds of time, if the claim says none: 产值 may be that of a year or of a month.
var preferred = []Verdict{Agrees, Disputed, Outdated, Contradicts, NotKnown}

// byPeriodType returns rows by the types of their periods, those of years first, those
// of a group newest first.
func byPeriodType[R Figured](rows []R) (groups [][]R) {
	at := map[string]int{}
	for _, r := range rows {
		t := PeriodType(r.Ledger().Figure.Binding.Period)
		i, ok := at[t]
		if !ok {
			i = len(groups)
			at[t] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	for _, g := range groups {
		Settle(g)
	}
	slices.SortStableFunc(groups, func(a, b []R) int {
		x, y := a[0].Ledger(), b[0].Ledger()
		if ranks := typeRank(x) - typeRank(y); ranks != 0 {
			return ranks
		}
		return Newer(x, y)
	})
	return groups
}

func typeRank(r Row) int {
	if PeriodType(r.Figure.Binding.Period) == "year" {
		return 0
	}
	return 1
}

// HoldsFor reports whether a row is a figure of a period: of that itself; for a year,
// of a day in that year or of the time since it began; for a month or a day, of a
// release that says no time and is of then or hardly newer.
func HoldsFor(r Row, period string) bool {
	p := r.Figure.Binding.Period
	if p == period {
		return true
	}
	from, _, _ := strings.Cut(period, "/")
	start, err := knowledge.ParseDate(from)
	end, ok := EndOf(period)
	if !ok || err != nil {
		return false
	}
	switch of := PeriodType(p); PeriodType(period) {
	case "year":
		return (of == "point" || of == "open") && r.AsOf().Year == end.Year
	case "point", "month":
		day := r.Date.Days()
		return p == "" && start.Days() <= day && day <= end.Days()+3*ConflictDays
	}
	return false
}

// checkGroup returns the verdict on a claim by the rows of its measure and kind of
// time, the present one first. Rows that have the claim's own word for what is measured
// count before others: 总投资 before 投资.
func checkGroup[R Figured](claim Row, rows []R) Finding[R] {
	metric := claim.Figure.Binding.Metric
	exact := slices.DeleteFunc(slices.Clone(rows), func(r R) bool { return r.Ledger().Figure.Binding.Metric != metric })
	if len(exact) == 0 || len(exact) == len(rows) {
		return decide(claim, rows)
	}
	first := decide(claim, exact)
	if first.Verdict == Contradicts || first.Verdict == NotKnown {
		if all := decide(claim, rows); all.Verdict != Contradicts {
			return all
		}
	}
	return first
}

// decide returns the verdict on a claim by rows of one measure and kind of time.
func decide[R Figured](claim Row, rows []R) Finding[R] {
	former := claim.Figure.Binding.State == knowledge.Former
	i := slices.IndexFunc(rows, func(r R) bool { return Agree(claim.Figure, r.Ledger().Figure) })
	first := rows[0].Ledger()
	rival := slices.IndexFunc(rows, func(r R) bool { return isRival(first, r.Ledger()) })
	switch {
	case i < 0 && (former || first.Figure.Binding.Doubtful() || isManifold(rows)):
		return Finding[R]{Verdict: NotKnown}
	case i < 0 && rival > 0:
		return Finding[R]{Contradicts, []R{rows[0], rows[rival]}}
	case i < 0:
		return Finding[R]{Contradicts, rows[:1]}
	case former || i == 0 && rival < 0 || i > 0 && isSide(rows, i):
		return Finding[R]{Agrees, rows[i : i+1]}
	case i == 0:
		return Finding[R]{Disputed, []R{rows[0], rows[rival]}}
	case isRival(first, rows[i].Ledger()):
		return Finding[R]{Disputed, []R{rows[0], rows[i]}}
	case StandingOf(first, rows[i].Ledger()) == Conflicting:
		return Finding[R]{Agrees, rows[i : i+1]} // in other words, so that it need not be the same
	default:
		return Finding[R]{Outdated, []R{rows[0], rows[i]}}
	}
}

// isRival reports whether two releases say different things in the same words.
func isRival(a, b Row) bool {
	return StandingOf(a, b) == Conflicting && a.Figure.Binding.Metric == b.Figure.Binding.Metric && !b.Figure.Binding.Doubtful()
}

// isSide reports whether a row is of the release and time of the first one: their words
// do not distinguish what each of them counts.
func isSide[R Figured](rows []R, i int) bool {
	a, b := rows[0].Ledger(), rows[i].Ledger()
	return a.Release == b.Release && a.Figure.Binding.Period == b.Figure.Binding.Period && a.Figure.Binding.State == b.Figure.Binding.State
}

// isManifold reports whether the release of the first row has another value of the
// same time.
func isManifold[R Figured](rows []R) bool {
	for i := range rows {
		if i > 0 && isSide(rows, i) && !SameValue(rows[0].Ledger().Figure, rows[i].Ledger().Figure) {
			return true
		}
	}
	return false
}
