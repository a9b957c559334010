package store

import (
	"beilun/index/rank"
	"beilun/index/terms"
	"beilun/index/words"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
)

// Text is the terms of the texts of a segment.
type Text struct {
	Grams, Heads *terms.Field // of the passages, and of their headings
	Size         int          // passages, with those that are deleted
}

// Texts calls f with the texts of all segments.
func (g *Generation) Texts(f func([]Text) error) error {
	return g.reading(func(s *scorch.IndexSnapshot) error {
		var all []Text
		for _, seg := range s.Segments() {
			grams, err := termsOf(seg, fieldGrams)
			if err != nil {
				return err
			}
			heads, err := termsOf(seg, fieldHeads)
			if err != nil {
				return err
			}
			all = append(all, Text{grams, heads, int(seg.FullSize())})
		}
		return f(all)
	})
}

// HasGram reports whether a pair of characters is in the text of any passage.
func (g *Generation) HasGram(gram string) (found bool, err error) {
	err = g.shards(func(shards []*shard) error {
		for _, sh := range shards {
			docs, err := sh.postings(rank.FieldNumber(fieldGrams), gram)
			if err != nil {
				return err
			}
			found = found || docs != nil && !docs.IsEmpty()
		}
		return nil
	})
	return found, err
}

// PassagesWith returns for each of some folded texts the number of passages that have
// all its pairs of characters: those that have the text, or a few more.
func (g *Generation) PassagesWith(texts []string) ([]int, error) {
	out := make([]int, len(texts))
	err := g.shards(func(shards []*shard) error {
		for _, sh := range shards {
			for i, text := range texts {
				n, err := sh.countWith(words.GramTerms(text))
				if err != nil {
					return err
				}
				out[i] += n
			}
		}
		return nil
	})
	return out, err
}

// shards calls f with the segments as ranking sees them.
func (g *Generation) shards(f func([]*shard) error) error {
	return g.reading(func(s *scorch.IndexSnapshot) error {
		shards, err := g.lengths.shards(s)
		if err != nil {
			return err
		}
		return f(shards)
	})
}

// countWith counts the passages that have all of some terms.
func (sh *shard) countWith(grams []string) (int, error) {
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
