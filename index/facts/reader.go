package facts

import (
	"beilun/index/catalog"
	"beilun/index/passage"
	"beilun/index/terms"
	"beilun/knowledge/ledger"
)

// Segment is a part of the index, as the ledger reads it.
type Segment struct {
	*terms.Field // of the ledger: see Terms

	// Load returns a passage for reading only.
	Load func(doc uint32) (*passage.Passage, error)
	Read func(doc uint32) (*passage.Passage, error) // does so without keeping it for later
}

type segments []Segment

// Reader reads the ledger in one state of the index. It is for one goroutine.
type Reader struct {
	Segments []Segment
	Rulings  *catalog.Rulings  // nil: there are no corrections
	Reprints *catalog.Reprints // of the releases in Segments
	Kept     *Kept             // of Segments; nil: nothing is kept

	versions bool // earlier versions of pages are read, too
}

// leavesOut reports whether a passage is not part of the ledger: it is repeated by a
// copy, its release is retracted, or it is of an earlier version of a page.
func (r *Reader) leavesOut(id string) bool {
	hides := r.Rulings.Hides
	if r.versions {
		hides = r.Rulings.IsRetracted
	}
	return r.Reprints.IsCopy(id) || hides(passage.ReleaseOf(id))
}

// Names returns the names in the ledger that can be of the thing called name. The caller
// does not change them.
func (r *Reader) Names(name string) (map[string]bool, bool, error) {
	a, err := r.about(name)
	if err != nil {
		return nil, false, err
	}
	return a.names, a.one, nil
}

// Entry is the figures of one thing; see ledger.Entry.
type Entry = ledger.Entry[passage.Row]
