package state

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"

	"beilun/internal/state/pages"
)

// Errors of a file that is not touched.
var (
	// ErrNewer is returned for a file that a newer version has written.
	ErrNewer = errors.New("a newer beilun wrote it; start that version again, or restore a backup that this version made")
	// ErrForeign is returned for a database of another program.
	ErrForeign = errors.New("it is a database, but not a state of beilun; set BEILUN_STATE to another file")
)

// maxFile bounds how much of a file is read, in bytes. The bounds of the tables are far
// below.
const maxFile = 1 << 30

// finding is what there is to know of a file before it is opened.
type finding struct {
	damage error // nil: it is as it was written
	isOld  bool  // it is of version 1
	best   *contents
	stale  bool // best may be older than what was last written
	file   *pages.File
}

// examine reads all of a file. It returns ErrNewer or ErrForeign for one that is to be
// left alone.
func examine(in io.ReaderAt, size int64) (*finding, error) {
	if size == 0 {
		return &finding{damage: errors.New("the file is empty")}, nil
	}
	f, err := pages.Open(in, min(size, maxFile))
	if err != nil {
		return &finding{damage: err, file: f, best: bestTree(f, nil), stale: true}, nil
	}
	metas := f.Metas()
	first := readTree(func(v pages.Visit) *pages.Tree { return f.Walk(metas[0], v) }, false)
	heads := checkHeads(metas)
	damage := errors.Join(heads, first.broken)
	switch {
	case first.version > formatVersion:
		return nil, ErrNewer
	case damage == nil:
		return &finding{isOld: first.isOld, best: first, file: f}, nil
	case first.tree.Broken == nil && first.foreign != "" && !first.known && first.version == 0:
		return nil, ErrForeign
	case size > maxFile:
		damage = fmt.Errorf("it has %d bytes", size)
	}
	best := bestTree(f, first)
	return &finding{damage: damage, isOld: best != nil && best.isOld, best: best, stale: heads != nil || best != first, file: f}, nil
}

// checkHeads returns an error unless the two heads of a file are of two transactions in
// a row, as bbolt writes them in turn.
func checkHeads(metas []pages.Meta) error {
	switch {
	case len(metas) < 2:
		return errors.New("one of its two heads cannot be read")
	case metas[0].Tx != metas[1].Tx+1:
		return errors.New("one of its two heads is old")
	}
	return nil
}

// maxTrees bounds how many trees of a damaged file are read.
const maxTrees = 6

// bestTree returns the tree of a damaged file to keep, nil if none can be read: the newest
// one, or the one before it if that alone has everything. first is the tree in effect, nil
// if the file has no head that can be read.
func bestTree(f *pages.File, first *contents) *contents {
	var trees []*contents
	if first != nil {
		if first.isOld && first.known {
			return first // version 1 does not number its trees
		}
		trees = append(trees, first)
		for _, m := range f.Metas()[1:] {
			trees = append(trees, readTree(func(v pages.Visit) *pages.Tree { return f.Walk(m, v) }, false))
		}
	}
	roots := f.Roots(string(formatKey))
	for _, root := range roots[:min(len(roots), maxTrees)] {
		trees = append(trees, readTree(func(v pages.Visit) *pages.Tree { return f.WalkRoot(root, v) }, false))
	}
	trees = slices.DeleteFunc(trees, func(c *contents) bool { return c.generation == 0 || c.version == 0 })
	if len(trees) == 0 {
		return first
	}
	newest := slices.MaxFunc(trees, func(a, b *contents) int { return cmp.Compare(a.generation, b.generation) })
	for _, c := range trees {
		if c.generation+1 >= newest.generation && c.isWhole() && (!newest.isWhole() || c.generation > newest.generation) {
			return c
		}
	}
	return newest
}

// isWhole reports whether all tables have all entries.
func (c *contents) isWhole() bool {
	for _, t := range c.tables {
		if !t.whole {
			return false
		}
	}
	return true
}
