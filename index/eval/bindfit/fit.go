// Package bindfit learns the weights with which package bind chooses the subject of a
// figure, from facts that a reader marked in the releases of several districts, and
// tests them with each district left out in turn.
package bindfit

import (
	"math"
	"math/rand/v2"
	"slices"

	"beilun/knowledge/bind/model"
)

// Options are the options of learning.
type Options struct {
	Epochs int
	Rate   float64 // learning rate
	Decay  float64 // of weights, for each example
	Rounds int     // each binds the releases with the weights of the round before
}

// Defaults are the options that the built-in weights were learned with.
var Defaults = Options{Epochs: 20, Rate: 0.15, Decay: 0.1, Rounds: 3}

// example is a figure with its possible subjects, and which of them are right.
type example struct {
	candidates []model.Candidate
	right      []bool
}

func (e *example) add(c model.Candidate, right bool) {
	e.candidates, e.right = append(e.candidates, c), append(e.right, right)
}

// isMixed reports whether some of the candidates are right and others are not.
func (e *example) isMixed() bool {
	return slices.Contains(e.right, true) && slices.Contains(e.right, false)
}

// fit fits weights so that the right candidates are likely.
func fit(examples []example, o Options) model.Weights {
	n := model.Features()
	w, sum := make([]float64, n), make([]float64, n) // weights, and the sums of their squared gradients
	mean := make([]float64, n)
	r := rand.New(rand.NewPCG(1, 2)) // fixed, so that the same facts give the same weights
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for range o.Epochs {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			step(examples[i], w, sum, o)
		}
		for i := range w {
			mean[i] += w[i] / float64(o.Epochs)
		}
	}
	out := make(model.Weights, n)
	for i := range mean {
		out[i] = float32(math.Round(mean[i]*1000) / 1000)
	}
	return out
}

// step updates the weights for one example (AdaGrad).
func step(e example, w, sum []float64, o Options) {
	scores := make([]float64, len(e.candidates))
	best := math.Inf(-1)
	for k, c := range e.candidates {
		for _, f := range c.Features {
			scores[k] += w[f]
		}
		best = math.Max(best, scores[k])
	}
	all, good := 0.0, 0.0
	for k := range scores {
		scores[k] = math.Exp(scores[k] - best)
		all += scores[k]
		if e.right[k] {
			good += scores[k]
		}
	}
	for k, c := range e.candidates {
		g := -scores[k] / all
		if e.right[k] {
			g += scores[k] / good
		}
		for _, f := range c.Features {
			x := g - o.Decay*w[f]
			sum[f] += x * x
			if x != 0 {
				w[f] += o.Rate * x / math.Sqrt(sum[f]+1e-6)
			}
		}
	}
}
