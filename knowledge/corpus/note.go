package corpus

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"beilun/internal/packed"
	"beilun/knowledge/read"
)

// What is remembered of files can be kept on the disk, so that the next process does
// not read those again that have not changed: for each its stamp, its digest and why it
// was refused. A note of other folders, of another version of the program or of damaged
// bytes is none; then all files are read.

const (
	noteVersion = 1
	maxNote     = 256 << 20 // bytes
	digestBytes = 32
)

var errNote = errors.New("it is no note of these folders")

// Recall remembers what Note wrote to the file path about the same folders in the same
// edition, which is a number of the caller's for how files are read. Nothing is remembered
// if there is no such file, or if it cannot be used; then the error says why.
func (c *Corpus) Recall(path string, edition int) error {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxNote) {
		err = errNote
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(path)
	}
	if err == nil {
		err = c.recall(data, edition)
	}
	if err != nil {
		return fmt.Errorf("read what is known of release files in %s: %w", path, bare(err))
	}
	return nil
}

func (c *Corpus) recall(data []byte, edition int) error {
	n := len(data) - crc32.Size
	if n < 0 || binary.LittleEndian.Uint32(data[n:]) != crc32.ChecksumIEEE(data[:n]) {
		return errNote
	}
	r := packed.Reader{In: string(data[:n])}
	if r.Int() != noteVersion || r.Int() != edition || r.Int() != len(c.roots) {
		return errNote
	}
	for _, root := range c.roots {
		if r.String() != root.place() {
			return errNote
		}
	}
	files := make(map[string]remembered, r.Len())
	for r.In != "" {
		id := r.String()
		f := remembered{trusted: true}
		f.stamp = stamp{size: r.Int64(), modified: r.Int64(), changed: r.Int64(), inode: uint64(r.Int64())}
		f.digest = hex.EncodeToString([]byte(r.String()))
		f.release, f.members = r.Bool(), recallMembers(&r)
		if why := noted(r.String()); why != nil {
			f.unopened = unopenedError{why}
		}
		if why := r.String(); why != "" {
			f.refusal = refusal{noted(why), r.Int(), time.Unix(r.Int64(), 0)}
			if !strings.HasPrefix(why, read.ErrReader.Error()) { // its contents are to blame, and are the same
				f.until = later(f.until, time.Now().Add(retryLast))
			}
		}
		files[id] = f
	}
	if r.Err != nil {
		return errNote
	}
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	c.memory.files, c.memory.noted = files, true
	return nil
}

// Note writes what is remembered of files that may be trusted not to have changed to the
// file path, unless Recall has read the same there.
func (c *Corpus) Note(path string, edition int) error {
	data, changed := c.note(edition)
	if !changed {
		return nil
	}
	if err := Keep(path, data); err != nil {
		return fmt.Errorf("note what is known of release files: %w", err)
	}
	return nil
}

// Keep writes data to the file path in one step, for the next process. What it wrote may be
// lost with the power.
func Keep(path string, data []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*.tmp")
	if err != nil {
		return err
	}
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(temp.Name()))
	}
	return err
}

// note returns what Note writes, and whether it is something else than was recalled.
func (c *Corpus) note(edition int) ([]byte, bool) {
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	if c.memory.noted {
		return nil, false
	}
	var w packed.Writer
	w.Int(noteVersion)
	w.Int(edition)
	w.Int(len(c.roots))
	for _, root := range c.roots {
		w.String(root.place())
	}
	w.Int(len(c.memory.files))
	for id, f := range c.memory.files {
		digest, err := hex.DecodeString(f.digest)
		if !f.trusted || err != nil || len(digest) != digestBytes || slices.ContainsFunc(f.members, isMore) {
			continue
		}
		w.String(id)
		for _, n := range []int64{f.stamp.size, f.stamp.modified, f.stamp.changed, int64(f.stamp.inode)} {
			w.Int64(n)
		}
		w.String(string(digest))
		w.Bool(f.release)
		noteMembers(&w, f.members)
		w.String(reason(f.unopened))
		if f.why == nil {
			w.String("")
			continue
		}
		w.String(f.why.Error())
		w.Int(f.times)
		w.Int64(f.until.Unix())
	}
	c.memory.noted = true
	return binary.LittleEndian.AppendUint32(w.Out, crc32.ChecksumIEEE(w.Out)), true
}

// isMore reports whether m is a number of files and no file; an error that holds it
// cannot be kept as its text.
func isMore(m member) bool {
	var more *MoreError
	return errors.As(m.err, &more)
}

// noteMembers writes what a file holds, recallMembers reads it.
func noteMembers(w *packed.Writer, members []member) {
	w.Int(len(members))
	for _, m := range members {
		w.String(m.id)
		w.String(m.digest)
		w.Int64(m.size)
		w.String(reason(m.err))
	}
}

func recallMembers(r *packed.Reader) []member {
	n := r.Len()
	if n == 0 {
		return nil
	}
	out := make([]member, n)
	for i := range out {
		out[i] = member{id: r.String(), digest: r.String(), size: r.Int64(), err: noted(r.String())}
	}
	return out
}

// reason returns the text of err, "" for nil, and noted an error with it.
func reason(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func noted(reason string) error {
	if reason == "" {
		return nil
	}
	return errors.New(reason)
}

// place returns where the root is, wherever the program runs.
func (r root) place() string {
	if abs, err := filepath.Abs(r.path); err == nil {
		return abs
	}
	return r.path
}
