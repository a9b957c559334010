package index

import (
	"context"
	"errors"
	"fmt"

	"beilun/index/query"
	"beilun/index/rank"
	"beilun/index/store"
)

// Search returns the n best passages for q, best first. It is safe for
// concurrent use. The hits share their passages' parts with other searches:
// they are for reading only.
func (x *Index) Search(ctx context.Context, q query.Query, n int) (hits []rank.Hit, err error) {
	g, release, err := x.live.acquire()
	defer release()
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	if g == nil || len(q.Terms) == 0 || n <= 0 {
		return nil, nil
	}
	t := TimesOf(ctx)
	defer t.Enter(t.Enter(Candidates))
	err = x.live.read(ctx, g, func() (err error) {
		cs, err := candidates(ctx, g, q)
		if err == nil {
			hits = rank.Best(cs, n)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search %s: %w", q, err)
	}
	return hits, nil
}

// candidates returns the passages that BM25 finds best for q, measured for ranking.
func candidates(ctx context.Context, g *store.Generation, q query.Query) ([]rank.Retrieved, error) {
	cs, bq, err := g.Retrieve(ctx, q, func(release string) { noteRetracted(ctx, release) })
	if err != nil {
		return nil, err
	}
	TimesOf(ctx).Enter(Judge)
	rank.Measure(q, bq, cs)
	return cs, nil
}

// Candidates returns the passages that Search would rank for q, in no order
// that means anything.
func (x *Index) Candidates(ctx context.Context, q query.Query) ([]rank.Candidate, error) {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil, errors.New("candidates: no index")
	}
	var cs []rank.Retrieved
	err := x.live.read(ctx, g, func() (err error) {
		cs, err = candidates(ctx, g, q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("candidates of %s: %w", q, err)
	}
	out := make([]rank.Candidate, len(cs))
	for i := range cs {
		out[i] = cs[i].Candidate()
	}
	return out, nil
}
