// Package pages reads the pages of a bbolt file without bbolt, which panics, or faults
// outside of what a program can recover from, on a damaged page. It trusts nothing that
// it reads: every number is checked against the size of the file, every page is read
// once, and what cannot be read is reported and left out.
//
// The layout is that of bbolt 1.5 on a little-endian machine, as all of those are that
// the program is built for.
package pages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
)

// Numbers of the format.
const (
	magic      = 0xED0CDAED
	version    = 2
	headerSize = 16 // of a page
	metaSize   = 64 // with its checksum
	elemSize   = 16 // of a branch and of a leaf
	bucketSize = 16 // header of a bucket, in the value of its key
	bucketFlag = 1

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10

	noFreelist = ^uint64(0)
)

// maxDepth bounds the depth of a tree and of the buckets in each other.
const maxDepth = 32

// ErrMeta is returned for a file without a meta page that can be read.
var ErrMeta = errors.New("no head of the file can be read")

// Meta is a meta page: one state of the file. A file has two, and the one with the
// higher Tx is in effect.
type Meta struct {
	Tx       uint64 // number of the transaction that wrote it
	Root     uint64 // page of the root bucket
	Freelist uint64 // page of the list of free pages
	Pages    uint64 // pages in use or free; those behind them mean nothing
}

// File is the pages of a file. It is not safe for concurrent use.
type File struct {
	in       io.ReaderAt
	size     int64
	pageSize int64
	metas    []Meta
}

// Open reads the meta pages of a file of size bytes. Without one that can be read it
// returns the file with the error ErrMeta: Leaves can still look for its pages.
func Open(in io.ReaderAt, size int64) (*File, error) {
	f := &File{in: in, size: size}
	at := []int64{0}
	for i := range 15 {
		at = append(at, 1024<<i) // the second meta page is behind a first page of unknown size
	}
	for _, offset := range at {
		if _, size, ok := f.metaAt(offset); ok {
			f.pageSize = size
			break
		}
	}
	if f.pageSize == 0 {
		f.pageSize = f.guessSize()
		return f, ErrMeta
	}
	for _, offset := range []int64{0, f.pageSize} {
		if m, size, ok := f.metaAt(offset); ok && size == f.pageSize {
			f.metas = append(f.metas, m)
		}
	}
	slices.SortStableFunc(f.metas, func(a, b Meta) int {
		if a.Tx > b.Tx {
			return -1
		}
		return 1
	})
	return f, nil
}

// Metas returns the meta pages that can be read, the one in effect first.
func (f *File) Metas() []Meta { return f.metas }

// Size returns the number of pages that fit into the file.
func (f *File) Size() uint64 { return uint64(f.size / f.pageSize) }

// metaAt reads the meta page at an offset, and the size of a page that it gives.
func (f *File) metaAt(offset int64) (m Meta, pageSize int64, ok bool) {
	var b [headerSize + metaSize]byte
	if _, err := f.in.ReadAt(b[:], offset); err != nil {
		return m, 0, false
	}
	raw := b[headerSize:]
	word := func(at int) uint32 { return binary.LittleEndian.Uint32(raw[at:]) }
	long := func(at int) uint64 { return binary.LittleEndian.Uint64(raw[at:]) }
	sum := fnv.New64a()
	sum.Write(raw[:metaSize-8])
	pageSize = int64(word(8))
	if word(0) != magic || word(4) != version || long(metaSize-8) != sum.Sum64() || pageSize < 512 || pageSize&(pageSize-1) != 0 || pageSize > 1<<24 {
		return m, 0, false
	}
	return Meta{Root: long(16), Freelist: long(32), Pages: long(40), Tx: long(48)}, pageSize, true
}

// guessSize returns the size of a page by which most pages of the file are pages.
func (f *File) guessSize() int64 {
	best, most := int64(4096), 0
	for _, size := range []int64{4096, 8192, 16384, 65536} {
		f.pageSize = size
		n := 0
		for id := uint64(2); id < f.Size(); id++ {
			if h, ok := f.header(id); ok && h.id == id && (h.kind == leafPage || h.kind == branchPage) {
				n++
			}
		}
		if n > most {
			best, most = size, n
		}
	}
	return best
}

// header is the head of a page.
type header struct {
	id       uint64
	kind     uint16
	count    uint16
	overflow uint32 // pages that follow and belong to it
}

func parseHeader(b []byte) header {
	return header{binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint16(b[8:]), binary.LittleEndian.Uint16(b[10:]), binary.LittleEndian.Uint32(b[12:])}
}

func (f *File) header(id uint64) (header, bool) {
	var b [headerSize]byte
	if id >= f.Size() {
		return header{}, false
	}
	_, err := f.in.ReadAt(b[:], int64(id)*f.pageSize)
	return parseHeader(b[:]), err == nil
}

// page is a page with the pages that overflow from it.
type page struct {
	header
	raw []byte
}

// read reads a page of a kind and of an id, at most pages long in all.
func (f *File) read(at, limit uint64, kinds uint16) (page, error) {
	h, ok := f.header(at)
	n := uint64(h.overflow) + 1
	switch {
	case !ok:
		return page{}, fmt.Errorf("page %d is not in the file", at)
	case h.kind&kinds == 0 || h.kind&(h.kind-1) != 0:
		return page{}, fmt.Errorf("page %d is of kind %#x", at, h.kind)
	case n > limit || at > limit-n || at+n > f.Size():
		return page{}, fmt.Errorf("page %d has %d pages", at, n)
	}
	raw := make([]byte, int64(n)*f.pageSize)
	if _, err := f.in.ReadAt(raw, int64(at)*f.pageSize); err != nil {
		return page{}, fmt.Errorf("page %d: %w", at, err)
	}
	return page{h, raw}, nil
}

// maxLoose bounds the size of a page that no tree reaches, in bytes.
const maxLoose = 4 << 20

// eachLoose calls do for each leaf page that reached does not name. It reads at most twice
// the size of the file, because pages may claim the ones behind them.
func (f *File) eachLoose(reached map[uint64]bool, do func(at uint64, p page)) {
	left := 2 * f.size
	for at := uint64(2); at < f.Size() && left > 0; at++ {
		if reached[at] {
			continue
		}
		p, err := f.read(at, min(f.Size(), at+uint64(maxLoose/f.pageSize)), leafPage)
		if err != nil {
			continue
		}
		left -= int64(len(p.raw))
		do(at, p)
	}
}

// element is an entry of a page: a key with the number of a page below, or with a
// value, which may be a bucket.
type element struct {
	key, value []byte
	child      uint64
	isBucket   bool
}

// elements returns the entries of a page. Those that reach out of it are left out, and
// reported by whole, as are entries that share bytes.
func elements(p page) (out []element, whole bool) {
	whole = true
	size := 0
	for i := range int(p.count) {
		at := headerSize + i*elemSize
		if at+elemSize > len(p.raw) {
			return out, false
		}
		e, ok := elementAt(p, at)
		if !ok {
			whole = false
			continue
		}
		if size += len(e.key) + len(e.value); size > len(p.raw) {
			return out, false
		}
		out = append(out, e)
	}
	return out, whole
}

func elementAt(p page, at int) (element, bool) {
	b := p.raw[at:]
	word := func(i int) uint64 { return uint64(binary.LittleEndian.Uint32(b[i:])) }
	cut := func(pos, n uint64) ([]byte, bool) {
		if pos+n > uint64(len(b)) {
			return nil, false
		}
		return b[pos : pos+n : pos+n], true
	}
	if p.kind == branchPage {
		key, ok := cut(word(0), word(4))
		return element{key: key, child: binary.LittleEndian.Uint64(b[8:])}, ok && word(0) >= elemSize
	}
	flags, pos, ksize, vsize := word(0), word(4), word(8), word(12)
	key, ok := cut(pos, ksize)
	value, okToo := cut(pos+ksize, vsize)
	return element{key: key, value: value, isBucket: flags == bucketFlag}, ok && okToo && pos >= elemSize && flags <= bucketFlag && ksize > 0
}
