package corpus

import (
	"context"
	"crypto/sha256"
	"fmt"

	"beilun/internal/packed"
)

// Listing is the files of a corpus as they were listed at one time, and not yet read.
type Listing struct{ lists []*lister }

// List lists the files. It returns ctx's error, or that of a root that cannot be listed.
func (c *Corpus) List(ctx context.Context) (*Listing, error) {
	l := &Listing{}
	for _, r := range c.roots {
		one, err := r.list(ctx, nil)
		if err != nil {
			return nil, fmt.Errorf("list releases in %s: %w", r.path, err)
		}
		l.lists = append(l.lists, one)
	}
	return l, nil
}

// Len returns the number of files. What a file holds is not counted.
func (l *Listing) Len() int {
	n := 0
	for _, one := range l.lists {
		n += len(one.found)
	}
	return n
}

// Mark identifies the folders, the names in them and what the system knows of each file
// without reading it. Two listings with one mark are of the same bytes if the corpus has
// reported of either that it IsSettled.
func (l *Listing) Mark() string {
	h := sha256.New()
	var w packed.Writer
	for _, one := range l.lists {
		w.String(one.root.place())
		w.Int(len(one.found))
		for _, e := range one.found {
			w.String(e.id)
			w.String(e.name)
			s, err := e.stamp(one.root)
			w.String(reason(err))
			for _, n := range []int64{s.size, s.modified, s.changed, int64(s.inode)} {
				w.Int64(n)
			}
			if len(w.Out) > markBuffer {
				h.Write(w.Out)
				w.Out = w.Out[:0]
			}
		}
	}
	h.Write(w.Out)
	return string(h.Sum(nil))
}

// markBuffer is how many bytes of a mark are hashed at a time.
const markBuffer = 32 << 10

// stamp returns what the system knows of a listed file, or why it cannot be read.
func (e entry) stamp(r root) (stamp, error) {
	info, err := e.info, e.err
	switch {
	case err != nil:
	case info != nil:
		err = readable(e.name, info)
	default:
		info, err = r.look(e.name)
	}
	if err != nil {
		return stamp{}, err
	}
	return stampOf(info), nil
}

// IsSettled reports whether c has read each file of l that can be read, and none of them
// can have changed since without another stamp.
func (c *Corpus) IsSettled(l *Listing) bool {
	for _, one := range l.lists {
		if one.root.folder == nil {
			return false
		}
		for _, e := range one.found {
			if e.err != nil { // its name or kind says so
				continue
			}
			s, err := e.stamp(one.root)
			if err != nil {
				return false
			}
			if known, ok := c.memory.get(one.root.prefix+e.id, s); !ok || !known.trusted {
				return false
			}
		}
	}
	return true
}
