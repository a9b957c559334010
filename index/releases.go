package index

import (
	"context"
	"errors"

	"beilun/index/passage"
	"beilun/knowledge/district"
)

// Releases returns the releases in the index but for those that are retracted,
// newest first and those of the same date by ID. The caller does not change the slice.
func (x *Index) Releases() []passage.Release {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil
	}
	return g.Listing.Releases(g.Catalog, g.Rulings, g.Site)
}

// Held returns a release of the index, even a retracted one.
func (x *Index) Held(id string) (passage.Release, bool) {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return passage.Release{}, false
	}
	r, ok := g.Catalog.Releases[id]
	g.Site.Put(&r.Release, r.Digest)
	return r.Release, ok
}

// First returns the first passage of a release.
func (x *Index) First(release string) (passage.Passage, bool) {
	g, done, _ := x.live.acquire()
	defer done()
	if g == nil || g.Catalog.Releases[release].Passages == 0 || g.Rulings.Hides(release) {
		return passage.Passage{}, false
	}
	var p passage.Passage
	err := x.live.read(context.Background(), g, func() (err error) {
		p, err = g.Passage(release + "#1")
		return err
	})
	if err != nil {
		x.log.Warn("read the first passage", "release", release, "err", err)
	}
	return p, err == nil
}

// Passages returns the number of passages in the index.
func (x *Index) Passages() int {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return 0
	}
	return g.Stats.Passages
}

// Problems returns the files that the last sync refused and why, in the order
// of the folder: the first 1,000 of them, with the words of the error but not
// its type. They are known at once when an index is opened.
func (x *Index) Problems() []Refusal {
	g, release, _ := x.live.acquire()
	defer release()
	if g == nil {
		return nil
	}
	var out []Refusal
	for _, p := range g.Problems {
		out = append(out, Refusal{ID: p.ID, Err: errors.New(p.Reason)})
	}
	return out
}

// District returns the district that the releases are about, by their titles and
// publishers or as Options name it; the zero District if neither says.
func (x *Index) District() district.District {
	g, release, _ := x.live.acquire()
	if g == nil {
		release()
		return x.live.place.District(nil, x.live.own)
	}
	c := g.Catalog
	release() // the catalog does not change
	return x.live.place.District(c, x.live.own)
}
