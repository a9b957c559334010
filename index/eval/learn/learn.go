// Package learn fits the small linear models by which the program chooses, from
// examples that readers marked. It is deterministic: the same examples bring the
// same weights. Nothing of the product uses it.
package learn

import (
	"math"
	"math/rand/v2"
)

// Choice is one thing to be chosen from several: the features of each candidate, by
// their numbers, and which candidates are right. Where none or all are right it
// brings nothing.
type Choice struct {
	Candidates [][]int32
	Right      []bool
	Weight     float64 // how much it counts; 0 counts as 1
}

// Options are how weights are learned.
type Options struct {
	Epochs int
	Rate   float64 // of learning
	Decay  float64 // of the weights that an example has, by the example
}

// Chooser learns weights of features by which the right candidates of choices are
// the likely ones, where the likelihood of a candidate grows with the exponential
// of the sum of its weights. The weights are the mean of those of all epochs.
func Chooser(choices []Choice, features int, o Options) []float32 {
	t := newTrainer(features, o)
	return t.run(len(choices), func(i int) { t.choose(choices[i]) })
}

// Case is something that is so or not: its features and their values.
type Case struct {
	Features []int32
	Values   []float64 // nil: each is 1
	So       bool
}

// Judge learns weights of features by which a case is so with the likelihood that the
// logistic function of its sum gives. Feature 0 is to be the one that all have.
func Judge(cases []Case, features int, o Options) []float32 {
	t := newTrainer(features, o)
	return t.run(len(cases), func(i int) { t.judge(cases[i]) })
}

// Likelihood is the logistic function.
func Likelihood(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// trainer takes adaptive steps (AdaGrad) along the gradient.
type trainer struct {
	Options
	weights, squares []float64
	scores           []float64
}

func newTrainer(features int, o Options) *trainer {
	return &trainer{Options: o, weights: make([]float64, features), squares: make([]float64, features)}
}

func (t *trainer) run(n int, step func(i int)) []float32 {
	r := rand.New(rand.NewPCG(1, 2))
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	mean := make([]float64, len(t.weights))
	for range t.Epochs {
		r.Shuffle(n, func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			step(i)
		}
		for i, w := range t.weights {
			mean[i] += w / float64(t.Epochs)
		}
	}
	out := make([]float32, len(mean))
	for i, w := range mean {
		out[i] = float32(math.Round(w*1000) / 1000)
	}
	return out
}

func (t *trainer) choose(c Choice) {
	some, all := false, true
	for _, right := range c.Right {
		some, all = some || right, all && right
	}
	if !some || all {
		return
	}
	t.scores = t.scores[:0]
	best := math.Inf(-1)
	for _, features := range c.Candidates {
		s := 0.0
		for _, f := range features {
			s += t.weights[f]
		}
		t.scores = append(t.scores, s)
		best = math.Max(best, s)
	}
	sum, good := 0.0, 0.0
	for k, s := range t.scores {
		t.scores[k] = math.Exp(s - best)
		sum += t.scores[k]
		if c.Right[k] {
			good += t.scores[k]
		}
	}
	weight := c.Weight
	if weight == 0 {
		weight = 1
	}
	good = math.Max(good, 1e-12)
	for k, features := range c.Candidates {
		g := -t.scores[k] / sum
		if c.Right[k] {
			g += t.scores[k] / good
		}
		if math.Abs(g) < 1e-6 {
			continue
		}
		for _, f := range features {
			t.step(f, weight*g)
		}
	}
}

func (t *trainer) judge(c Case) {
	sum := 0.0
	for i, f := range c.Features {
		sum += t.weights[f] * c.value(i)
	}
	g := -Likelihood(sum)
	if c.So {
		g++
	}
	for i, f := range c.Features {
		t.step(f, g*c.value(i))
	}
}

func (c Case) value(i int) float64 {
	if c.Values == nil {
		return 1
	}
	return c.Values[i]
}

func (t *trainer) step(f int32, gradient float64) {
	g := gradient - t.Decay*t.weights[f]
	t.squares[f] += g * g
	t.weights[f] += t.Rate * g / math.Sqrt(t.squares[f]+1e-6)
}
