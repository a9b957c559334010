package pages

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// Bucket is a bucket of a tree.
type Bucket struct {
	Sequence uint64
	Broken   error // why not all of it can be read; nil: it can
}

// Tree is what a walk found beside the entries.
type Tree struct {
	Buckets map[string]*Bucket // by path, as Path makes it
	Broken  error              // the first damage of the tree, or of the list of free pages; nil: none

	file *File
	meta Meta
	used map[uint64]bool // pages of the tree, with those that overflow
	free map[uint64]bool // pages on the list of free pages; nil: it cannot be read
}

// Path returns the key of a bucket in Tree.Buckets.
func Path(names ...string) string {
	p := ""
	for _, n := range names {
		p += "/" + n
	}
	return p
}

// Visit is called for each entry that can be read, in order, with the path of its
// bucket. It must not keep key and value.
type Visit func(bucket string, key, value []byte)

// walker walks a tree.
type walker struct {
	*Tree
	visit Visit
}

// Walk reads the tree of m and the list of free pages.
func (f *File) Walk(m Meta, visit Visit) *Tree {
	t := f.walkRoot(m, visit)
	t.broke("", t.readFreelist())
	t.broke("", t.account())
	return t
}

// WalkRoot reads the tree below a page that Roots returned.
func (f *File) WalkRoot(root uint64, visit Visit) *Tree {
	return f.walkRoot(Meta{Root: root, Freelist: noFreelist, Pages: f.Size()}, visit)
}

func (f *File) walkRoot(m Meta, visit Visit) *Tree {
	t := &Tree{Buckets: map[string]*Bucket{}, file: f, meta: m, used: map[uint64]bool{0: true, 1: true}}
	w := walker{t, visit}
	if m.Pages > f.Size() {
		t.broke("", fmt.Errorf("%d of %d pages are missing", m.Pages-f.Size(), m.Pages))
	}
	w.bucket("", m.Root, 0, 0)
	return t
}

// broke notes damage in a bucket and in those that contain it.
func (t *Tree) broke(bucket string, err error) {
	if err == nil {
		return
	}
	if t.Broken == nil {
		t.Broken = err
	}
	if b := t.Buckets[bucket]; b != nil && b.Broken == nil {
		b.Broken = err
	}
}

// bucket walks the bucket with a root page.
func (w walker) bucket(path string, root, sequence uint64, depth int) {
	w.Buckets[path] = &Bucket{Sequence: sequence}
	w.page(path, root, nil, nil, depth)
}

// page walks a page of a bucket, whose keys are to be from least on and below most.
func (w walker) page(path string, id uint64, least, most []byte, depth int) {
	if depth > maxDepth {
		w.broke(path, errors.New("the tree is too deep"))
		return
	}
	p, err := w.file.read(id, min(w.meta.Pages, w.file.Size()), branchPage|leafPage)
	if err == nil && p.id != id {
		err = fmt.Errorf("page %d says that it is page %d", id, p.id)
	}
	if err != nil {
		w.broke(path, err)
		return
	}
	for i := range uint64(p.overflow) + 1 {
		if w.used[id+i] {
			w.broke(path, fmt.Errorf("page %d is used twice", id+i))
			return
		}
	}
	for i := range uint64(p.overflow) + 1 {
		w.used[id+i] = true
	}
	w.elements(path, p, least, most, depth)
}

// elements walks the entries of a page. Those behind one that is out of order are read
// all the same.
func (w walker) elements(path string, p page, least, most []byte, depth int) {
	all, whole := elements(p)
	if !whole || p.kind == branchPage && len(all) == 0 {
		w.broke(path, fmt.Errorf("page %d has entries that cannot be read", p.id))
	}
	for i, e := range all {
		if i == 0 && least != nil && bytes.Compare(e.key, least) < 0 || i > 0 && bytes.Compare(e.key, all[i-1].key) <= 0 || most != nil && bytes.Compare(e.key, most) >= 0 {
			w.broke(path, fmt.Errorf("page %d has entries out of order", p.id))
		}
		switch {
		case p.kind == branchPage:
			limit := most
			if i+1 < len(all) {
				limit = all[i+1].key
			}
			w.page(path, e.child, e.key, limit, depth+1)
		case e.isBucket:
			w.inner(path, e, depth)
		default:
			w.visit(path, e.key, e.value)
		}
	}
}

// inner walks a bucket within a bucket.
func (w walker) inner(path string, e element, depth int) {
	inner := path + "/" + string(e.key)
	if len(e.value) < bucketSize || w.Buckets[inner] != nil {
		w.broke(path, fmt.Errorf("bucket %q cannot be read", e.key))
		return
	}
	root, sequence := binary.LittleEndian.Uint64(e.value), binary.LittleEndian.Uint64(e.value[8:])
	if root != 0 {
		w.bucket(inner, root, sequence, depth+1)
	} else {
		w.Buckets[inner] = &Bucket{Sequence: sequence}
		w.inline(inner, e.value[bucketSize:], depth+1)
	}
	if b := w.Buckets[inner]; b.Broken != nil {
		w.broke(path, b.Broken)
	}
}

// inline walks a bucket that is small enough to be in the value of its key.
func (w walker) inline(path string, raw []byte, depth int) {
	if len(raw) < headerSize || depth > maxDepth {
		w.broke(path, fmt.Errorf("bucket %q cannot be read", path))
		return
	}
	p := page{parseHeader(raw), raw}
	if p.kind != leafPage {
		w.broke(path, fmt.Errorf("bucket %q is of kind %#x", path, p.kind))
		return
	}
	w.elements(path, p, nil, nil, depth)
}

// readFreelist reads the list of free pages.
func (t *Tree) readFreelist() error {
	if t.meta.Freelist == noFreelist {
		return errors.New("the list of free pages is missing")
	}
	p, err := t.file.read(t.meta.Freelist, min(t.meta.Pages, t.file.Size()), freelistPage)
	if err == nil && p.id != t.meta.Freelist {
		err = fmt.Errorf("page %d says that it is page %d", t.meta.Freelist, p.id)
	}
	if err != nil {
		return fmt.Errorf("list of free pages: %w", err)
	}
	n, raw := uint64(p.count), p.raw[headerSize:]
	if n == 0xFFFF && len(raw) >= 8 {
		n, raw = binary.LittleEndian.Uint64(raw), raw[8:]
	}
	if n > uint64(len(raw))/8 {
		return fmt.Errorf("list of free pages: it has %d entries", n)
	}
	free := map[uint64]bool{}
	for i := range n {
		id := binary.LittleEndian.Uint64(raw[8*i:])
		if id >= t.meta.Pages || t.used[id] || free[id] {
			return fmt.Errorf("list of free pages: page %d", id)
		}
		free[id] = true
	}
	for i := range uint64(p.overflow) + 1 {
		if id := t.meta.Freelist + i; t.used[id] || free[id] {
			return fmt.Errorf("list of free pages: page %d is used twice", id)
		}
		t.used[t.meta.Freelist+i] = true
	}
	t.free = free
	return nil
}

// account returns an error if a page is neither used nor free.
func (t *Tree) account() error {
	if t.free == nil {
		return nil // reported already
	}
	for id := range min(t.meta.Pages, t.file.Size()) {
		if !t.used[id] && !t.free[id] {
			return fmt.Errorf("page %d is neither used nor free", id)
		}
	}
	return nil
}

// Orphans calls visit for the entries on leaf pages that the tree does not reach. certain
// is true for a page that is known not to be free, so that it belonged to a part of the
// tree that is broken; otherwise its entries may be old or deleted ones. The path that
// visit gets is that of a bucket within the page, empty on the page itself.
func (t *Tree) Orphans(visit func(certain bool, bucket string, key, value []byte)) {
	t.file.eachLoose(t.used, func(_ uint64, p page) {
		certain := t.free != nil && p.id < t.meta.Pages && !t.free[p.id] && !t.used[p.id]
		inner := walker{&Tree{Buckets: map[string]*Bucket{}, file: t.file}, func(bucket string, key, value []byte) { visit(certain, bucket, key, value) }}
		all, _ := elements(p)
		for _, e := range all {
			switch {
			case !e.isBucket:
				visit(certain, "", e.key, e.value)
			case len(e.value) >= bucketSize && binary.LittleEndian.Uint64(e.value) == 0:
				inner.inline("/"+string(e.key), e.value[bucketSize:], 0)
			}
		}
	})
}

// Roots returns the leaf pages that have a bucket of a name, the one whose bucket has
// the highest sequence first. A file without meta pages is read from there.
func (f *File) Roots(name string) []uint64 {
	type root struct{ id, sequence uint64 }
	var roots []root
	f.eachLoose(nil, func(at uint64, p page) {
		if p.id != at {
			return
		}
		all, _ := elements(p)
		for _, e := range all {
			if e.isBucket && string(e.key) == name && len(e.value) >= bucketSize {
				roots = append(roots, root{at, binary.LittleEndian.Uint64(e.value[8:])})
			}
		}
	})
	slices.SortStableFunc(roots, func(a, b root) int {
		if a.sequence > b.sequence {
			return -1
		}
		return 1
	})
	out := make([]uint64, len(roots))
	for i, r := range roots {
		out[i] = r.id
	}
	return out
}
