package choice

import (
	"cmp"
	_ "embed"
	"io"
	"math"
	"slices"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// Weights are what the features of a candidate count, by their numbers.
type Weights []float32

// Defaults returns the built-in weights.
var Defaults = sync.OnceValue(func() Weights {
	w, err := ReadWeights(strings.NewReader(weightFile))
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return w
})

// ReadWeights reads weights, "name weight" a line. Features without a line count
// nothing, and lines of features that are no more are left out.
func ReadWeights(r io.Reader) (Weights, error) {
	w := make(Weights, Features())
	names := numbered(len(w), FeatureName)
	err := eachWeight(r, func(name string, x float32) error {
		if i, ok := names[name]; ok {
			w[i] = x
		}
		return nil
	})
	return w, err
}

// Candidates returns all that may answer with its features.
func (r *Reading) Candidates() []Candidate {
	cs := r.propose()
	r.judge(cs)
	return r.forbid(cs)
}

// Rank scores candidates with w and sorts them, the likeliest first.
func Rank(cs []Candidate, w Weights) {
	best := math.Inf(-1)
	for i := range cs {
		cs[i].Score = 0
		for _, f := range cs[i].Features {
			cs[i].Score += float64(w[f])
		}
		best = max(best, cs[i].Score)
	}
	sum := 0.0
	for i := range cs {
		cs[i].Chance = math.Exp(cs[i].Score - best)
		sum += cs[i].Chance
	}
	for i := range cs {
		cs[i].Chance /= sum
	}
	order := make([]int, len(cs)) // a candidate is large to be moved about
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cs[b].Score, cs[a].Score) })
	old := slices.Clone(cs)
	for i, k := range order {
		cs[i] = old[k]
	}
}
