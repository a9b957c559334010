package index

import (
	"beilun/index/catalog"
	"beilun/knowledge/district"
)

// District returns the district that the releases are about, by their titles and
// publishers or as Options name it; the zero District if neither says.
func (x *Index) District() district.District {
	x.mu.RLock()
	var c *catalog.Catalog
	if x.current != nil {
		c = x.current.Catalog
	}
	x.mu.RUnlock()
	return x.place.District(c, x.own)
}
