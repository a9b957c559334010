package answerfit

import (
	"context"
	"io"
	"slices"

	"beilun/index/answer"
	"beilun/index/answer/choice"
	"beilun/index/eval/learn"
	"beilun/index/eval/verdict"
)

// Defaults are the options that the built-in weights were learned with.
var Defaults = Options{
	Choices: learn.Options{Steps: 80, Rate: 0.08, Decay: 3},
	Beliefs: learn.Options{Steps: 150, Rate: 0.05, Decay: 4},
}

// Fitting holds the weights and beliefs learned from all districts. Its report is on
// answers chosen with those learned from the other districts.
type Fitting struct {
	Weights choice.Weights
	Beliefs choice.Beliefs
	Report  Report
}

// Writer writes learned weights after a comment.
type Writer interface {
	Write(w io.Writer, comment string) error
}

// doubt is the best candidate of a question, as an example for the beliefs.
type doubt struct {
	features              []int32
	values                []float64
	right, passage, known bool
	made                  bool // the question is made from a fact
}

// Options are the options of learning and testing.
type Options struct {
	Choices learn.Options // of the weights of candidates
	Beliefs learn.Options
	Folds   int       // number of parts that districts are divided into, each left out in turn; 0: one for each district
	Ranking io.Writer // gets receives the ranking of the candidates of each question; nil: not written
}

// Fit learns from districts, and answers the questions about each with what was
// learned from the others.
//
// The beliefs are learned from choices made with weights of other districts, because
// weights that know the answer choose it more often than they will later. The district
// that is left out is among those others; this small leak is accepted. Beliefs are not
// learned from open sets: most questions about an encyclopedia have an answer there,
// and with them .075 of the questions about districts were answered wrong instead of
// .066.
func Fit(ctx context.Context, ds []*District, o Options) (*Fitting, error) {
	folds := o.Folds
	if folds <= 0 || folds > len(ds) {
		folds = len(ds)
	}
	weights := make([]choice.Weights, folds)
	for i := range weights {
		weights[i] = Learn(without(ds, i, folds), o.Choices)
	}
	doubts := make([][]doubt, len(ds))
	err := each(ctx, len(ds), func(ctx context.Context, i int) (err error) {
		if ds[i].Open {
			return nil
		}
		doubts[i], err = doubtsOf(ctx, ds[i], weights[i%folds])
		return err
	})
	if err != nil {
		return nil, err
	}
	beliefs := make([]choice.Beliefs, folds)
	for i := range beliefs {
		beliefs[i] = learnBeliefs(slices.Concat(without(doubts, i, folds)...), o.Beliefs)
	}
	reports := make([]Report, len(ds))
	err = each(ctx, len(ds), func(ctx context.Context, i int) error {
		return reports[i].ask(ctx, ds[i], answer.Options{Weights: weights[i%folds], Beliefs: &beliefs[i%folds]})
	})
	if err != nil {
		return nil, err
	}
	var r Report
	for i, d := range ds {
		r.merge(&reports[i])
		if d.Small || d.Open {
			continue
		}
		r.countBest(doubts[i], beliefs[i%folds])
		if o.Ranking != nil {
			if err := d.list(o.Ranking, weights[i%folds]); err != nil {
				return nil, err
			}
		}
	}
	return &Fitting{Learn(ds, o.Choices), learnBeliefs(slices.Concat(doubts...), o.Beliefs), r}, nil
}

// without returns xs without every folds-th element from the one at i.
func without[T any](xs []T, i, folds int) (out []T) {
	for k, x := range xs {
		if k%folds != i {
			out = append(out, x)
		}
	}
	return out
}

// doubtsOf answers every question of d with the candidate that w prefers, and returns
// which of these answers are right.
func doubtsOf(ctx context.Context, d *District, w choice.Weights) ([]doubt, error) {
	always := choice.Beliefs{Right: make([]float32, choice.Doubts()), Passage: make([]float32, choice.Doubts()), Known: make([]float32, choice.Doubts())}
	for i := range choice.Doubts() {
		if choice.DoubtName(i) == "bias" {
			always.Right[i] = 100
		}
	}
	var out []doubt
	err := d.ask(ctx, answer.Options{Weights: w, Beliefs: &always, Explain: true}, func(_ *answer.Answerer, g verdict.Gold, made bool, _ string, ans *answer.Answer) error {
		if ans.Explanation == nil {
			return nil
		}
		x := doubt{made: made, known: g.Answerable, passage: !g.Answerable, features: ans.Explanation.Features, values: ans.Explanation.Values}
		if c := ans.Claim; c != nil && g.Answerable {
			passages := []string{c.Hit.Passage.Text}
			x.right = verdict.Judge(&g, verdict.Reply{Claim: c.Text, Passages: passages}) == verdict.Right
			x.passage = hasAnswer(&g, c.Hit.Passage.Text)
		}
		out = append(out, x)
		return nil
	}, true)
	return out, err
}

// madeWeight is the weight of a question made from a fact when beliefs are learned,
// where one that a person wrote has 1. Made questions are plainer than people's. Chosen
// on twenty districts, a fifth left out at a time: the log loss of people's questions
// was .486 with weight 1, .480 with .25 and .481 without made questions.
const madeWeight = 0.25

func learnBeliefs(ds []doubt, o learn.Options) choice.Beliefs {
	model := func(isTrue func(doubt) bool) []float32 {
		cases := make([]learn.Case, len(ds))
		for i, d := range ds {
			cases[i] = learn.Case{Features: d.features, Values: d.values, True: isTrue(d)}
			if d.made {
				cases[i].Weight = madeWeight
			}
		}
		return learn.FitCases(cases, choice.Doubts(), o)
	}
	return choice.Beliefs{
		Right:   model(func(d doubt) bool { return d.right }),
		Passage: model(func(d doubt) bool { return d.passage }),
		Known:   model(func(d doubt) bool { return d.known }),
	}
}
