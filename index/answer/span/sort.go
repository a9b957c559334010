package span

import (
	"cmp"
	"math"
	"slices"
)

func sortByNear(ss []*sentence) {
	slices.SortStableFunc(ss, func(a, b *sentence) int { return cmp.Compare(b.near, a.near) })
}

func idf(n, df int) float32 {
	return float32(math.Log((float64(n) + 1) / (float64(df) + 0.5)))
}
