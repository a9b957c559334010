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

// Defaults are the options that the built-in weights are learned with.
var Defaults = Options{
	Choices: learn.Options{Steps: 80, Rate: 0.08, Decay: 3},
	Beliefs: learn.Options{Steps: 150, Rate: 0.05, Decay: 4},
}

// Fitting is what was learned from all districts, and how answers do that are chosen
// with what was learned from all but their own.
type Fitting struct {
	Weights choice.Weights
	Beliefs choice.Beliefs
	Report  Report
}

// Writer writes what was learned behind a comment.
type Writer interface {
	Write(w io.Writer, comment string) error
}

// doubt is the best candidate of a question, as a case of the beliefs.
type doubt struct {
	features              []int32
	values                []float64
	right, passage, known bool
	made                  bool // of a question that is made of a fact
}

// Options are how weights are learned, and how what is learned is judged.
type Options struct {
	Choices learn.Options // of the weights of candidates
	Beliefs learn.Options
	Folds   int       // so many parts of the districts are left out in turn; 0: each district
	Ranking io.Writer // gets how the candidates of each question are ranked; nil for no need
}

// Fit learns from districts. Each is answered with weights and beliefs of the others.
// The beliefs are learned from choices that were made by weights of other districts
// than their own: what is chosen by weights that know the answer says nothing of how
// far a choice is to be believed. Among those others is the one that is left out;
// what little that tells of it is not taken out. Nothing of beliefs is learned from open
// sets: what is asked of an encyclopedia is mostly told there, and by beliefs that know
// these .075 of the questions about districts were answered wrong for .066.
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
		r.believe(doubts[i], beliefs[i%folds])
		if o.Ranking != nil {
			if err := d.list(o.Ranking, weights[i%folds]); err != nil {
				return nil, err
			}
		}
	}
	return &Fitting{Learn(ds, o.Choices), learnBeliefs(slices.Concat(doubts...), o.Beliefs), r}, nil
}

// without returns all of xs but every folds-th from the one at i.
func without[T any](xs []T, i, folds int) (out []T) {
	for k, x := range xs {
		if k%folds != i {
			out = append(out, x)
		}
	}
	return out
}

// doubtsOf answers the questions of d with what w chooses, whatever it is, and
// reports which answers are right.
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
			x.passage = tells(&g, c.Hit.Passage.Text)
		}
		out = append(out, x)
		return nil
	}, true)
	return out, err
}

// madeCounts is how much a question made of a fact counts for the beliefs, beside one
// that a person wrote: they are plainer than people ask. Chosen on twenty districts,
// each fifth left out: with 1 the log loss of what is believed of people's questions
// was .486, with .25 .480, without them .481.
const madeCounts = 0.25

func learnBeliefs(ds []doubt, o learn.Options) choice.Beliefs {
	model := func(so func(doubt) bool) []float32 {
		cases := make([]learn.Case, len(ds))
		for i, d := range ds {
			cases[i] = learn.Case{Features: d.features, Values: d.values, So: so(d)}
			if d.made {
				cases[i].Weight = madeCounts
			}
		}
		return learn.Judge(cases, choice.Doubts(), o)
	}
	return choice.Beliefs{
		Right:   model(func(d doubt) bool { return d.right }),
		Passage: model(func(d doubt) bool { return d.passage }),
		Known:   model(func(d doubt) bool { return d.known }),
	}
}
