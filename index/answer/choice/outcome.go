package choice

import (
	"math"
	"slices"

	"beilun/index"
	"beilun/knowledge/ledger"
)

// Outcome is what is made of the likeliest candidate.
type Outcome uint8

// The outcomes.
const (
	Declined Outcome = iota // it is not known
	Quoted                  // its passage is shown, and nothing claimed
	Claimed                 // it is claimed
)

// What an outcome costs that is wrong: a claim that does not answer or another
// passage than the one that tells, a question declined that has an answer; and a
// passage that is shown in place of the answer.
const (
	costWrong   = 4.0
	costDecline = 1.0
	costQuote   = 0.3
)

// minClaim is the belief from which the likeliest candidate is claimed whatever a
// quotation of its passage would cost. By the costs alone it is some .92, and then
// most plain questions are answered by a quotation, for what is believed is learned
// from questions that were written to be hard. Chosen on twenty districts, each fourth
// left out: with .70 .486 of the questions with an answer are claimed rightly and .061
// of all questions wrongly, with .75 .436 and .046, with .80 .380 and .035. Rules had been made on these districts,
// and names of the same release passed for near, which they no longer do.
const minClaim = 0.72

// Belief is how likely things are, of a question whose candidates are ranked.
type Belief struct {
	Right   float64 // the likeliest candidate answers
	Passage float64 // its passage tells the answer, or there is none
	Known   float64 // the releases tell the answer
}

// Outcome returns the outcome that costs the least, but claims what is believed well
// enough.
func (b Belief) Outcome() Outcome {
	costs := [...]float64{
		Declined: costDecline * b.Known,
		Quoted:   costQuote*b.Passage + costWrong*(1-b.Passage),
		Claimed:  costWrong * (1 - b.Right),
	}
	if b.Right >= minClaim {
		return Claimed
	}
	best := Declined
	for o, c := range costs {
		if c < costs[best] {
			best = Outcome(o)
		}
	}
	return best
}

// Beliefs are the weights of the models of the three beliefs, by doubts.
type Beliefs struct{ Right, Passage, Known []float32 }

// Of returns the belief in the first of ranked candidates that is not Nothing.
func (m Beliefs) Of(features []int32, values []float64) Belief {
	of := func(w []float32) float64 {
		sum := 0.0
		for i, f := range features {
			sum += float64(w[f]) * values[i]
		}
		return 1 / (1 + math.Exp(-sum))
	}
	return Belief{of(m.Right), of(m.Passage), of(m.Known)}
}

// doubted are the templates whose values tell how far the likeliest candidate is to
// be believed.
var doubted = []template{
	tKind, tRank, tGap, tWhose, tNamed, tAnother, tMeasure, tCounted, tUnit, tTime, tState, tChange, tScope, tSure, tCrowd, tMissing, tLacks,
	tLacksSentence, tNumbered, tCue, tRelation, tOwn, tRest, tHolder, tPlaces, tMeasureSaid, tMeasureAsked, tGrain, tExtreme, tSuperlative, tItemsFit, tNews, tUnknown, tAspect, tClassFits, tPairsAround, tPairsSentence, tBetween, tAsked, tMost,
	tDeed, tDeedPairs, tDeedWhose, tGrainAsked, tStands,
	tUnsaid, tMoved, tEchoed, tHeadClass, tLabelRank, tNamedCue,
	tPart, tPer, tLimit, tMeasureHead, tMetricOut, tHappens,
}

// Of a doubt the first features are of all candidates together.
const (
	dBias = iota
	dChance
	dNothing
	dMargin
	dAgree
	dPlain                        // see Reading.plain
	dChanceOf = dPlain + numPlain // dChance and dMargin by kind of answer
	dMarginOf = dChanceOf + int(numGroups)
	dGroup    = dMarginOf + int(numGroups)
	dCounter  = dGroup + int(numGroups) // see Reading.counter
	dStranger = dCounter + numCounters  // see Reading.Stranger
	dFirst    = dStranger + numStrangers
)

// Doubts returns how many features a doubt may have.
func Doubts() int { return dFirst + int(base[numTemplates]) }

// Best returns the likeliest of ranked candidates that is not Nothing, nil where
// there is none.
func Best(cs []Candidate) *Candidate {
	for i := range cs {
		if cs[i].Kind != Nothing {
			return &cs[i]
		}
	}
	return nil
}

// Doubt returns what reports how far the best of ranked candidates is to be believed:
// features and their values.
func (r *Reading) Doubt(cs []Candidate) (features []int32, values []float64) {
	add := func(f int, v float64) {
		features, values = append(features, int32(f)), append(values, v)
	}
	best := Best(cs)
	add(dBias, 1)
	add(dGroup+int(r.group()), 1)
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
		case sameClaim(c, best) || r.oneEntry(c, best) || c.Text(r.hits) == text || overlap(c, best):
			agree += c.Chance
		default:
			rival = max(rival, c.Chance)
		}
	}
	all := best.Chance + agree
	chance, margin, group := logit(all), math.Log((all+1e-3)/(rival+1e-3)), int(groupOf(r.frame.Asks))
	add(dChance, chance)
	add(dChanceOf+group, chance)
	add(dNothing, logit(nothing))
	add(dMargin, margin)
	add(dMarginOf+group, margin)
	if agree > 0.02 {
		add(dAgree, 1)
	}
	if best.Figure != nil {
		add(dPlain+r.plain(best, cs), 1)
		add(dCounter+r.counter(best, cs), 1)
	}
	add(dStranger+int(r.Stranger(best)), 1)
	for _, f := range best.Features {
		t, _ := slices.BinarySearch(base[:], f+1)
		if t--; slices.Contains(doubted, template(t)) && int(f-base[t]) < templates[t].values {
			add(dFirst+int(f), 1)
		}
	}
	return features, values
}

// numPlain is the number of values of Reading.plain.
const numPlain = 8

// plain reports how plainly the best of cs answers, as a sum: 1 where all of the
// question stands near it, 2 where no figure of another value is of the thing asked for
// and measures what is asked, 4 where it is and does itself.
func (r *Reading) plain(best *Candidate, cs []Candidate) int {
	out := boolInt(best.lacks == 0)
	if !slices.ContainsFunc(cs, func(c Candidate) bool { return c.isExact() && !sameClaim(&c, best) }) {
		out += 2
	}
	if best.isExact() {
		out += 4
	}
	return out
}

// numCounters is the number of values of Reading.counter.
const numCounters = 4

// counter reports how the best of cs has the word that the question counts with: 0 where
// it counts with none, 1 where the figure's unit is that word, 2 where it is another and
// a figure beside it has the word (多少户, and 23个 is told beside 500户), 3 where none has.
func (r *Reading) counter(best *Candidate, cs []Candidate) int {
	word := r.frame.Measure
	switch {
	case word == "" || best.Figure == nil:
		return 0
	case best.Figure.Unit == word || r.frame.Unit != "" && r.unitFits(best.Figure) < 3:
		return 1
	case slices.ContainsFunc(cs, func(c Candidate) bool { return c.Figure != nil && c.Figure.Unit == word }):
		return 2
	}
	return 3
}

// isExact reports whether a figure is of the thing that is asked for, or of none where
// none is, and measures what is asked for.
func (c *Candidate) isExact() bool {
	return c.Figure != nil && (c.whose == whoseSame || c.whose == whoseOpen) && (c.measure == measureSame || c.whole)
}

// oneEntry reports whether two figures are of one thing and measure the same, so that
// the newer is claimed whichever is chosen.
func (r *Reading) oneEntry(a, b *Candidate) bool {
	if a.Figure == nil || b.Figure == nil || len(r.frame.Time.Years) > 0 || r.frame.Time.Part != "" || r.frame.Time.First {
		return false
	}
	x, y := r.row(a), r.row(b)
	return ledger.SameMeasure(x, y) && ledger.SameState(x, y) && ledger.OneThing(&x.Figure.Binding, &y.Figure.Binding)
}

func (r *Reading) row(c *Candidate) ledger.Row {
	return index.Row{Passage: r.hits[c.Hit].Passage, Figure: c.Figure}.Ledger()
}

// sameClaim reports whether two candidates claim the same figure.
func sameClaim(a, b *Candidate) bool {
	return a.Figure != nil && b.Figure != nil && sameValue(a.Figure, b.Figure)
}

// overlap reports whether two texts have a sentence in common, so that where the one
// answers the other mostly does.
func overlap(a, b *Candidate) bool {
	return a.Figure == nil && b.Figure == nil && a.Pieces == nil && b.Pieces == nil && a.Hit == b.Hit && a.Span.Start < b.Span.End && b.Span.Start < a.Span.End
}

func logit(p float64) float64 {
	p = max(0.005, min(0.995, p))
	return math.Log(p / (1 - p))
}
