package rank

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"
	"sync"

	"beilun/index/query"
)

// The ranking has two phases: BM25 finds candidates, and features of each
// are measured that may distinguish it from the others (see features.go). The score is
// the sum of what was measured, weighted: it is the logarithm of how much more
// likely one candidate is the one asked for than another. Of questions on CMRC
// 2018 and DRCD in one index that were not learned from, R@1 is .989 and .956
// (gen_ranking.go).

//go:embed ranking.txt
var rankingList string

// loadRanking returns the weights of the features: those learned, and two set
// by hand on district-dev, since the sets learned from have no headings and
// synonyms seldom matter in them.
var loadRanking = sync.OnceValue(func() [features]float64 {
	w := [features]float64{featHeads: 3, featAlts: 2}
	for line := range strings.Lines(rankingList) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), "\t")
		if i := slices.Index(featureNames[:], name); i >= 0 {
			w[i], _ = strconv.ParseFloat(value, 64)
		}
	}
	return w
})

// NewBM25 returns the BM25 of a query for an index with some counts. The weights of
// the terms show which are of the question's own text and which of synonyms.
func NewBM25(q query.Query, stats Stats) *BM25 {
	bq := &BM25{stats: stats, Worth: raiseWorth}
	for _, t := range q.Terms {
		qt := Term{Field: t.Field, Text: t.Text, Weight: t.Weight, source: fromAlts}
		switch {
		case t.Field == query.FieldHeads && t.Weight == query.WeightHeads:
			qt.source = fromHeads
		case t.Field == query.FieldWords && t.Weight == query.WeightWords:
			qt.source = fromWords
		case t.Field == query.FieldGrams && t.Weight == query.WeightGrams:
			qt.source = fromGrams
		}
		bq.Terms = append(bq.Terms, qt)
	}
	return bq
}

// Best scores candidates and returns the n best as hits.
func Best(cs []Retrieved, n int) []Hit {
	weights := loadRanking()
	scores, order := make([]float64, len(cs)), make([]int, len(cs))
	for i := range cs {
		order[i] = i
		for f, w := range weights {
			scores[i] += w * cs[i].features[f]
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(scores[b], scores[a]), strings.Compare(cs[a].Passage.ID, cs[b].Passage.ID))
	})
	hits := make([]Hit, min(n, len(cs)))
	parts := make(Parts, 0, len(hits)*int(features))
	for i := range hits {
		c, from := &cs[order[i]], len(parts)
		for f, w := range weights {
			if v := w * c.features[f]; v != 0 {
				parts = append(parts, Part{featureNames[f], v})
			}
		}
		hits[i] = Hit{Passage: *c.Passage, Score: scores[order[i]], Parts: parts[from:len(parts):len(parts)]}
	}
	return hits
}

// Candidate is a passage that may be the one a question asks for, as the
// ranking is trained on.
type Candidate struct {
	Passage  string    // its ID
	Features []float64 // by FeatureNames
}

// FeatureNames returns the names of the features of a Candidate, in their order.
func FeatureNames() []string { return slices.Clone(featureNames[:]) }
