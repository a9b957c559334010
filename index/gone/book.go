package gone

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"beilun/index/store"

	"go.etcd.io/bbolt"
)

// Limits of the file.
const (
	maxKnown   = 100_000   // addresses
	maxLine    = 16 << 10  // bytes
	maxFile    = 256 << 20 // bytes: one that is larger was not written by us
	spareLines = 5000      // that it may have more than twice the addresses
	fileName   = "addresses.jsonl"
)

// book is the file of records, a line for each look; the last one of an address counts. It
// is for one goroutine.
type book struct {
	path  string
	lock  *bbolt.DB
	file  *os.File
	lines int
	torn  bool // the last line has no end
}

// readBook returns the records in the file of a folder, and how many lines could not be
// read. A file that is missing has none.
func readBook(dir string) (known map[string]record, b book, lost int, err error) {
	known, b = map[string]record{}, book{path: filepath.Join(dir, fileName)}
	info, err := os.Stat(b.path)
	if errors.Is(err, fs.ErrNotExist) {
		return known, b, 0, nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
		err = fmt.Errorf("it is no file of at most %d bytes", maxFile)
	}
	var f *os.File
	if err == nil {
		f, err = os.Open(b.path)
	}
	if err != nil {
		return known, b, 0, fmt.Errorf("read the addresses that were looked at: %w", err)
	}
	defer f.Close() // nothing was written
	r := bufio.NewReaderSize(f, maxLine)
	for err == nil {
		var raw []byte
		raw, err = r.ReadSlice('\n')
		for errors.Is(err, bufio.ErrBufferFull) {
			raw = raw[:0]
			_, err = r.ReadSlice('\n')
			lost++
		}
		if len(raw) == 0 {
			continue
		}
		b.lines++
		var rec record
		switch {
		case json.Unmarshal(raw, &rec) != nil || rec.Address == "":
			lost++
		case known[rec.Address].Address != "" || len(known) < 2*maxKnown:
			known[rec.Address] = rec
		}
		b.torn = err != nil
	}
	if !errors.Is(err, io.EOF) {
		return known, b, lost, fmt.Errorf("read the addresses that were looked at: %w", err)
	}
	return known, b, lost, nil
}

// openBook locks the file of a folder, which is made if it is missing, and reads it. The
// error wraps store.ErrLocked if another process has it. A file that cannot be read is
// begun anew; damage says so.
func openBook(dir string) (known map[string]record, b *book, damage, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, nil, nil, fmt.Errorf("make the folder of the addresses: %w", err)
	}
	lock, err := store.Lock(dir)
	if err != nil {
		return nil, nil, nil, fmt.Errorf("lock the addresses: %w", err)
	}
	known, read, lost, damage := readBook(dir)
	b = &read
	b.lock = lock
	if damage == nil && lost > 0 {
		damage = fmt.Errorf("%s has %d damaged lines", b.path, lost)
	}
	if damage != nil || b.lines > 2*len(known)+spareLines {
		if err := b.rewrite(known); err != nil {
			return nil, nil, damage, errors.Join(err, lock.Close())
		}
		return known, b, damage, nil
	}
	b.file, err = os.OpenFile(b.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return nil, nil, damage, errors.Join(fmt.Errorf("open the addresses: %w", err), lock.Close())
	}
	return known, b, damage, nil
}

// put appends a record, which is in known already. There is no flush to the disk: what a
// loss of power takes is looked at again.
func (b *book) put(r record, known map[string]record) error {
	if b.file == nil || b.lines > 2*len(known)+spareLines {
		return b.rewrite(known)
	}
	var line bytes.Buffer
	if b.torn {
		line.WriteByte('\n')
	}
	if err := json.NewEncoder(&line).Encode(r); err != nil {
		return fmt.Errorf("note an address: %w", err)
	}
	_, err := b.file.Write(line.Bytes())
	b.torn = err != nil
	if err != nil {
		return fmt.Errorf("note an address: %w", err)
	}
	b.lines++
	return nil
}

// rewrite writes the file anew, with a line for each address, and goes on behind these.
func (b *book) rewrite(known map[string]record) error {
	if err := b.shut(); err != nil {
		return fmt.Errorf("close the addresses: %w", err)
	}
	temp := b.path + ".new"
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return fmt.Errorf("write the addresses anew: %w", err)
	}
	w := bufio.NewWriter(f)
	enc := json.NewEncoder(w)
	for _, address := range slices.Sorted(maps.Keys(known)) {
		if err = enc.Encode(known[address]); err != nil {
			break
		}
	}
	err = errors.Join(err, w.Flush(), f.Close())
	if err == nil {
		err = clearWay(b.path)
	}
	if err == nil {
		err = os.Rename(temp, b.path)
	}
	if err != nil {
		return fmt.Errorf("write the addresses anew: %w", errors.Join(err, os.Remove(temp)))
	}
	b.lines, b.torn = len(known), false
	if b.file, err = os.OpenFile(b.path, os.O_WRONLY|os.O_APPEND, 0o600); err != nil {
		return fmt.Errorf("open the addresses: %w", err)
	}
	return nil
}

// clearWay removes an empty folder that is in the place of the file.
func clearWay(path string) error {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return os.Remove(path)
	}
	return nil
}

// shut closes the file, if it is open.
func (b *book) shut() error {
	if b.file == nil {
		return nil
	}
	err := b.file.Close()
	b.file = nil
	return err
}

// close closes the file and ends the lock.
func (b *book) close() error {
	if err := errors.Join(b.shut(), b.lock.Close()); err != nil {
		return fmt.Errorf("close the addresses: %w", err)
	}
	return nil
}
