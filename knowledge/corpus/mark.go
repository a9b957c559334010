package corpus

import (
	"crypto/sha256"

	"beilun/internal/packed"
)

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
