package catalog

// A page that is followed may change its text. The version before is kept as a release
// that does not answer: it is hidden as a retracted one is, and only the history of a
// figure that the page has changed shows what it said.

// earlierVersions returns the releases of c that are earlier versions of pages, and for
// each the ID of the present one; nil if there are none.
func (c *Catalog) earlierVersions() (out map[string]string) {
	for id, r := range c.Releases {
		if !r.Release.Until.IsZero() {
			if out == nil {
				out = map[string]string{}
			}
			out[id] = r.Release.By
		}
	}
	return out
}

// HasVersions reports whether there are earlier versions of pages.
func (r *Rulings) HasVersions() bool { return r != nil && len(r.versions) > 0 }

// present returns the release whose page a release is an earlier version of, or the
// release itself.
func (r *Rulings) present(release string) string {
	if by, ok := r.versions[release]; ok {
		return by
	}
	return release
}

// Hides reports whether a release does not answer: it is retracted, or an earlier version
// of a page.
func (r *Rulings) Hides(release string) bool {
	if r == nil {
		return false
	}
	_, earlier := r.versions[release]
	return earlier || r.IsRetracted(release)
}

// HidesNone reports whether all releases answer.
func (r *Rulings) HidesNone() bool { return r == nil || len(r.retracted)+len(r.versions) == 0 }
