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
