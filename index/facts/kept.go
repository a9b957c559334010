package facts

import (
	"hash/maphash"
	"maps"
	"slices"
	"sync/atomic"

	"beilun/index/catalog"

	"github.com/RoaringBitmap/roaring/v2"
)

// Kept is what was worked out lately of one state of the index: the names of things, and
// the passages with their figures. One question asks several times of one thing, and
// many ask of the district, which has thousands of names. It takes 3 MB at most. It is
// safe for concurrent use.
type Kept struct {
	seed  maphash.Seed
	few   [512]atomic.Pointer[about] // of things with few names and passages
	large [8]atomic.Pointer[about]   // of others
}

// NewKept returns what has nothing yet.
func NewKept() *Kept { return &Kept{seed: maphash.MakeSeed()} }

// about is what the ledger has of a thing.
type about struct {
	name    string
	rulings *catalog.Rulings
	names   map[string]bool // see Reader.Names
	one     bool
	docs    atomic.Pointer[[]*roaring.Bitmap] // see passages; nil until they are asked for
}

// Bounds of a thing of few names and passages, and of any that is kept: names, and bytes of
// bitmaps.
const (
	fewNames, mostNames = 32, 2000
	fewBytes, mostBytes = 2 << 10, 128 << 10
)

// places returns where a thing of few names or passages is kept, and where one of many.
func (k *Kept) places(name string) (few, large *atomic.Pointer[about]) {
	h := maphash.String(k.seed, name)
	return &k.few[h%uint64(len(k.few))], &k.large[h%uint64(len(k.large))]
}

// about returns what the ledger has of the thing called name.
func (r *Reader) about(name string) (*about, error) {
	var few, large *atomic.Pointer[about]
	if r.Kept != nil {
		few, large = r.Kept.places(name)
		for _, place := range [...]*atomic.Pointer[about]{few, large} {
			if a := place.Load(); a != nil && a.name == name && a.rulings == r.Rulings {
				return a, nil
			}
		}
	}
	a := &about{name: name, rulings: r.Rulings}
	var err error
	if a.names, a.one, err = namesOf(r.Rulings, r.Segments, name); err != nil {
		return nil, err
	}
	switch {
	case r.Kept == nil:
	case len(a.names) <= fewNames:
		few.Store(a)
	case len(a.names) <= mostNames:
		large.Store(a)
	}
	return a, nil
}

// passages returns by segment the passages that have figures of a thing, or of one whose
// name contains its. They are for reading only.
func (r *Reader) passages(a *about) ([]*roaring.Bitmap, error) {
	if docs := a.docs.Load(); docs != nil {
		return *docs, nil
	}
	docs, size := make([]*roaring.Bitmap, len(r.Segments)), 0
	q := ofSubject(a.name, slices.Sorted(maps.Keys(a.names)))
	for i, l := range r.Segments {
		var err error
		if docs[i], err = q(l.Field); err != nil {
			return nil, err
		}
		size += int(docs[i].GetSizeInBytes())
	}
	if r.Kept == nil || size > mostBytes || len(a.names) > mostNames {
		return docs, nil
	}
	if few, large := r.Kept.places(a.name); size > fewBytes && large.Load() != a {
		few.CompareAndSwap(a, nil)
		large.Store(a)
	}
	a.docs.Store(&docs)
	return docs, nil
}
