package index

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/rank"

	"github.com/blevesearch/bleve/v2/index/scorch"
	blevei "github.com/blevesearch/bleve_index_api"
)

// candidates is the number of passages that BM25 hands on to the reranking. With
// fifty R@1 is no higher on qa-cmrc and qa-drcd, alone and in one index.
const candidates = 30

// Search returns the n best passages for q, best first. It is safe for
// concurrent use. The hits share their passages' parts with other searches:
// they are for reading only.
func (x *Index) Search(ctx context.Context, q query.Query, n int) (hits []rank.Hit, err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, errors.New("search: the index is closed")
	}
	if x.current == nil || len(q.Terms) == 0 || n <= 0 {
		return nil, nil
	}
	err = x.read(ctx, x.current, func() (err error) {
		hits, err = x.current.search(ctx, q, n)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("search %s: %w", q, err)
	}
	return hits, nil
}

func (g *generation) search(ctx context.Context, q query.Query, n int) (_ []rank.Hit, err error) {
	t := timesOf(ctx)
	t.begin()
	cs, err := g.candidates(ctx, q)
	if err != nil {
		return nil, err
	}
	hits := rank.Best(cs, n)
	t.ranked()
	return hits, nil
}

// Candidates returns the passages that Search would rank for q, in no order
// that means anything.
func (x *Index) Candidates(ctx context.Context, q query.Query) ([]rank.Candidate, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed || x.current == nil {
		return nil, errors.New("candidates: no index")
	}
	var cs []rank.Retrieved
	err := x.read(ctx, x.current, func() (err error) {
		cs, err = x.current.candidates(ctx, q)
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

// candidates returns the passages that BM25 finds best for q, with all that
// the ranking knows of them.
func (g *generation) candidates(ctx context.Context, q query.Query) (_ []rank.Retrieved, err error) {
	r, err := g.reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	shards, err := g.lengths.shards(r)
	if err != nil {
		return nil, err
	}
	bq := rank.NewBM25(q, g.stats)
	docs, err := bq.Search(ctx, forRanking(shards), candidates+g.reprints.MaxLeftOut(candidates)+g.rulings.MaxRetracted(10*candidates))
	if err != nil {
		return nil, err
	}
	var ps []*passage.Passage
	var found []rank.Scored // of ps
	for _, d := range docs {
		if len(ps) == candidates {
			break
		}
		p, err := g.loadAt(shards[d.Shard].SegmentSnapshot, uint64(d.Doc))
		if err != nil {
			return nil, err
		}
		if g.rulings.IsRetracted(p.Release.ID) {
			noteRetracted(ctx, p.Release.ID)
		}
		if g.leavesOut(p.ID) {
			continue
		}
		ps, found = append(ps, p), append(found, d)
	}
	edited := g.reprints.Edited(ps)
	cs := make([]rank.Retrieved, 0, len(ps))
	for i, p := range ps {
		if !edited[i] {
			cs = append(cs, rank.Retrieved{Passage: p, BM25: found[i].Parts})
		}
	}
	timesOf(ctx).found()
	rank.Measure(q, bq, cs)
	return cs, nil
}

// load reads the passage with an ID from the cache or from r.
func (g *generation) load(r *scorch.IndexSnapshot, id string) (*passage.Passage, error) {
	internal, err := r.InternalID(id)
	if err != nil {
		return nil, fmt.Errorf("read passage %s: %w", id, err)
	}
	if internal == nil {
		return nil, fmt.Errorf("read passage %s: not in the index", id)
	}
	p, err := g.loadAt(placeOfDocument(r, internal))
	if err == nil && p.ID != id {
		return nil, fmt.Errorf("read passage %s: it is %s", id, p.ID)
	}
	return p, err
}

// placeOfDocument returns the segment of r that a document stands in, and its
// number there.
func placeOfDocument(r *scorch.IndexSnapshot, internal blevei.IndexInternalID) (*scorch.SegmentSnapshot, uint64) {
	doc := internal.Value()
	segments := r.Segments()
	i := 0
	for ; i+1 < len(segments) && doc >= uint64(segments[i].FullSize()); i++ {
		doc -= uint64(segments[i].FullSize())
	}
	return segments[i], doc
}

// loadAt is load for a passage whose place is known.
func (g *generation) loadAt(seg *scorch.SegmentSnapshot, doc uint64) (*passage.Passage, error) {
	at := stored{seg.Id(), doc}
	if p := g.cache.get(at); p != nil {
		return p, nil
	}
	var id, text string
	var sealed []byte
	err := seg.VisitDocument(doc, func(field string, _ byte, value []byte, _ []uint64) bool {
		switch field {
		case fieldID:
			id = string(value)
		case fieldWords:
			text = string(value)
		case fieldAbout:
			sealed = slices.Clone(value)
		}
		return true
	})
	if err != nil {
		return nil, fmt.Errorf("read passage %s: %w", id, err)
	}
	p, err := g.decode(id, text, sealed)
	if err != nil {
		return nil, err
	}
	g.cache.put(at, p)
	return p, nil
}

// fieldID is the field that bleve keeps the ID of a document in.
const fieldID = "_id"

// decode makes a passage of what is stored of it.
func (g *generation) decode(id, text string, sealed []byte) (*passage.Passage, error) {
	about, err := unsealPassage(id, text, sealed)
	if err != nil {
		return nil, err
	}
	p, err := passageOf(id, g.reprints.Cited(id, g.catalog.Releases[passage.ReleaseOf(id)].Release), text, about)
	if err != nil {
		return nil, err
	}
	p.Figures = g.rulings.Apply(p.Release.ID, text, p.Figures)
	p.Keep()
	return &p, nil
}

// asWritten reads one passage back as its release says it, whatever people have
// put right.
func (g *generation) asWritten(id string) (_ passage.Passage, err error) {
	r, err := g.reader()
	if err != nil {
		return passage.Passage{}, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	bare := newGeneration("", nil, 0)
	bare.catalog, bare.reprints = g.catalog, g.reprints
	p, err := bare.load(r, id)
	if err != nil {
		return passage.Passage{}, err
	}
	return *p, nil
}

// passage reads one passage back.
func (g *generation) passage(id string) (_ passage.Passage, err error) {
	r, err := g.reader()
	if err != nil {
		return passage.Passage{}, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	p, err := g.load(r, id)
	if err != nil {
		return passage.Passage{}, err
	}
	return *p, nil
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
