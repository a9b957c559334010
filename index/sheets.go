package index

import (
	"slices"

	"beilun/index/catalog"
	"beilun/index/store"
)

// sheetsOf collects the files of corrections in a sync.
type sheetsOf struct {
	old, now []catalog.Sheet
	done     bool // now is complete
}

// take takes the file f. One that is refused is as it was.
func (s *sheetsOf) take(f File, changes *Changes) {
	i := slices.IndexFunc(s.old, func(o catalog.Sheet) bool { return o.ID == f.ID })
	if i >= 0 && f.Err == nil && s.old[i].Digest == f.Digest {
		s.now = append(s.now, s.old[i])
		return
	}
	text, err := "", f.Err
	if err == nil {
		err = store.Guarded(func() (err error) { text, err = f.Errata(); return err })
	}
	switch {
	case err == nil:
		s.now = append(s.now, catalog.Sheet{ID: f.ID, Digest: f.Digest, Text: text})
		return
	case i >= 0:
		s.now = append(s.now, s.old[i])
	}
	changes.Refused = append(changes.Refused, Refusal{f.ID, err})
}

// all returns the sheets as they are after the sync. It is called when those that
// are there have been taken.
func (s *sheetsOf) all(changes *Changes) []catalog.Sheet {
	if s.done {
		return s.now
	}
	s.done = true
	for _, o := range s.old {
		if unlisted(o.ID, changes) && !slices.ContainsFunc(s.now, func(n catalog.Sheet) bool { return n.ID == o.ID }) {
			s.now = append(s.now, o)
		}
	}
	changes.Errata = !slices.Equal(s.old, s.now)
	return s.now
}

// sheets returns the files of corrections that the index has. The caller holds
// k.syncing or k.mu.
func (k *keeper) sheets() []catalog.Sheet {
	switch {
	case k.current != nil:
		return k.current.Sheets
	case k.left != nil:
		return k.left.Sheets
	}
	return nil
}
