package answer

import (
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// candidate is a figure that may be the answer.
type candidate struct {
	r      *reading
	clause int
	figure *knowledge.Figure
	score  float64     // coverage, less what speaks against it
	parts  index.Parts // what the score is made of, in the order it is worked out
}

// readFigures returns the figures of hits that are of the kind that q wants,
// best first in the order of their scores; those of equal score in the order
// of the hits.
func readFigures(q index.Query, rs []*reading) []candidate {
	var out []candidate
	for rank, r := range rs {
		if len(r.clauses) == 0 {
			continue
		}
		most := 0.0
		for i := range r.hit.Passage.Figures {
			if f := &r.hit.Passage.Figures[i]; fits(q, f) > 0 {
				most = max(most, r.measures(q, f))
			}
		}
		for i := range r.hit.Passage.Figures {
			f := &r.hit.Passage.Figures[i]
			fit := fits(q, f)
			if fit == 0 {
				continue
			}
			n := r.clauseAt(f.Span.Start)
			parts := index.Parts{
				{Name: "kind", Value: fit},
				{Name: "coverage", Value: (r.coverage(q, n) + metricNear(q, r, n, f)) / (1 + metricBonus)},
				{Name: "time", Value: timeFits(q, r, n, f)},
				{Name: "subject", Value: subjectFits(q, r, n, f)},
				{Name: "rate", Value: rateFits(q, r, n, f)},
				{Name: "metric", Value: metricFits(q, r, n, f)},
				{Name: "state", Value: bindingFits(q, f)},
				{Name: "phase", Value: phaseFits(q, f)},
				{Name: "part", Value: r.partFits(q, n, f)},
				{Name: "stock", Value: stockFits(q, r, n, f)},
				{Name: "words", Value: 1 - otherWords*(most-r.measures(q, f))},
			}
			score := 1.0
			for _, p := range parts {
				score *= p.Value
			}
			score -= 0.01 * float64(rank)
			out = append(out, candidate{r, n, f, score, parts})
		}
	}
	return out
}

// otherWords is how much a figure loses in whose passage another one is bound
// to all the words of the question and it to none. Set by hand on district-dev.
const otherWords = 0.4

// measures returns the share of q's concepts, by weight, that tell what f
// measures.
func (r *reading) measures(q index.Query, f *knowledge.Figure) float64 {
	sum, total := 0.0, 0.0
	for i, c := range q.Concepts {
		total += r.weights[i]
		sum += r.weights[i] * stands(c, f.Binding.Scope+f.Binding.Metric)
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// Factors for figures whose binding speaks against them. Set by hand on
// district-dev and history-dev.
const (
	borrowed   = 0.55 // of another named thing than the one asked for
	partOf     = 0.55 // of a part of it
	nearName   = 0.9  // the one asked for stands nearer than what it is bound to
	otherState = 0.9  // reached where a plan is asked for, or a plan where none is
	otherAim   = 0.75 // no aim where an aim is asked for
	taken      = 0.5  // withdrawn, or replaced in its own sentence
	otherShare = 0.7  // a level where a change is asked for, or the other way round
)

// bindingFits is below 1 when the figure is bound to something else than the
// question asks for.
func bindingFits(q index.Query, f *knowledge.Figure) float64 {
	b, fit := f.Binding, 1.0
	switch b.State {
	case knowledge.Withdrawn, knowledge.Former:
		fit *= taken
	case knowledge.Target:
		if q.State != knowledge.Target {
			fit *= otherState
		}
	case knowledge.Planned:
		if q.State == knowledge.Reached && f.Time == "" {
			fit *= otherState
		}
	default:
		if q.State == knowledge.Target {
			fit *= otherAim
		}
	}
	if q.Change != b.Change && (b.Change || f.Kind == knowledge.Percent && q.Want == index.WantPercent) {
		fit *= otherShare
	}
	return fit
}

// onePhase is the factor for a figure of one phase of a project where none is
// asked for. Set by hand on the releases of testdata.
const onePhase = 0.95

// phaseFits is below 1 when the figure is of a phase that q does not ask for;
// see numberedFits for one that it does.
func phaseFits(q index.Query, f *knowledge.Figure) float64 {
	if q.Phase == "" && index.PhaseIn(f.Binding.Scope) != "" {
		return onePhase
	}
	return 1
}

// fits tells how well f is of the kind asked: 1, less when the unit differs in
// a way that people are careless about, 0 when it cannot be the answer.
func fits(q index.Query, f *knowledge.Figure) float64 {
	switch q.Want {
	case index.WantMoney:
		return when(f.Kind == knowledge.Money && unitFits(q.Unit, f.Unit))
	case index.WantPercent:
		return when(f.Kind == knowledge.Percent || f.Kind == knowledge.PercentPoint || f.Kind == knowledge.Multiple)
	case index.WantDimension:
		return when(f.Kind == knowledge.Dimension && unitFits(q.Unit, f.Unit) && sizeFits(q, f))
	case index.WantDuration:
		return when(f.Kind == knowledge.Duration)
	case index.WantAge:
		return when(f.Kind == knowledge.Age)
	case index.WantOrdinal:
		return when(f.Kind == knowledge.Ordinal)
	case index.WantTime:
		return when(f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time)
	case index.WantCount:
		return when(f.Kind == knowledge.Count || f.Kind == knowledge.Number) * numberFits(q.Unit, f)
	case index.WantNumber:
		return numberFits(q.Unit, f)
	}
	return 0
}

// sizeFits reports whether f is a size of the sort that q asks for: 多大 is no
// length.
func sizeFits(q index.Query, f *knowledge.Figure) bool {
	d := ledger.UnitDimension(f.Unit)
	return !strings.Contains(q.Text, "多大") || q.Unit != "" || d != "weight" && f.Unit != "公里" && f.Unit != "千米"
}

func when(ok bool) float64 {
	if ok {
		return 1
	}
	return 0
}

func numberFits(unit string, f *knowledge.Figure) float64 {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal:
		return 0
	}
	switch {
	case unit == "":
		return 1
	case unit == f.Unit, unit == strings.TrimPrefix(f.Unit, "个"): // 个班
		return 1
	case unit == "个" && f.Kind == knowledge.Count:
		return 0.9 // 几个 is said of anything
	case f.Kind == knowledge.Number:
		return 0.7
	case f.Kind == knowledge.Count && sameMeasure(unit, f.Unit):
		return 0.95
	}
	return 0
}

// sameMeasure reports whether two measure words are said of the same things.
func sameMeasure(a, b string) bool {
	for _, group := range []string{"个家所间处", "人名位", "个项件", "栋幢座", "条个"} {
		if strings.Contains(group, a) && strings.Contains(group, b) {
			return true
		}
	}
	return false
}

// unitFits compares units of money or of a dimension. An area may be given in
// another unit of area than the one asked.
func unitFits(asked, unit string) bool {
	if asked == "" || asked == unit {
		return true
	}
	return ledger.UnitDimension(asked) != "" && ledger.UnitDimension(asked) == ledger.UnitDimension(unit)
}
