package store

import (
	"fmt"
	"sync"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/index/terms"

	"github.com/RoaringBitmap/roaring/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	segapi "github.com/blevesearch/scorch_segment_api/v2"
)

// Ledger calls f with the ledger of the generation.
func (g *Generation) Ledger(f func(*facts.Reader) error) error {
	return g.reading(func(s *scorch.IndexSnapshot) error {
		r := &facts.Reader{Rulings: g.Rulings, Reprints: g.Reprints}
		caches := g.unions.of(s)
		for i, seg := range s.Segments() {
			of, err := termsOf(seg, fieldLedger)
			if err != nil {
				return err
			}
			of.Cache = caches[i]
			r.Segments = append(r.Segments, facts.Segment{
				Field: of,
				Load:  func(doc uint32) (*passage.Passage, error) { return g.loadAt(seg, uint64(doc)) },
			})
		}
		return f(r)
	})
}

// unions are the caches of the ledger's terms in the segments of a snapshot. A new release
// comes in a segment of its own and leaves the others as they were, with their caches: to
// make those of 20,000 releases again took the first answer after it 200 ms. It is safe for
// concurrent use.
type unions struct {
	mu       sync.Mutex
	snapshot *scorch.IndexSnapshot // that caches is of
	caches   []*terms.Cache
	kept     map[uint64]keptUnions // by the segment's ID; segments do not change
}

// keptUnions is the cache of a segment without its deleted passages.
type keptUnions struct {
	deleted *roaring.Bitmap // nil: none
	cache   *terms.Cache
}

// of returns the caches of the segments of s. Those in which the same passages are deleted
// as in the last snapshot have kept theirs.
func (u *unions) of(s *scorch.IndexSnapshot) []*terms.Cache {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.snapshot == s {
		return u.caches
	}
	kept, caches := make(map[uint64]keptUnions, len(s.Segments())), make([]*terms.Cache, len(s.Segments()))
	for i, seg := range s.Segments() {
		now := keptUnions{deleted: seg.Deleted()}
		if before, ok := u.kept[seg.Id()]; ok && sameDocs(before.deleted, now.deleted) {
			now.cache = before.cache
		} else {
			now.cache = &terms.Cache{}
		}
		kept[seg.Id()], caches[i] = now, now.cache
	}
	u.snapshot, u.caches, u.kept = s, caches, kept
	return caches
}

// sameDocs reports whether two sets have the same passages. Bleve has nil for no passages.
func sameDocs(a, b *roaring.Bitmap) bool {
	return a == b || a != nil && b != nil && a.Equals(b)
}

// State returns what a sync compares with: the releases and the ledger as they are.
func (g *Generation) State() *facts.State {
	return &facts.State{Releases: g.Catalog.Releases, Reprints: g.Reprints, Passage: g.Passage, Ledger: g.Ledger}
}

// termsOf returns the terms of a field in a segment.
func termsOf(seg *scorch.SegmentSnapshot, field string) (*terms.Field, error) {
	dict, err := seg.Segment().Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read terms of %s: %w", field, err)
	}
	deleted := seg.Deleted()
	return &terms.Field{
		Postings: func(term string) (*roaring.Bitmap, error) { return postings(seg, dict, field, term) },
		Scan: func(from, to string, f func(term string) bool) error {
			// Without counting, which reads the postings of every term.
			scan := dict.AutomatonIterator
			if d, ok := dict.(interface {
				AutomatonIteratorOmitCount(a segapi.Automaton, from, to []byte) segapi.DictionaryIterator
			}); ok {
				scan = d.AutomatonIteratorOmitCount
			}
			it := scan(nil, []byte(from), []byte(to))
			for {
				e, err := it.Next()
				if err != nil || e == nil || !f(e.Term) {
					return err
				}
			}
		},
		HasDeleted: deleted != nil && !deleted.IsEmpty(),
	}, nil
}

// Outbox reads the outbox of the generation, an empty one if it has none.
func (g *Generation) Outbox() (o facts.Outbox, err error) {
	err = g.reading(func(s *scorch.IndexSnapshot) error {
		o, err = loadOutbox(s)
		return err
	})
	return o, err
}

// WriteOutbox writes an outbox. What is read stays as it is until Pin is called.
func (g *Generation) WriteOutbox(o *facts.Outbox) error {
	b := g.Bleve.NewBatch()
	if err := setOutbox(b, o); err != nil {
		return err
	}
	return g.write(b)
}
