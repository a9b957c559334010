package choice

import "math"

// Outcome is what is made of the likeliest candidate.
type Outcome uint8

// The outcomes.
const (
	Declined Outcome = iota // the answer is not known
	Quoted                  // the passage is shown, and nothing claimed
	Claimed                 // the candidate is claimed
)

// Costs of outcomes that are wrong: a claim that does not answer, or the quotation
// of a passage without the answer; a declined question that has an answer; and a
// quoted passage in place of the answer.
const (
	costWrong   = 4.0
	costDecline = 1.0
	costQuote   = 0.3
)

// minClaim is the belief from which on the likeliest candidate is claimed,
// whatever a quotation would cost. By the costs alone it is about .92, and most
// plain questions are answered by a quotation then, because beliefs are learned
// from questions that were written to be hard. Chosen on twenty districts, a
// quarter of them left out in turn: with .70, .486 of the questions with an
// answer are claimed rightly and .061 of all questions wrongly, with .75 .436 and
// .046, with .80 .380 and .035. Rules had been made on these districts, and names
// of the same release counted as near, which they no longer do.
const minClaim = 0.72

// Belief is how likely things are for a question whose candidates are ranked.
type Belief struct {
	Right   float64 // the likeliest candidate answers
	Passage float64 // its passage has the answer, or there is none
	Known   float64 // the releases have the answer
}

// Outcome returns the outcome that costs the least, but claims what is believed
// well enough.
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

// Beliefs are the weights of the models of the three beliefs, by the features of
// Reading.Doubt.
type Beliefs struct{ Right, Passage, Known []float32 }

// Of returns the belief in the best of ranked candidates, by the features and
// values of Reading.Doubt.
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
