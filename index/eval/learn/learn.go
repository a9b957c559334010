// Package learn fits the small linear models by which the program chooses, from
// examples that readers marked. It is deterministic: the same examples bring the
// same weights. Nothing of the product uses it.
package learn

import (
	"math"
	"sync"
)

// Choice is one thing to be chosen from several: the features of each candidate, by
// their numbers, and which candidates are right. Where none or all are right it
// brings nothing.
type Choice struct {
	Candidates [][]int32
	Right      []bool
}

// Case is something that is so or not: its features and their values.
type Case struct {
	Features []int32
	Values   []float64 // nil: each is 1
	So       bool
	Weight   float64 // how much it counts beside the others; 0: as one
}

// Options are how weights are learned.
type Options struct {
	Steps int     // over all examples
	Rate  float64 // of learning
	Decay float64 // half of it times the squares of the weights is added to the loss of all examples
}

// Chooser learns weights of features by which the right candidates of choices are
// the likely ones, where the likelihood of a candidate grows with the exponential
// of the sum of its weights.
func Chooser(choices []Choice, features int, o Options) []float32 {
	var usable []Choice
	for _, c := range choices {
		some, all := false, true
		for _, right := range c.Right {
			some, all = some || right, all && right
		}
		if some && !all {
			usable = append(usable, c)
		}
	}
	return descend(len(usable), features, o, func(i int, w, gradient []float64) { usable[i].derive(w, gradient) })
}

// Judge learns weights of features by which a case is so with the likelihood that the
// logistic function of its sum gives.
func Judge(cases []Case, features int, o Options) []float32 {
	return descend(len(cases), features, o, func(i int, w, gradient []float64) { cases[i].derive(w, gradient) })
}

// Likelihood is the logistic function.
func Likelihood(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// parts is how many parts the examples are cut into. The sums of the parts are added
// in order, so that the weights do not depend on the machine.
const parts = 8

// descend goes down the gradient of the loss of n examples (Adam: Kingma and Ba,
// 2015).
func descend(n, features int, o Options, derive func(i int, w, gradient []float64)) []float32 {
	const keep, keepSquares, tiny = 0.9, 0.999, 1e-8
	w, m, v := make([]float64, features), make([]float64, features), make([]float64, features)
	gradients := make([][]float64, parts)
	for p := range gradients {
		gradients[p] = make([]float64, features)
	}
	for step := 1; step <= o.Steps; step++ {
		var wg sync.WaitGroup
		for p := range parts {
			wg.Go(func() {
				clear(gradients[p])
				for i := p * n / parts; i < (p+1)*n/parts; i++ {
					derive(i, w, gradients[p])
				}
			})
		}
		wg.Wait()
		rate := o.Rate * math.Sqrt(1-math.Pow(keepSquares, float64(step))) / (1 - math.Pow(keep, float64(step)))
		if late := float64(step) / float64(o.Steps); late > 0.5 {
			rate *= 2 * (1 - late) // settles
		}
		for i := range w {
			g := o.Decay * w[i]
			for p := range parts {
				g += gradients[p][i]
			}
			m[i] = keep*m[i] + (1-keep)*g
			v[i] = keepSquares*v[i] + (1-keepSquares)*g*g
			w[i] -= rate * m[i] / (math.Sqrt(v[i]) + tiny)
		}
	}
	out := make([]float32, features)
	for i := range w {
		out[i] = float32(math.Round(w[i]*1000) / 1000)
	}
	return out
}

func (c Choice) derive(w, gradient []float64) {
	scores := make([]float64, len(c.Candidates))
	best := math.Inf(-1)
	for k, features := range c.Candidates {
		for _, f := range features {
			scores[k] += w[f]
		}
		best = math.Max(best, scores[k])
	}
	sum, good := 0.0, 0.0
	bestGood := math.Inf(-1)
	for k, s := range scores {
		sum += math.Exp(s - best)
		if c.Right[k] {
			bestGood = math.Max(bestGood, s)
		}
	}
	for k, s := range scores {
		if c.Right[k] {
			good += math.Exp(s - bestGood)
		}
	}
	for k, features := range c.Candidates {
		g := math.Exp(scores[k]-best) / sum
		if c.Right[k] {
			g -= math.Exp(scores[k]-bestGood) / good
		}
		if math.Abs(g) < 1e-9 {
			continue
		}
		for _, f := range features {
			gradient[f] += g
		}
	}
}

func (c Case) derive(w, gradient []float64) {
	sum := 0.0
	for i, f := range c.Features {
		sum += w[f] * c.value(i)
	}
	g := Likelihood(sum)
	if c.So {
		g--
	}
	if c.Weight > 0 {
		g *= c.Weight
	}
	for i, f := range c.Features {
		gradient[f] += g * c.value(i)
	}
}

func (c Case) value(i int) float64 {
	if c.Values == nil {
		return 1
	}
	return c.Values[i]
}
