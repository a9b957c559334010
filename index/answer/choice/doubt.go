package choice

import (
	"math"
	"slices"
	"strconv"

	"beilun/index"
	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/choice/figures"
	"beilun/index/answer/choice/fit"
	"beilun/knowledge/ledger"
)

// doubted are the templates of the best candidate that say how far it is to be
// believed.
var doubted = []feature.Template{
	feature.Kind, feature.Rank, feature.Gap, feature.Whose, feature.Named, feature.Another, feature.Measure, feature.Counted, feature.Unit,
	feature.Time, feature.State, feature.Change, feature.Scope, feature.Sure, feature.Crowd, feature.Missing, feature.Lacks,
	feature.LacksSentence, feature.Numbered, feature.Cue, feature.Relation, feature.Own, feature.Rest, feature.Holder, feature.Places,
	feature.MeasureSaid, feature.MeasureAsked, feature.Grain, feature.Placing, feature.Superlative, feature.ItemsFit, feature.News,
	feature.Unknown, feature.Aspect, feature.ClassFits, feature.PairsAround, feature.PairsSentence, feature.Between, feature.Asked, feature.Most,
	feature.Event, feature.EventPairs, feature.EventWhose, feature.GrainAsked, feature.StateWords,
	feature.Unsaid, feature.Moved, feature.Echoed, feature.HeadClass, feature.LabelRank, feature.NamedCue,
	feature.Part, feature.Per, feature.Limit, feature.MeasureHead, feature.MetricOut, feature.Happens,
}

// The first features of a doubt are about all candidates together. Those of the
// best candidate follow, numbered as in package feature.
const (
	dBias = iota
	dChance
	dNothing
	dMargin
	dAgree
	dPlain                        // see plain
	dChanceOf = dPlain + numPlain // dChance and dMargin by kind of answer
	dMarginOf = dChanceOf + int(feature.NumGroups)
	dGroup    = dMarginOf + int(feature.NumGroups)
	dCounter  = dGroup + int(feature.NumGroups) // see Reading.counter
	dStranger = dCounter + numCounters          // see Reading.Stranger
	dFirst    = dStranger + fit.NumStrangers
)

// Doubts returns how many features a doubt may have.
func Doubts() int { return dFirst + feature.Count() }

var doubtNames = [...]string{dBias: "bias", dChance: "chance", dNothing: "nothing", dMargin: "margin", dAgree: "agree"}

// DoubtName returns the name of feature i of a doubt in files of weights.
func DoubtName(i int) string {
	group := func(first int) string { return feature.Group(i - first).String() }
	switch {
	case i < dPlain:
		return doubtNames[i]
	case i < dChanceOf:
		return "plain=" + strconv.Itoa(i-dPlain)
	case i < dMarginOf:
		return "chance&" + group(dChanceOf)
	case i < dGroup:
		return "margin&" + group(dMarginOf)
	case i < dCounter:
		return "asks&" + group(dGroup)
	case i < dStranger:
		return "counter=" + strconv.Itoa(i-dCounter)
	case i < dFirst:
		return "stranger=" + strconv.Itoa(i-dStranger)
	}
	return feature.Name(i - dFirst)
}

// Best returns the likeliest of ranked candidates other than Nothing, nil if
// there is none.
func Best(cs []Candidate) *Candidate {
	for i := range cs {
		if cs[i].Kind != Nothing {
			return &cs[i]
		}
	}
	return nil
}

// Doubt returns how far the best of ranked candidates is to be believed, as
// features and their values; see Beliefs.Of.
func (r *Reading) Doubt(cs []Candidate) (features []int32, values []float64) {
	add := func(f int, v float64) {
		features, values = append(features, int32(f)), append(values, v)
	}
	best := Best(cs)
	add(dBias, 1)
	add(dGroup+int(r.question.Group()), 1)
	if best == nil {
		return features, values
	}
	nothing, rival, agree := 0.0, 0.0, 0.0
	text := best.Text(r.hits)
	for i := range cs {
		c := &cs[i]
		switch {
		case c.Kind == Nothing:
			nothing = c.Chance
		case c == best:
		case isSameClaim(c, best) || r.isOneEntry(c, best) || c.Text(r.hits) == text || candidate.Overlap(c, best):
			agree += c.Chance
		default:
			rival = max(rival, c.Chance)
		}
	}
	all := best.Chance + agree
	chance, margin, group := logit(all), math.Log((all+1e-3)/(rival+1e-3)), int(feature.GroupOf(r.question.Frame.Asks))
	add(dChance, chance)
	add(dChanceOf+group, chance)
	add(dNothing, logit(nothing))
	add(dMargin, margin)
	add(dMarginOf+group, margin)
	if agree > 0.02 {
		add(dAgree, 1)
	}
	if best.Figure != nil {
		add(dPlain+plain(best, cs), 1)
		add(dCounter+r.counter(best, cs), 1)
	}
	add(dStranger+int(r.Stranger(best)), 1)
	for _, f := range best.Features {
		if t, _ := feature.Of(f); slices.Contains(doubted, t) {
			add(dFirst+int(f), 1)
		}
	}
	return features, values
}

func logit(p float64) float64 {
	p = max(0.005, min(0.995, p))
	return math.Log(p / (1 - p))
}

// numPlain is the number of values of plain.
const numPlain = 8

// plain returns how plainly the best of cs answers, as a sum: 1 all of the
// question is near it, 2 no figure of another value is exact, 4 it is exact itself.
func plain(best *Candidate, cs []Candidate) (sum int) {
	if best.Agrees.Lacks == 0 {
		sum++
	}
	if !slices.ContainsFunc(cs, func(c Candidate) bool { return c.IsExact() && !isSameClaim(&c, best) }) {
		sum += 2
	}
	if best.IsExact() {
		sum += 4
	}
	return sum
}

// numCounters is the number of values of Reading.counter.
const numCounters = 4

// counter returns whether the best of cs is counted with the word that the
// question counts with: 0 it counts with none, 1 it is, 2 it is not and another
// figure is (多少户, and 23个 is beside 500户), 3 no figure is.
func (r *Reading) counter(best *Candidate, cs []Candidate) int {
	f := r.question.Frame
	word := f.Measure
	switch {
	case word == "" || best.Figure == nil:
		return 0
	case best.Figure.Unit == word || f.Unit != "" && r.question.UnitFit(best.Figure) < 3:
		return 1
	case slices.ContainsFunc(cs, func(c Candidate) bool { return c.Figure != nil && c.Figure.Unit == word }):
		return 2
	}
	return 3
}

// isOneEntry reports whether two figures are of one thing and measure the same,
// so that the newer is claimed whichever is chosen.
func (r *Reading) isOneEntry(a, b *Candidate) bool {
	if t := &r.question.Frame.Time; a.Figure == nil || b.Figure == nil || len(t.Years) > 0 || t.Part != "" || t.First {
		return false
	}
	x, y := r.row(a), r.row(b)
	return ledger.SameMeasure(x, y) && ledger.SameState(x, y) && ledger.OneThing(&x.Figure.Binding, &y.Figure.Binding)
}

func (r *Reading) row(c *Candidate) ledger.Row {
	return index.Row{Passage: r.hits[c.Hit].Passage, Figure: c.Figure}.Ledger()
}

// isSameClaim reports whether two candidates claim figures of the same value.
func isSameClaim(a, b *Candidate) bool {
	return a.Figure != nil && b.Figure != nil && figures.SameValue(a.Figure, b.Figure)
}
