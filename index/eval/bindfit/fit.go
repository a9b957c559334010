// Package bindfit learns the weights by which package bind chooses whose a figure
// is, from facts that a reader marked in the releases of several districts, and
// judges them with each district left out in turn.
package bindfit

import (
	"math"
	"math/rand/v2"
	"slices"

	"beilun/knowledge/bind/model"
)

// Options are how weights are learned.
type Options struct {
	Epochs int
	Rate   float64 // of learning
	Decay  float64 // of weights, by each example
	Rounds int     // each reads the releases with the weights of the one before
}

// Defaults are the options that the built-in weights are learned with.
var Defaults = Options{Epochs: 20, Rate: 0.15, Decay: 0.1, Rounds: 3}

// example is a figure with the things it may be of and those that it is of.
type example struct {
	candidates []model.Candidate
	right      []bool
}

func (e *example) add(c model.Candidate, right bool) {
	e.candidates, e.right = append(e.candidates, c), append(e.right, right)
}

// tells reports whether some of the candidates are right and some are not.
func (e *example) tells() bool {
	return slices.Contains(e.right, true) && slices.Contains(e.right, false)
}

// fit learns weights by which the right candidates are the likely ones.
func fit(examples []example, o Options) model.Weights {
	n := model.Features()
	w, sum := make([]float64, n), make([]float64, n) // weights, and the squares of their steps
	mean := make([]float64, n)
	r := rand.New(rand.NewPCG(1, 2)) // the same weights of the same facts
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

// step moves the weights by one example.
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
