package index

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// The second phase of the ranking: of the passages that BM25 found, those are
// better in which more of the question stands close together.
const (
	windowRunes  = 40  // about a sentence
	windowWeight = 0.5 // of full coverage, against the best BM25 score
)

func newBM25Query(q Query, stats fieldStats, limit int) *bm25Query {
	bq := &bm25Query{stats: stats, limit: limit}
	for _, t := range q.Terms {
		bq.terms = append(bq.terms, queryTerm{field: t.Field, text: t.Text, weight: t.Weight})
	}
	return bq
}

// rerank scores hits by the best window of each and sorts them. It sets the
// matches of each hit.
func rerank(hits []Hit, q *bm25Query) {
	if len(hits) == 0 {
		return
	}
	weights := map[string]float64{} // of each term, for the window
	total := 0.0
	for _, t := range q.terms {
		if t.field == fieldGrams && t.weight == weightGrams {
			weights[t.text] = t.idf
			total += t.idf
		}
	}
	for i := range hits {
		h := &hits[i]
		places := occurrences(h.Passage.Text, q.terms)
		h.Matches = merge(places)
		if total > 0 {
			cover := bestWindow(places, weights) / total
			h.Parts = append(h.Parts, Part{"window", windowWeight * cover * hits[0].Parts[0].Value})
		}
		h.Score = h.Parts.Sum()
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return strings.Compare(a.Passage.ID, b.Passage.ID)
	})
}

// place is where a term stands in a text: bytes, and characters from its start.
type place struct {
	term string
	span knowledge.Span
	rune int
}

// occurrences finds the terms in text, in the order of their places. Terms are
// looked up by their first character: most characters of a text begin none.
func occurrences(text string, terms []queryTerm) []place {
	f := zhtext.Fold(text)
	byFirst := map[rune][]string{}
	for _, t := range terms {
		first, _ := utf8.DecodeRuneInString(t.text)
		if t.idf > 0 && !slices.Contains(byFirst[first], t.text) {
			byFirst[first] = append(byFirst[first], t.text)
		}
	}
	var out []place
	n := 0
	for i, r := range f.Text {
		for _, term := range byFirst[r] {
			if strings.HasPrefix(f.Text[i:], term) {
				start, end := f.Source(i, i+len(term))
				out = append(out, place{term, knowledge.Span{Start: start, End: end}, n})
			}
		}
		n++
	}
	return out
}

// bestWindow returns the largest sum of the weights of different terms that
// stand within windowRunes characters of each other.
func bestWindow(places []place, weights map[string]float64) float64 {
	count := map[string]int{}
	sum, best := 0.0, 0.0
	from := 0
	for _, p := range places {
		for places[from].rune+windowRunes < p.rune {
			if t := places[from].term; count[t] == 1 {
				sum -= weights[t]
				count[t] = 0
			} else {
				count[t]--
			}
			from++
		}
		if count[p.term]++; count[p.term] == 1 {
			sum += weights[p.term]
		}
		best = max(best, sum)
	}
	return best
}

// merge joins the spans of places that overlap or touch.
func merge(places []place) []knowledge.Span {
	var out []knowledge.Span
	for _, p := range places {
		if n := len(out); n > 0 && p.span.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, p.span.End)
			continue
		}
		out = append(out, p.span)
	}
	return out
}
