package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/blevesearch/bleve/v2"
	blevei "github.com/blevesearch/bleve_index_api"
)

// candidates is the number of passages that BM25 hands on to the reranking.
const candidates = 50

// Search returns the n best passages for q, best first. It is safe for
// concurrent use.
func (x *Index) Search(ctx context.Context, q Query, n int) (hits []Hit, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, errors.New("search: the index is closed")
	}
	if x.current == nil || len(q.Terms) == 0 || n <= 0 {
		return nil, nil
	}
	defer func() {
		if r := recover(); r != nil { // bleve panics on some damaged postings
			hits, err = nil, fmt.Errorf("search %s: panic: %v", q, r)
		}
	}()
	return x.current.search(ctx, q, n)
}

func (g *generation) search(ctx context.Context, q Query, n int) ([]Hit, error) {
	bq := newBM25Query(q, g.stats, candidates)
	req := bleve.NewSearchRequestOptions(bq, candidates, 0, false)
	req.Fields = []string{fieldWords, fieldAbout}
	res, err := g.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, fmt.Errorf("search %s: %w", q, err)
	}
	hits := make([]Hit, 0, len(res.Hits))
	for _, m := range res.Hits {
		text, _ := m.Fields[fieldWords].(string)
		about, _ := m.Fields[fieldAbout].(string)
		p, err := passageOf(m.ID, g.catalog.Releases[releaseOf(m.ID)].Release, text, about)
		if err != nil {
			return nil, fmt.Errorf("search %s: %w", q, err)
		}
		hits = append(hits, Hit{Passage: p, Score: m.Score, Parts: Parts{{"bm25", m.Score}}})
	}
	rerank(hits, bq)
	return hits[:min(n, len(hits))], nil
}

// passage reads one passage back.
func (g *generation) passage(id string) (Passage, error) {
	doc, err := g.bleve.Document(id)
	if err != nil {
		return Passage{}, fmt.Errorf("read passage %s: %w", id, err)
	}
	if doc == nil {
		return Passage{}, fmt.Errorf("read passage %s: not in the index", id)
	}
	fields := map[string]string{}
	doc.VisitFields(func(f blevei.Field) { fields[f.Name()] = string(f.Value()) })
	return passageOf(id, g.catalog.Releases[releaseOf(id)].Release, fields[fieldWords], fields[fieldAbout])
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
