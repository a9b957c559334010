package index

import (
	"fmt"
	"slices"
	"sync"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// textFields are the fields that BM25 looks into.
var textFields = [...]string{fieldWords, fieldGrams, fieldHeads}

// shard is a segment of the index as one search sees it. Passages are numbered
// within it.
type shard struct {
	*scorch.SegmentSnapshot
	dicts   [len(textFields)]segapi.TermDictionary
	lengths *lengths
}

// lengths are the codes of the lengths of a segment's passages, by field.
type lengths [len(textFields)][]byte

// lengthCache keeps the lengths of the segments of a generation, a byte for
// each passage and field. It is safe for concurrent use.
type lengthCache struct {
	mu sync.Mutex
	of map[uint64]*lengths // by the segment's ID; segments do not change
}

// shards returns the segments of a snapshot.
func (c *lengthCache) shards(s *scorch.IndexSnapshot) ([]*shard, error) {
	var out []*shard
	for _, seg := range s.Segments() {
		sh := &shard{SegmentSnapshot: seg}
		for i, field := range textFields {
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
	of := make(map[uint64]*lengths, len(out)) // without the segments that are gone
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
	var all lengths
	for i := range textFields {
		of := make([]byte, sh.FullSize())
		for code := range 256 {
			docs, err := sh.postings(i, lengthTerm(byte(code)))
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
	return postings(sh.SegmentSnapshot, sh.dicts[field], textFields[field], term)
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

func fieldNumber(field string) int { return slices.Index(textFields[:], field) }
