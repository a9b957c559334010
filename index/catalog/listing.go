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
	of   *Catalog
	by   *Rulings
	list []passage.Release
}

// Releases returns the releases of c that r does not hide, newest first and those of the
// same date by ID. The caller does not change the slice.
func (l *Listing) Releases(c *Catalog, r *Rulings) []passage.Release {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.of == c && l.by == r {
		return l.list
	}
	out := make([]passage.Release, 0, len(c.Releases))
	for id, rec := range c.Releases {
		if !r.Hides(id) {
			out = append(out, rec.Release)
		}
	}
	slices.SortFunc(out, func(a, b passage.Release) int {
		return cmp.Or(b.Date.Compare(a.Date), strings.Compare(a.ID, b.ID))
	})
	l.of, l.by, l.list = c, r, slices.Clip(out)
	return l.list
}
