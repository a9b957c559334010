package store

import (
	"fmt"
	"hash/maphash"
	"strings"
	"sync"
	"sync/atomic"

	"beilun/index/facts"
	"beilun/index/rank"
	"beilun/index/terms"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// shard is a segment of the index as its readers see it. Passages are numbered
// within it. It is safe for concurrent use, as long as its snapshot is open.
type shard struct {
	*scorch.SegmentSnapshot
	lengths *rank.LengthCodes
	unions  *terms.Cache // of the ledger
	sets    *sets        // of the snapshot
	lists   [len(rank.Fields) + 1]sync.Pool
}

// shardCache keeps the shards of the snapshot that is read, and the lengths of the
// segments of a generation, a byte for each passage and field. It is safe for
// concurrent use.
type shardCache struct {
	last atomic.Pointer[sharded]
	mu   sync.Mutex
	of   map[uint64]*rank.LengthCodes // by the segment's ID; segments do not change
}

// sharded is a snapshot with its shards.
type sharded struct {
	of     *scorch.IndexSnapshot
	shards []*shard
	facts  *facts.Kept
}

// shards returns the segments of a snapshot. The caller does not change the slice.
func (c *shardCache) shards(s *scorch.IndexSnapshot) ([]*shard, error) {
	of, err := c.sharded(s)
	if err != nil {
		return nil, err
	}
	return of.shards, nil
}

// sharded returns what is kept of a snapshot.
func (c *shardCache) sharded(s *scorch.IndexSnapshot) (*sharded, error) {
	if last := c.last.Load(); last != nil && last.of == s {
		return last, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if last := c.last.Load(); last != nil && last.of == s {
		return last, nil
	}
	all := newSets()
	before := c.last.Load()
	var out []*shard
	of := make(map[uint64]*rank.LengthCodes, len(s.Segments())) // without the segments that are gone
	for _, seg := range s.Segments() {
		sh := &shard{SegmentSnapshot: seg, sets: all, unions: before.unionsOf(seg)}
		if sh.lengths = c.of[sh.Id()]; sh.lengths == nil {
			if err := sh.readLengths(); err != nil {
				return nil, err
			}
		}
		of[sh.Id()] = sh.lengths
		out = append(out, sh)
	}
	c.of = of
	last := &sharded{s, out, facts.NewKept()}
	c.last.Store(last)
	return last, nil
}

// unionsOf returns the cache of a segment: that of the snapshot before, if the same passages
// of it are deleted, else a new one. A new release comes in a segment of its own, and to make
// the unions of all others again took the first answer after it 200 ms where there are
// thousands of releases.
func (s *sharded) unionsOf(seg *scorch.SegmentSnapshot) *terms.Cache {
	if s != nil {
		for _, sh := range s.shards {
			if sh.Id() == seg.Id() && sameDocs(sh.Deleted(), seg.Deleted()) {
				return sh.unions
			}
		}
	}
	return &terms.Cache{}
}

// sameDocs reports whether two sets have the same passages. Bleve has nil for no passages.
func sameDocs(a, b *roaring.Bitmap) bool {
	return a == b || a != nil && b != nil && a.Equals(b)
}

// readLengths reads the lengths of all passages of the shard.
func (sh *shard) readLengths() error {
	var all rank.LengthCodes
	for i := range rank.Fields {
		of := make([]byte, sh.FullSize())
		for code := range 256 {
			docs, err := sh.read(i, rank.Fields[i], rank.LengthTerm(byte(code)))
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
	return sh.having(field, rank.Fields[field], term)
}

// ledgerNumber is the place of the ledger behind those of rank.Fields.
const ledgerNumber = len(rank.Fields)

// having is postings for a field with its number.
func (sh *shard) having(number int, field, term string) (*roaring.Bitmap, error) {
	place := sh.sets.place(sh.Id(), number, term)
	if k := place.Load(); k != nil && k.segment == sh.Id() && k.field == number && k.term == term {
		return k.docs, nil
	}
	docs, err := sh.read(number, field, term)
	if err == nil && len(term) <= maxKeptTerm && (docs == nil || sh.Deleted() == nil || docs.GetSizeInBytes() <= maxKeptSet) {
		place.Store(&termSet{sh.Id(), number, strings.Clone(term), docs})
	}
	return docs, err
}

// read is having for what is not kept.
func (sh *shard) read(number int, field, term string) (*roaring.Bitmap, error) {
	l, _ := sh.lists[number].Get().(*lists)
	if l == nil {
		dict, err := sh.Segment().Dictionary(field)
		if err != nil {
			return nil, fmt.Errorf("read terms of %s: %w", field, err)
		}
		l = &lists{field: field, dict: dict}
	}
	defer sh.lists[number].Put(l)
	return l.postings(sh.SegmentSnapshot, term)
}

// sets are the passages of terms that were asked for lately, of one snapshot; a newer
// one takes the place of an older one. Questions have many pairs of characters in
// common, and every list of figures asks for the months of the releases.
type sets struct {
	seed   maphash.Seed
	places [8192]atomic.Pointer[termSet]
}

// termSet is the passages of a segment that have a term; they are in the snapshot's
// memory, and take some 300 bytes of ours. Where passages are deleted, they take what
// they have: up to maxKeptSet bytes are kept then.
type termSet struct {
	segment uint64
	field   int
	term    string
	docs    *roaring.Bitmap // nil for none
}

// Bounds of what is kept of a term, in bytes: 8,192 sets take 3 MB, and 7 where passages are deleted.
const (
	maxKeptTerm = 128
	maxKeptSet  = 512
)

func newSets() *sets { return &sets{seed: maphash.MakeSeed()} }

// place returns where a set is kept.
func (s *sets) place(segment uint64, field int, term string) *atomic.Pointer[termSet] {
	const golden = 0x9E3779B97F4A7C15 // spreads numbers over 64 bits
	h := maphash.String(s.seed, term) ^ (segment*uint64(ledgerNumber+1)+uint64(field))*golden
	return &s.places[h%uint64(len(s.places))]
}

// lists reads the postings of a field in a segment, for one goroutine.
type lists struct {
	field string
	dict  segapi.TermDictionary
	it    segapi.PostingsIterator // is used again
	term  []byte
}

// postings returns the passages that have a term, nil for none.
func (l *lists) postings(seg *scorch.SegmentSnapshot, term string) (*roaring.Bitmap, error) {
	l.term = append(l.term[:0], term...)
	list, err := l.dict.PostingsList(l.term, seg.Deleted(), nil)
	if err != nil {
		return nil, fmt.Errorf("read postings of %q in %s: %w", term, l.field, err)
	}
	l.it = list.Iterator(false, false, false, l.it)
	it, ok := l.it.(segapi.OptimizablePostingsIterator)
	if !ok {
		return nil, fmt.Errorf("read postings of %q in %s: they are no set", term, l.field)
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
