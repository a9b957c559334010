package choice

import (
	"cmp"
	"math"
	"slices"

	"beilun/index"
)

// Passages are ordered by the chances of their candidates, and by the score of
// the search where these are small. Of the questions about twelve districts that
// have an answer, the right passage is first for .81 and among five for .93 that
// way; for .80 and .92 with the passage of the likeliest candidate before those
// of the search, and for .67 and .89 by the search alone.
const (
	leastChance = 0.01
	scoreCounts = 0.1
)

// Passages returns the numbers of the hits, the one first that most likely has
// the answer by the chances of ranked candidates.
func Passages(cs []Candidate, hits []index.Hit) []int {
	worth := make([]float64, len(hits))
	for i := range cs {
		if c := &cs[i]; c.Kind != Nothing {
			worth[c.Hit] += c.Chance
		}
	}
	order := make([]int, len(hits))
	for i := range hits {
		order[i] = i
		worth[i] = math.Log(worth[i]+leastChance) + scoreCounts*hits[i].Score
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(worth[b], worth[a]) })
	return order
}

// BestOf returns the likeliest of ranked candidates in a hit, nil if there is
// none.
func BestOf(cs []Candidate, hit int) *Candidate {
	i := slices.IndexFunc(cs, func(c Candidate) bool { return c.Kind != Nothing && c.Hit == hit })
	if i < 0 {
		return nil
	}
	return &cs[i]
}
