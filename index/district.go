package index

import (
	"sync"

	"beilun/knowledge/district"
)

// locality is the district of a catalog, found when it is first asked for.
type locality struct {
	mu    sync.Mutex
	of    *catalog
	found district.District

	home    string // what releases that are added are of; see homeOf
	counted int    // releases that it was found by
}

// District returns the district that the releases are of, by their titles and
// publishers or as Options name it; the zero District where neither tells.
func (x *Index) District() district.District {
	x.mu.RLock()
	var c *catalog
	if x.current != nil {
		c = x.current.catalog
	}
	x.mu.RUnlock()
	x.place.mu.Lock()
	defer x.place.mu.Unlock()
	if c == nil {
		return x.own
	}
	if x.place.of != c {
		releases := make([]district.Release, 0, len(c.Releases))
		for _, r := range c.Releases {
			releases = append(releases, district.Release{Title: r.Release.Title, Source: r.Release.Source, Names: r.Names})
		}
		x.place.of, x.place.found = c, district.Find(releases, x.own)
	}
	return x.place.found
}

// homeOf returns the name of the district that the releases of a catalog are of, for
// the figures of one that is added to them and does not tell it itself; "" where it is
// not known. It looks at them again each time that they are twice as many, so that all
// of them take a time that is linear in their number.
func (x *Index) homeOf(c *catalog) string {
	if x.own.Name != "" {
		return x.own.Name
	}
	x.place.mu.Lock()
	defer x.place.mu.Unlock()
	if n := len(c.Releases); n >= 2*x.place.counted || n < x.place.counted/2 {
		x.place.counted = max(1, n)
		releases := make([]district.Release, 0, n)
		for _, r := range c.Releases {
			releases = append(releases, district.Release{Title: r.Release.Title, Source: r.Release.Source})
		}
		x.place.home = district.Find(releases, district.District{}).Name
	}
	return x.place.home
}
