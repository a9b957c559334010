package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
)

// Bleve keeps the list of its files in a bbolt database. A damaged one may
// make bbolt panic in a goroutine of its own, follow a ring without end or read
// what is not mapped, so its pages are walked here before it is opened: each
// within the file, reached once, and with its keys in order.

// Sizes and marks of bbolt's file format.
const (
	pageHeader = 16
	pageElem   = 16 // of a branch and of a leaf
	metaSize   = 64

	branchPage   = 0x01
	leafPage     = 0x02
	freelistPage = 0x10
	bucketLeaf   = 0x01
	noFreelist   = ^uint64(0)

	boltMagic   = 0xED0CDAED
	boltVersion = 2

	maxBuckets = 8  // within each other
	maxLevels  = 32 // of the pages of one bucket
)

// boltFile is the content of a bbolt database.
type boltFile struct {
	data     []byte
	pageSize uint64
	pages    uint64 // that the file is in use of
	reached  map[uint64]bool
	entry    func(bucket []string, key, value []byte)
}

// walkBolt checks the pages of a bbolt database and calls entry for each value
// with the names of the buckets it is in, in order.
func walkBolt(data []byte, entry func(bucket []string, key, value []byte)) error {
	root, freelist, f, err := openBolt(data)
	if err != nil {
		return err
	}
	f.entry = entry
	if err := f.tree(nil, root, 0); err != nil {
		return err
	}
	if freelist == noFreelist {
		return nil
	}
	return f.freelist(freelist)
}

// openBolt reads the newer of the two meta pages that are whole.
func openBolt(data []byte) (root, freelist uint64, f *boltFile, err error) {
	f = &boltFile{data: data, reached: map[uint64]bool{0: true, 1: true}}
	found, newest := false, uint64(0)
	size := uint64(0)
	for i := range uint64(2) {
		at := i*size + pageHeader
		if i == 1 && size == 0 { // the first is broken and the page size unknown: try the usual one
			at = 4096 + pageHeader
		}
		if at+metaSize > uint64(len(data)) {
			break
		}
		m := data[at : at+metaSize]
		h := fnv.New64a()
		h.Write(m[:56])
		le := binary.NativeEndian
		if le.Uint32(m) != boltMagic || le.Uint32(m[4:]) != boltVersion || le.Uint64(m[56:]) != h.Sum64() {
			continue
		}
		size = uint64(le.Uint32(m[8:]))
		if txid := le.Uint64(m[48:]); !found || txid > newest {
			found, newest = true, txid
			root, freelist, f.pages, f.pageSize = le.Uint64(m[16:]), le.Uint64(m[32:]), le.Uint64(m[40:]), size
		}
	}
	switch {
	case !found:
		return 0, 0, nil, errors.New("no meta page is whole")
	case f.pageSize < 512 || f.pageSize > 1<<16 || f.pages > uint64(len(data))/f.pageSize:
		return 0, 0, nil, fmt.Errorf("file is shorter than its %d pages", f.pages)
	}
	return root, freelist, f, nil
}

// page returns a page, with those that overflow from it.
func (f *boltFile) page(id uint64) ([]byte, error) {
	if id < 2 || id >= f.pages {
		return nil, fmt.Errorf("page %d is not in the file", id)
	}
	p := f.data[id*f.pageSize:]
	over := uint64(binary.NativeEndian.Uint32(p[12:]))
	if binary.NativeEndian.Uint64(p) != id || over >= f.pages-id {
		return nil, fmt.Errorf("page %d has a wrong head", id)
	}
	for i := range over + 1 {
		if f.reached[id+i] {
			return nil, fmt.Errorf("page %d is reached twice", id+i)
		}
		f.reached[id+i] = true
	}
	return p[:(over+1)*f.pageSize], nil
}

// tree walks the pages of a bucket from the one with this number.
func (f *boltFile) tree(bucket []string, id uint64, level int) error {
	p, err := f.page(id)
	if err != nil {
		return err
	}
	if level > maxLevels {
		return errors.New("pages lie too deep")
	}
	if binary.NativeEndian.Uint16(p[8:]) != branchPage {
		return f.leaf(bucket, p)
	}
	return f.elements(p, func(e, rest []byte) ([]byte, error) {
		key, err := part(rest, binary.NativeEndian.Uint32(e), 0, binary.NativeEndian.Uint32(e[4:]))
		if err != nil {
			return nil, err
		}
		return key, f.tree(bucket, binary.NativeEndian.Uint64(e[8:]), level+1)
	})
}

// leaf walks the entries of a leaf page, and the buckets among them.
func (f *boltFile) leaf(bucket []string, p []byte) error {
	if binary.NativeEndian.Uint16(p[8:]) != leafPage {
		return errors.New("page is of a wrong kind")
	}
	return f.elements(p, func(e, rest []byte) ([]byte, error) {
		le := binary.NativeEndian
		flags, pos, keySize, valueSize := le.Uint32(e), le.Uint32(e[4:]), le.Uint32(e[8:]), le.Uint32(e[12:])
		key, err := part(rest, pos, 0, keySize)
		if err != nil {
			return nil, err
		}
		value, err := part(rest, pos, keySize, valueSize)
		if err != nil {
			return nil, err
		}
		switch flags {
		case 0:
			f.entry(bucket, key, value)
			return key, nil
		case bucketLeaf:
			return key, f.bucket(append(bucket[:len(bucket):len(bucket)], string(key)), value)
		}
		return nil, errors.New("entry is of a wrong kind")
	})
}

// bucket walks a bucket: pages of its own, or one page within the value.
func (f *boltFile) bucket(name []string, value []byte) error {
	if len(name) > maxBuckets || len(value) < 16 {
		return errors.New("bucket has a wrong head")
	}
	if root := binary.NativeEndian.Uint64(value); root != 0 {
		return f.tree(name, root, 0)
	}
	if len(value) < 16+pageHeader {
		return errors.New("bucket is cut")
	}
	return f.leaf(name, value[16:])
}

// elements calls do for each element of a page, with the bytes from it to the
// page's end; do returns its key.
func (f *boltFile) elements(p []byte, do func(e, rest []byte) (key []byte, err error)) error {
	count := int(binary.NativeEndian.Uint16(p[10:]))
	if pageHeader+count*pageElem > len(p) {
		return errors.New("page has too many entries")
	}
	last := ""
	for i := range count {
		rest := p[pageHeader+i*pageElem:]
		key, err := do(rest[:pageElem], rest)
		if err != nil {
			return err
		}
		if i > 0 && string(key) <= last {
			return errors.New("keys are out of order")
		}
		last = string(key)
	}
	return nil
}

// part returns size bytes of b behind pos and skip.
func part(b []byte, pos, skip, size uint32) ([]byte, error) {
	from := uint64(pos) + uint64(skip)
	if to := from + uint64(size); to <= uint64(len(b)) {
		return b[from:to], nil
	}
	return nil, errors.New("entry lies outside its page")
}

// freelist checks that no page is free that is in use: bbolt would write over
// it.
func (f *boltFile) freelist(id uint64) error {
	p, err := f.page(id)
	if err != nil {
		return fmt.Errorf("list of free pages: %w", err)
	}
	if binary.NativeEndian.Uint16(p[8:]) != freelistPage {
		return errors.New("list of free pages is of a wrong kind")
	}
	count, ids := uint64(binary.NativeEndian.Uint16(p[10:])), p[pageHeader:]
	if count == 0xFFFF { // then the number is in the first place
		count, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if count > uint64(len(ids))/8 {
		return errors.New("list of free pages is too long")
	}
	last := uint64(1)
	for i := range count {
		free := binary.NativeEndian.Uint64(ids[8*i:])
		if free <= last || free >= f.pages || f.reached[free] {
			return fmt.Errorf("page %d cannot be free", free)
		}
		last = free
	}
	return nil
}
