package index

import (
	"container/heap"
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/blevesearch/bleve/v2/mapping"
	"github.com/blevesearch/bleve/v2/search"
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
	limit int // documents to return
}

// queryTerm is one term to look for in one field.
type queryTerm struct {
	field  string
	text   string
	weight float64
	idf    float64 // set by the search; 0 for a term that no document has
}

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
// stands in it tells little, so k1 is low. Both were chosen by hand, see query.go.
const (
	bm25K1 = 0.4
	bm25B  = 0.4
)

// Searcher implements query.Query. It scores every document that has one of
// the terms, keeps the best, and returns an iterator over those.
func (q *bm25Query) Searcher(ctx context.Context, r blevei.IndexReader, _ mapping.IndexMapping, _ search.SearcherOptions) (search.Searcher, error) {
	scores := map[uint64]float64{}
	for i := range q.terms {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := q.score(ctx, r, &q.terms[i], scores); err != nil {
			return nil, fmt.Errorf("read postings of %q in %s: %w", q.terms[i].text, q.terms[i].field, err)
		}
	}
	return &bm25Searcher{docs: best(scores, q.limit)}, nil
}

func (q *bm25Query) score(ctx context.Context, r blevei.IndexReader, t *queryTerm, scores map[uint64]float64) (err error) {
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
		scores[d.ID.Value()] += t.weight * t.idf * tf * (bm25K1 + 1) / (tf + bm25K1*(1-bm25B+bm25B*length/mean))
	}
}

type scored struct {
	doc   uint64
	score float64
}

// worseFirst is a heap whose root is the worst document kept.
type worseFirst []scored

func (h worseFirst) Len() int { return len(h) }
func (h worseFirst) Less(i, j int) bool {
	if h[i].score != h[j].score {
		return h[i].score < h[j].score
	}
	return h[i].doc > h[j].doc
}
func (h worseFirst) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h *worseFirst) Push(x any)   { *h = append(*h, x.(scored)) }
func (h *worseFirst) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

// best returns the n best documents in the order of their numbers.
func best(scores map[uint64]float64, n int) []scored {
	h := make(worseFirst, 0, n+1)
	for doc, s := range scores {
		if len(h) == n && s < h[0].score {
			continue
		}
		heap.Push(&h, scored{doc, s})
		if len(h) > n {
			heap.Pop(&h)
		}
	}
	slices.SortFunc(h, func(a, b scored) int {
		if a.doc < b.doc {
			return -1
		}
		return 1
	})
	return h
}

// bm25Searcher iterates over documents that are scored already.
type bm25Searcher struct{ docs []scored }

func (s *bm25Searcher) Next(ctx *search.SearchContext) (*search.DocumentMatch, error) {
	if len(s.docs) == 0 {
		return nil, nil
	}
	m := ctx.DocumentMatchPool.Get()
	m.IndexInternalID = blevei.NewIndexInternalID(m.IndexInternalID, s.docs[0].doc)
	m.Score = s.docs[0].score
	s.docs = s.docs[1:]
	return m, nil
}

func (s *bm25Searcher) Advance(ctx *search.SearchContext, id blevei.IndexInternalID) (*search.DocumentMatch, error) {
	for len(s.docs) > 0 && s.docs[0].doc < id.Value() {
		s.docs = s.docs[1:]
	}
	return s.Next(ctx)
}

func (s *bm25Searcher) Close() error               { return nil }
func (s *bm25Searcher) Weight() float64            { return 1 }
func (s *bm25Searcher) SetQueryNorm(float64)       {}
func (s *bm25Searcher) Count() uint64              { return uint64(len(s.docs)) }
func (s *bm25Searcher) Min() int                   { return 0 }
func (s *bm25Searcher) Size() int                  { return 16 * len(s.docs) }
func (s *bm25Searcher) DocumentMatchPoolSize() int { return 1 }
