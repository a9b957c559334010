package catalog

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"beilun/index/passage"
)

// Listing keeps the releases of a catalog in order, for they are asked for with every
// question and many only once. It is safe for concurrent use.
type Listing struct {
	mu   sync.Mutex
	site *passage.Site // see index.Options
	of   *Catalog
	by   *Rulings
	list []passage.Release
}

// Releases returns the releases of c that r does not hide, newest first and those of the
// same date by ID, with their pages on site. The caller does not change the slice.
func (l *Listing) Releases(c *Catalog, r *Rulings, site *passage.Site) []passage.Release {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == c && l.by == r && l.site == site {
		return l.list
	}
	out := make([]passage.Release, 0, len(c.Releases))
	for id, rec := range c.Releases {
		if !r.Hides(id) {
			rel := rec.Release
			site.Put(&rel, rec.Digest)
			out = append(out, rel)
		}
	}
	slices.SortFunc(out, func(a, b passage.Release) int {
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.ID, b.ID))
	})
	l.site, l.of, l.by, l.list = site, c, r, slices.Clip(out)
	return l.list
}
