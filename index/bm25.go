package index

import (
	"container/heap"
	"context"
	"fmt"
	"math"
	"slices"

	blevei "github.com/blevesearch/bleve_index_api"
)

// bm25Query is BM25 over bleve's postings, computed exactly. Bleve's own BM25
// takes the number of different terms for the mean length, counts the inverse
// document frequency twice and the root of the term frequency, and multiplies
// by the share of matched clauses; on short passages it ranks worse than
// tf-idf does. The postings themselves are right: they hold term frequencies
// and exact field lengths.
//
// A bm25Query serves one search: the search leaves in it what the ranking
// needs to know of each term.
type bm25Query struct {
	terms []queryTerm
	stats fieldStats
}

// queryTerm is one term to look for in one field.
type queryTerm struct {
	field  string
	text   string
	weight float64
	source source
	idf    float64 // set by the search; 0 for a term that no document has
}

// source is the part of a score that a term counts in.
type source int

const (
	fromWords source = iota // words of the question
	fromGrams               // its pairs of characters
	fromHeads               // its pairs of characters in the headings
	fromAlts                // other words for the same, in any field
	sources
)

// fieldStats are the counts of an index that BM25 needs and bleve does not
// keep: passages, and tokens by field.
type fieldStats struct {
	passages int
	tokens   map[string]int
}

func (s fieldStats) meanLength(field string) float64 {
	if s.passages == 0 || s.tokens[field] == 0 {
		return 1
	}
	return float64(s.tokens[field]) / float64(s.passages)
}

// BM25 parameters. A passage is short and says a thing once: how often a term
// stands in it tells little, so k1 is low. Both were chosen by hand: they find
// the right passage among the candidates for .999 of the questions of qa-cmrc
// and qa-drcd (gen_ranking.go).
const (
	bm25K1 = 0.4
	bm25B  = 0.4
)

// bm25Doc is a document that BM25 found, with its score by source.
type bm25Doc struct {
	doc   uint64
	parts [sources]float64
}

func (d bm25Doc) score() float64 {
	sum := 0.0
	for _, p := range d.parts {
		sum += p
	}
	return sum
}

// search scores every document that has one of the terms and returns the best,
// best first.
func (q *bm25Query) search(ctx context.Context, r blevei.IndexReader, limit int) ([]bm25Doc, error) {
	n, err := r.DocCount()
	if err != nil {
		return nil, fmt.Errorf("count passages: %w", err)
	}
	t := &tally{at: make([]int32, 0, n)}
	for i := range q.terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := q.score(ctx, r, &q.terms[i], t); err != nil {
			return nil, fmt.Errorf("read postings of %q in %s: %w", q.terms[i].text, q.terms[i].field, err)
		}
	}
	return best(t.docs, limit), nil
}

// tally adds up the scores of documents by their numbers.
type tally struct {
	at   []int32 // by document number: 1 + its place in docs
	docs []bm25Doc
}

func (t *tally) of(doc uint64) *bm25Doc {
	if n := int(doc) + 1; n > len(t.at) {
		t.at = append(t.at, make([]int32, n-len(t.at))...)
	}
	if t.at[doc] == 0 {
		t.docs = append(t.docs, bm25Doc{doc: doc})
		t.at[doc] = int32(len(t.docs))
	}
	return &t.docs[t.at[doc]-1]
}

func (q *bm25Query) score(ctx context.Context, r blevei.IndexReader, t *queryTerm, sum *tally) (err error) {
	tfr, err := r.TermFieldReader(ctx, []byte(t.text), t.field, true, true, false)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := tfr.Close(); err == nil {
			err = cerr
		}
	}()
	df := float64(tfr.Count())
	if df == 0 {
		return nil
	}
	t.idf = math.Log(1 + (float64(q.stats.passages)-df+0.5)/(df+0.5))
	mean := q.stats.meanLength(t.field)
	var doc blevei.TermFieldDoc
	for {
		d, err := tfr.Next(doc.Reset())
		if err != nil {
			return err
		}
		if d == nil {
			return nil
		}
		length := 1 / (d.Norm * d.Norm) // bleve's norm is 1/√length
		tf := float64(d.Freq)
		sum.of(d.ID.Value()).parts[t.source] += t.weight * t.idf * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*length/mean))
	}
}

// worseFirst is a heap whose root is the worst document kept.
type worseFirst []bm25Doc

func (h worseFirst) Len() int           { return len(h) }
func (h worseFirst) Less(i, j int) bool { return compareDocs(h[i], h[j]) > 0 }
func (h worseFirst) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *worseFirst) Push(x any)        { *h = append(*h, x.(bm25Doc)) }
func (h *worseFirst) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// compareDocs orders the better document before the other.
func compareDocs(a, b bm25Doc) int {
	switch x, y := a.score(), b.score(); {
	case x > y:
		return -1
	case x < y:
		return 1
	case a.doc < b.doc:
		return -1
	}
	return 1
}

// best returns the n best documents, best first.
func best(docs []bm25Doc, n int) []bm25Doc {
	h := make(worseFirst, 0, n+1)
	for _, d := range docs {
		if len(h) == n && d.score() < h[0].score() {
			continue
		}
		heap.Push(&h, d)
		if len(h) > n {
			heap.Pop(&h)
		}
	}
	slices.SortFunc(h, compareDocs)
	return h
}
