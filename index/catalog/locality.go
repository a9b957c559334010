package catalog

import (
	"sync"

	"beilun/knowledge/district"
)

// Locality finds the district that the releases of a catalog are about. It keeps
// what it found last and is safe for concurrent use.
type Locality struct {
	mu    sync.Mutex
	of    *Catalog
	tally *district.Tally // of the releases of of; nil: they were not counted
	found district.District

	name    string // found by home
	counted int    // releases that name was found by
}

// District returns the district that the releases of c are about, given what the user
// says of it; own if c is nil.
func (l *Locality) District(c *Catalog, own district.District) district.District {
	l.mu.Lock()
	defer l.mu.Unlock()
	if c == nil {
		return own
	}
	if l.of != c {
		l.follow(c)
		l.of, l.found = c, l.tally.District(own)
	}
	return l.found
}

// follow makes the tally that of c: in as many steps as releases have changed, where that
// is known.
func (l *Locality) follow(c *Catalog) {
	if ids, ok := c.since(l.of); ok && l.tally != nil {
		for _, id := range ids {
			if r, was := l.of.Releases[id]; was {
				l.tally.Remove(counted(r))
			}
			if r, is := c.Releases[id]; is {
				l.tally.Add(counted(r))
			}
		}
		return
	}
	releases := make([]district.Release, 0, len(c.Releases))
	for _, r := range c.Releases {
		releases = append(releases, counted(r))
	}
	l.tally = district.NewTally(releases)
}

// counted returns what of a release says where it is about.
func counted(r Record) district.Release {
	return district.Release{Title: r.Release.Title, Source: r.Release.Source, Names: r.Content().Names}
}

// LastHome returns what Home has returned last, which may be no longer right.
func (l *Locality) LastHome(own district.District) string {
	if own.Name != "" {
		return own.Name
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.name
}

// Home returns the name of the district for the figures of a release that is added to
// those of c and does not name it itself; "" if it is unknown. It looks at the
// releases again each time their number has doubled, so that adding all of them takes
// a time that is linear in their number.
func (l *Locality) Home(c *Catalog, own district.District) string {
	if own.Name != "" {
		return own.Name
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(c.Releases); n >= 2*l.counted || n < l.counted/2 {
		l.counted = max(1, n)
		releases := make([]district.Release, 0, n)
		for _, r := range c.Releases {
			releases = append(releases, district.Release{Title: r.Release.Title, Source: r.Release.Source})
		}
		l.name = district.Find(releases, district.District{}).Name
	}
	return l.name
}
