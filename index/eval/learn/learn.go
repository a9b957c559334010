// Package learn fits the small linear models that the program chooses with, from
// examples that readers marked. The same examples always give the same weights.
package learn

import (
	"math"
	"sync"
)

// Choice is an example of a choice between candidates: the numbers of the features of
// each candidate, and which candidates are right. It has no effect if none or all of
// them are.
type Choice struct {
	Candidates [][]int32
	Right      []bool
}

// Case is an example of something that is true or false, with its features and their
// values.
type Case struct {
	Features []int32
	Values   []float64 // nil: each is 1
	True     bool
	Weight   float64 // of the example; 0: 1
}

// Options are the options of gradient descent.
type Options struct {
	Steps int     // over all examples
	Rate  float64 // learning rate
	Decay float64 // L2 regularization: half of it times the sum of the squared weights is added to the loss
}

// FitChoices fits weights of features so that the right candidates are likely. The
// likelihood of a candidate is proportional to the exponential of the sum of its
// weights.
func FitChoices(choices []Choice, features int, o Options) []float32 {
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

// FitCases fits weights of features so that the logistic function of the weighted sum
// of a case is the likelihood that the case is true.
func FitCases(cases []Case, features int, o Options) []float32 {
	return descend(len(cases), features, o, func(i int, w, gradient []float64) { cases[i].derive(w, gradient) })
}

// Likelihood is the logistic function.
func Likelihood(sum float64) float64 { return 1 / (1 + math.Exp(-sum)) }

// parts is the number of parts that the examples are divided into. The gradients of
// the parts are added in order, so that the weights do not depend on the machine.
const parts = 8

// descend minimizes the loss of n examples with Adam (Kingma and Ba, 2015). derive adds
// the gradient of example i.
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
			rate *= 2 * (1 - late) // converges
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
	if c.True {
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
