package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/rank"

	"github.com/blevesearch/bleve/v2/index/scorch"
	blevei "github.com/blevesearch/bleve_index_api"
)

// maxCandidates is the number of passages that BM25 returns for ranking. With
// fifty R@1 is no higher on qa-cmrc and qa-drcd, alone and in one index.
const maxCandidates = 30

// Retrieve returns the passages that BM25 finds best for q, and what it knows of the
// terms. It calls passedOver with the releases of passages that are retracted.
func (g *Generation) Retrieve(ctx context.Context, q query.Query, passedOver func(release string)) (_ []rank.Retrieved, _ *rank.BM25, err error) {
	r, err := g.reader()
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	shards, err := g.lengths.shards(r)
	if err != nil {
		return nil, nil, err
	}
	bq := rank.NewBM25(q, g.Stats)
	docs, err := bq.Search(ctx, forRanking(shards), maxCandidates+g.Reprints.MaxLeftOut(maxCandidates)+g.Rulings.MaxHidden(10*maxCandidates))
	if err != nil {
		return nil, nil, err
	}
	var ps []*passage.Passage
	var found []rank.Scored // of ps
	for _, d := range docs {
		if len(ps) == maxCandidates {
			break
		}
		p, err := g.loadAt(shards[d.Shard].SegmentSnapshot, uint64(d.Doc))
		if err != nil {
			return nil, nil, err
		}
		if g.Rulings.Hides(p.Release.ID) {
			passedOver(p.Release.ID)
		}
		if g.leavesOut(p.ID) {
			continue
		}
		ps, found = append(ps, p), append(found, d)
	}
	edited := g.Reprints.Edited(ps)
	cs := make([]rank.Retrieved, 0, len(ps))
	for i, p := range ps {
		if !edited[i] {
			cs = append(cs, rank.Retrieved{Passage: p, BM25: found[i].Parts})
		}
	}
	return cs, bq, nil
}

// load reads the passage with an ID from the cache or from r.
func (g *Generation) load(r *scorch.IndexSnapshot, id string) (*passage.Passage, error) {
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

// placeOfDocument returns the segment of r that a document is in, and its number
// there.
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
func (g *Generation) loadAt(seg *scorch.SegmentSnapshot, doc uint64) (*passage.Passage, error) {
	at := stored{seg.Id(), doc}
	if p := g.cache.get(at); p != nil {
		return p, nil
	}
	p, err := readAt(g, seg, doc)
	if err == nil {
		g.cache.put(at, p)
	}
	return p, err
}

// readAt is loadAt without the cache, for who reads all passages once.
func readAt(g *Generation, seg *scorch.SegmentSnapshot, doc uint64) (*passage.Passage, error) {
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
	return g.decode(id, text, sealed)
}

// fieldID is the field that bleve keeps the ID of a document in.
const fieldID = "_id"

// decode makes a passage of what is stored of it.
func (g *Generation) decode(id, text string, sealed []byte) (*passage.Passage, error) {
	about, err := unsealPassage(id, text, sealed)
	if err != nil {
		return nil, err
	}
	rec := g.Catalog.Releases[passage.ReleaseOf(id)]
	rel := g.Reprints.Cited(id, rec.Release)
	g.Site.Put(&rel, rec.Digest)
	p, err := passageOf(id, rel, text, about)
	if err != nil {
		return nil, err
	}
	p.Figures = g.Rulings.Apply(p.Release.ID, text, p.Figures)
	p.Keep()
	return &p, nil
}

// AsWritten reads one passage back as its release says it, whatever people have
// put right.
func (g *Generation) AsWritten(id string) (_ passage.Passage, err error) {
	r, err := g.reader()
	if err != nil {
		return passage.Passage{}, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	bare := newGeneration("", nil, 0)
	bare.Catalog, bare.Reprints = g.Catalog, g.Reprints
	p, err := bare.load(r, id)
	if err != nil {
		return passage.Passage{}, err
	}
	return *p, nil
}

// Passage reads one passage back.
func (g *Generation) Passage(id string) (_ passage.Passage, err error) {
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

// leavesOut reports whether a passage does not answer: the release that is cited for
// its own has it, or its own is retracted.
func (g *Generation) leavesOut(id string) bool {
	return g.Reprints.IsCopy(id) || g.Rulings.Hides(passage.ReleaseOf(id))
}
