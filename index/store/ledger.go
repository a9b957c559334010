package store

import (
	"fmt"

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
		of, err := g.lengths.sharded(s)
		if err != nil {
			return err
		}
		r := &facts.Reader{Rulings: g.Rulings, Reprints: g.Reprints, Kept: of.facts, Segments: make([]facts.Segment, len(of.shards))}
		for i, sh := range of.shards {
			r.Segments[i] = facts.Segment{
				Field: sh.ledger(),
				Load:  func(doc uint32) (*passage.Passage, error) { return g.loadAt(sh.SegmentSnapshot, uint64(doc)) },
				Read:  func(doc uint32) (*passage.Passage, error) { return readAt(g, sh.SegmentSnapshot, uint64(doc)) },
			}
		}
		return f(r)
	})
}

// ledger returns the terms of the ledger in a shard.
func (sh *shard) ledger() *terms.Field {
	deleted := sh.Deleted()
	return &terms.Field{
		Postings: func(term string) (*roaring.Bitmap, error) { return sh.having(ledgerNumber, fieldLedger, term) },
		Scan: func(from, to string, f func(term string) bool) error {
			dict, err := sh.Segment().Dictionary(fieldLedger)
			if err != nil {
				return fmt.Errorf("read terms of %s: %w", fieldLedger, err)
			}
			return scan(dict, from, to, f)
		},
		HasDeleted: deleted != nil && !deleted.IsEmpty(),
		Cache:      sh.unions,
	}
}

// State returns what a sync compares with: the releases and the ledger as they are.
func (g *Generation) State() *facts.State {
	return &facts.State{Releases: g.Catalog.Releases, Reprints: g.Reprints, Passage: g.Passage, Ledger: g.Ledger}
}

// termsOf returns the terms of a field in a segment, for one goroutine.
func termsOf(seg *scorch.SegmentSnapshot, field string) (*terms.Field, error) {
	dict, err := seg.Segment().Dictionary(field)
	if err != nil {
		return nil, fmt.Errorf("read terms of %s: %w", field, err)
	}
	deleted := seg.Deleted()
	l := &lists{field: field, dict: dict}
	return &terms.Field{
		Postings: func(term string) (*roaring.Bitmap, error) { return l.postings(seg, term) },
		Scan: func(from, to string, f func(term string) bool) error {
			return scan(dict, from, to, f)
		},
		HasDeleted: deleted != nil && !deleted.IsEmpty(),
	}, nil
}

// scan calls f with the terms of a dictionary from one up to, not including, another until
// f returns false. It does not count, which would read the postings of every term.
func scan(dict segapi.TermDictionary, from, to string, f func(term string) bool) error {
	all := dict.AutomatonIterator
	if d, ok := dict.(interface {
		AutomatonIteratorOmitCount(a segapi.Automaton, from, to []byte) segapi.DictionaryIterator
	}); ok {
		all = d.AutomatonIteratorOmitCount
	}
	it := all(nil, []byte(from), []byte(to))
	for {
		e, err := it.Next()
		if err != nil || e == nil || !f(e.Term) {
			return err
		}
	}
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
