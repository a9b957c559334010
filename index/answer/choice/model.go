package choice

import (
	"cmp"
	"math"
	"slices"

	"beilun/index/answer/choice/feature"
)

// Weights are how much the features of a candidate count, by their numbers.
type Weights []float32

// Rank scores candidates of a question of group g with w and sorts them, the likeliest
// first.
func Rank(cs []Candidate, g feature.Group, w Weights) {
	best, own := math.Inf(-1), w[feature.InGroup(g):]
	for i := range cs {
		cs[i].Score = 0
		for _, f := range cs[i].Features {
			cs[i].Score += float64(w[f])
			cs[i].Score += float64(own[f])
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
	order := make([]int, len(cs)) // sorting numbers is cheaper: a candidate is large
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(cs[b].Score, cs[a].Score) })
	for i, k := range order {
		for k < i { // what was there has been swapped on
			k = order[k]
		}
		cs[i], cs[k] = cs[k], cs[i]
	}
}
