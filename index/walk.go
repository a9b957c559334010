package index

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"

	"beilun/index/catalog"
	"beilun/index/passage"
)

// Walk calls yield for each passage in the index, in order of release IDs and
// of their place in the release. It ends with ctx's error or with yield's first
// one. A Sync cannot change the index meanwhile, and yield must not call it.
func (x *Index) Walk(ctx context.Context, yield func(passage.Passage) error) error {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(g.Catalog.Releases)) {
		for n := range g.Catalog.Releases[id].Passages {
			if err := ctx.Err(); err != nil {
				return err
			}
			p, err := g.Passage(fmt.Sprintf("%s#%d", id, n+1))
			if err != nil {
				return err
			}
			if err := yield(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// Digests returns the digests of the files that are in the index, by ID, and of those of
// corrections.
func (x *Index) Digests() map[string]string {
	g, release, _ := x.live.acquire()
	defer release()
	out := map[string]string{}
	if g != nil {
		for id, r := range g.Catalog.Releases {
			out[id] = r.Digest
		}
		for _, s := range g.Sheets {
			out[s.ID] = s.Digest
		}
	}
	return out
}

// IsMoved reports whether the last sync of x read other folders than those that Options name.
func IsMoved(x *Index) bool {
	g, release, _ := x.live.acquire()
	defer release()
	return g != nil && g.Catalog.Folder != "" && x.live.folder != "" && g.Catalog.Folder != x.live.folder
}

// Revision identifies what the index on disk of x holds: another one comes with each batch
// that a sync writes. It is empty if the next sync has more to do than to compare files:
// to build or mend the index, or to read other folders than the last one.
func Revision(x *Index) string {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil || g.Suspicion() != nil || g.IsHalted() || g.Catalog.Folder != x.live.folder {
		return ""
	}
	return g.Catalog.Revision
}

// State identifies what an index holds. Two that are equal are of the same releases under the
// same corrections.
type State struct {
	catalog *catalog.Catalog
	rulings *catalog.Rulings
}

// StateOf returns the present state of x, for what keeps something that is made of all
// releases.
func StateOf(x *Index) State {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return State{}
	}
	return State{g.Catalog, g.Rulings}
}

// Digest returns the digest of the file of a release, and false if s has no such release.
func (s State) Digest(id string) (string, bool) {
	if s.catalog == nil {
		return "", false
	}
	r, ok := s.catalog.Releases[id]
	return r.Digest, ok
}

// Releases yields all releases, even retracted ones and earlier versions, with the digests
// of their files, in any order.
func (s State) Releases() iter.Seq2[passage.Release, string] {
	return func(yield func(r passage.Release, digest string) bool) {
		if s.catalog == nil {
			return
		}
		for _, r := range s.catalog.Releases {
			if !yield(r.Release, r.Digest) {
				return
			}
		}
	}
}

// IsRetracted reports whether a correction retracts a release.
func (s State) IsRetracted(id string) bool { return s.rulings != nil && s.rulings.IsRetracted(id) }

// Passages returns the number of passages of a release.
func (s State) Passages(id string) int {
	if s.catalog == nil {
		return 0
	}
	return s.catalog.Releases[id].Passages
}
