package index

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"beilun/index/passage"
)

// Walk calls yield for each passage in the index, in order of release IDs and
// of their place in the release. It ends with ctx's error or with yield's first
// one. A Sync cannot change the index meanwhile, and yield must not call it.
func (x *Index) Walk(ctx context.Context, yield func(passage.Passage) error) error {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(x.current.Catalog.Releases)) {
		for n := range x.current.Catalog.Releases[id].Passages {
			if err := ctx.Err(); err != nil {
				return err
			}
			p, err := x.current.Passage(fmt.Sprintf("%s#%d", id, n+1))
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
	x.mu.RLock()
	defer x.mu.RUnlock()
	out := map[string]string{}
	if x.current != nil {
		for id, r := range x.current.Catalog.Releases {
			out[id] = r.Digest
		}
		for _, s := range x.current.Sheets {
			out[s.ID] = s.Digest
		}
	}
	return out
}
