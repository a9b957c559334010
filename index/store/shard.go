package store

import (
	"fmt"
	"sync"

	"beilun/index/rank"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// shard is a segment of the index as one search sees it. Passages are numbered
// within it.
type shard struct {
	*scorch.SegmentSnapshot
	dicts   [len(rank.Fields)]segapi.TermDictionary
	lengths *rank.LengthCodes
}

// lengthCache keeps the lengths of the segments of a generation, a byte for
// each passage and field. It is safe for concurrent use.
type lengthCache struct {
	mu sync.Mutex
	of map[uint64]*rank.LengthCodes // by the segment's ID; segments do not change
}

// shards returns the segments of a snapshot.
func (c *lengthCache) shards(s *scorch.IndexSnapshot) ([]*shard, error) {
	var out []*shard
	for _, seg := range s.Segments() {
		sh := &shard{SegmentSnapshot: seg}
		for i, field := range rank.Fields {
			dict, err := seg.Segment().Dictionary(field)
			if err != nil {
				return nil, fmt.Errorf("read terms of %s: %w", field, err)
			}
			sh.dicts[i] = dict
		}
		out = append(out, sh)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	of := make(map[uint64]*rank.LengthCodes, len(out)) // without the segments that are gone
	for _, sh := range out {
		if sh.lengths = c.of[sh.Id()]; sh.lengths == nil {
			if err := sh.readLengths(); err != nil {
				return nil, err
			}
		}
		of[sh.Id()] = sh.lengths
	}
	c.of = of
	return out, nil
}

// readLengths reads the lengths of all passages of the shard.
func (sh *shard) readLengths() error {
	var all rank.LengthCodes
	for i := range rank.Fields {
		of := make([]byte, sh.FullSize())
		for code := range 256 {
			docs, err := sh.postings(i, rank.LengthTerm(byte(code)))
			if err != nil {
				return err
			}
			if docs == nil {
				continue
			}
			for it := docs.Iterator(); it.HasNext(); {
				of[it.Next()] = byte(code)
			}
		}
		all[i] = of
	}
	sh.lengths = &all
	return nil
}

// postings returns the passages that have a term in a text field, without those
// that are deleted; nil for none. They are of the snapshot's memory: for
// reading, and as long as it is open.
func (sh *shard) postings(field int, term string) (*roaring.Bitmap, error) {
	return postings(sh.SegmentSnapshot, sh.dicts[field], rank.Fields[field], term)
}

// postings is shard.postings for a field's dictionary in a segment.
func postings(seg *scorch.SegmentSnapshot, dict segapi.TermDictionary, field, term string) (*roaring.Bitmap, error) {
	list, err := dict.PostingsList([]byte(term), seg.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("read postings of %q in %s: %w", term, field, err)
	}
	it, ok := list.Iterator(false, false, false, nil).(segapi.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("read postings of %q in %s: they are no set", term, field)
	}
	if docs := it.ActualBitmap(); docs != nil {
		return docs, nil
	}
	if doc, one := it.DocNum1Hit(); one {
		return roaring.BitmapOf(uint32(doc)), nil
	}
	return nil, nil
}

// forRanking returns the shards as the ranking sees them.
func forRanking(shards []*shard) []*rank.Shard {
	out := make([]*rank.Shard, len(shards))
	for i, sh := range shards {
		out[i] = &rank.Shard{Size: int(sh.FullSize()), Lengths: sh.lengths, Postings: sh.postings, ID: sh.id}
	}
	return out
}

// id returns the ID of a passage.
func (sh *shard) id(doc uint32) (string, error) {
	id, err := sh.DocID(uint64(doc))
	return string(id), err
}
