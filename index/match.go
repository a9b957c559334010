package index

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// match returns the passages of r that q holds for, limit of them at most, in no
// order that means anything.
func (g *generation) match(ctx context.Context, r *scorch.IndexSnapshot, q query.Query, limit int) (_ search.DocumentMatchCollection, err error) {
	s, err := q.Searcher(ctx, r, g.bleve.Mapping(), search.SearcherOptions{Score: "none"})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	pool := &search.SearchContext{DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0), IndexReader: r}
	var out search.DocumentMatchCollection
	for n := 0; len(out) < limit; n++ {
		if n%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		m, err := s.Next(pool)
		if err != nil || m == nil {
			return out, err
		}
		id, err := r.ExternalID(m.IndexInternalID)
		if err != nil {
			return nil, err
		}
		if !strings.HasSuffix(id, recordID("")) {
			out = append(out, &search.DocumentMatch{ID: id, IndexInternalID: slices.Clone(m.IndexInternalID)})
		}
		pool.DocumentMatchPool.Put(m)
	}
	return out, nil
}
