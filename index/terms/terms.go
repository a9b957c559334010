// Package terms reads the terms of one field in one segment of the index as sets of
// passages. It knows nothing of how they are stored.
package terms

import (
	"slices"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"
)

// Field is the terms of one field in one segment. Its passages are numbered within
// the segment; those that are deleted do not count.
type Field struct {
	// Postings returns the passages that have a term, nil if there are none. The
	// result is for reading only.
	Postings func(term string) (*roaring.Bitmap, error)
	// Scan calls f with the terms from one up to, not including, another in order
	// until f returns false. Some of them may have deleted passages only.
	Scan func(from, to string, f func(term string) bool) error
	// HasDeleted reports whether passages of the segment are deleted.
	HasDeleted bool
	// Cache keeps unions; nil: they are made each time.
	Cache *Cache
}

// With returns the passages that have a term. The result is for reading only.
func (l *Field) With(term string) (*roaring.Bitmap, error) {
	docs, err := l.Postings(term)
	if docs == nil && err == nil {
		docs = roaring.New()
	}
	return docs, err
}

// WithAll returns the passages that have all of terms, of which there is at least
// one. The caller may change the result.
func (l *Field) WithAll(terms []string) (*roaring.Bitmap, error) {
	out := roaring.New()
	for i, t := range terms {
		docs, err := l.With(t)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			out.Or(docs)
		} else {
			out.And(docs)
		}
	}
	return out, nil
}

// Union returns the passages that have any of the terms that begin with prefix. The
// caller may change the result.
func (l *Field) Union(prefix string) (*roaring.Bitmap, error) {
	if kept := l.Cache.get(prefix); kept != nil {
		return kept, nil
	}
	var terms []string
	if err := l.Each(prefix, func(rest string) bool { terms = append(terms, prefix+rest); return true }); err != nil {
		return nil, err
	}
	out := roaring.New()
	for _, t := range terms {
		docs, err := l.With(t)
		if err != nil {
			return nil, err
		}
		out.Or(docs)
	}
	l.Cache.put(prefix, len(terms), out)
	return out, nil
}

// Each calls f with the rest of each term that begins with prefix, in order, until f
// returns false.
func (l *Field) Each(prefix string, f func(rest string) bool) error {
	return l.Between(prefix, "", "\xff", f)
}

// Between is Each for the terms whose rest is at least from and less than to.
func (l *Field) Between(prefix, from, to string, f func(rest string) bool) error {
	few, err := l.few(prefix)
	if err != nil {
		return err
	}
	if !few.many {
		i, _ := slices.BinarySearch(few.rests, from)
		for ; i < len(few.rests) && few.rests[i] < to && f(few.rests[i]); i++ {
		}
		return nil
	}
	return l.Scan(prefix+from, prefix+to, func(term string) bool { return f(strings.TrimPrefix(term, prefix)) })
}

// few returns the terms that begin with prefix if there are few.
func (l *Field) few(prefix string) (*list, error) {
	if l.Cache == nil {
		return &list{many: true}, nil
	}
	place := l.Cache.list(prefix)
	if kept := place.Load(); kept != nil && kept.prefix == prefix {
		return kept, nil
	}
	out := &list{prefix: prefix}
	err := l.Scan(prefix, prefix+"\xff", func(term string) bool {
		if len(out.rests) == maxListed {
			out.rests, out.many = nil, true
			return false
		}
		out.rests = append(out.rests, strings.TrimPrefix(term, prefix))
		return true
	})
	if err != nil {
		return nil, err
	}
	place.Store(out)
	return out, nil
}

// IsLive reports whether a term that Scan has found belongs to a passage that is not
// deleted. The empty term always does.
func (l *Field) IsLive(term string) (bool, error) {
	if term == "" || !l.HasDeleted {
		return true, nil
	}
	docs, err := l.With(term)
	return err == nil && !docs.IsEmpty(), err
}
