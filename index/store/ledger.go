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
				Read:  func(doc uint32) (*passage.Passage, error) { return readAt(g, seg, uint64(doc)) },
			})
		}
		return f(r)
	})
}

// unions are the caches of the ledger's terms in the segments of a snapshot. It is safe for
// concurrent use.
type unions struct {
	mu       sync.Mutex
	snapshot *scorch.IndexSnapshot
	caches   []*terms.Cache
}

// of returns the caches of s, new ones if the snapshot is another one than the last time.
func (u *unions) of(s *scorch.IndexSnapshot) []*terms.Cache {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.snapshot != s {
		u.snapshot, u.caches = s, make([]*terms.Cache, len(s.Segments()))
		for i := range u.caches {
			u.caches[i] = &terms.Cache{}
		}
	}
	return u.caches
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
