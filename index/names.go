package index

import (
	"context"

	"beilun/index/catalog"
	"beilun/index/rank"
	"beilun/index/thing"
	"beilun/index/words"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// mentions returns what the current catalog names (see naming.get).
func (x *Index) mentions() *catalog.Mentions {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return catalog.NewMentions(x.lex, &catalog.Catalog{})
	}
	return x.current.naming.Get(x.lex, x.current.catalog, &x.making)
}

// names returns the names in the releases.
func (x *Index) names() *words.Names { return x.mentions().Names }

// Things returns the things that the releases name or tell figures of. After a
// change they may be those from before it for a moment.
func (x *Index) Things() *thing.Set { return x.mentions().Things }

// PassagesWith returns for each of some folded texts in how many passages all its pairs
// of characters stand: how many have it, or a few more.
func (x *Index) PassagesWith(texts []string) []int {
	out := make([]int, len(texts))
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return out
	}
	g := x.current
	err := x.read(context.Background(), g, func() error {
		return g.reading(func(r *scorch.IndexSnapshot) error {
			shards, err := g.lengths.shards(r)
			if err != nil {
				return err
			}
			for _, sh := range shards {
				for i, text := range texts {
					n, err := sh.having(words.GramTerms(text))
					if err != nil {
						return err
					}
					out[i] += n
				}
			}
			return nil
		})
	})
	if err != nil {
		for i := range out {
			out[i] = -1
		}
	}
	return out
}

// having counts the passages that have all of some terms.
func (sh *shard) having(grams []string) (int, error) {
	var all *roaring.Bitmap
	for i, g := range grams {
		docs, err := sh.postings(rank.FieldNumber(fieldGrams), g)
		switch {
		case err != nil:
			return 0, err
		case docs == nil || docs.IsEmpty():
			return 0, nil
		case i == 0:
			all = docs
		case i == 1:
			all = roaring.And(all, docs)
		default:
			all.And(docs)
		}
	}
	if all == nil {
		return 0, nil
	}
	return int(all.GetCardinality()), nil
}
