package archive

import (
	"archive/tar"
	"bufio"
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"time"
)

// Source is a place to be written.
type Source struct {
	Place
	From string   // what is read in its stead; empty: Path
	Skip []string // paths that are not taken, with all below them
}

// Times of a file that changes.
const (
	settle   = 600 * time.Millisecond // how long a file must have been as it is
	patience = 20 * time.Second       // after which a file that keeps changing is left out
)

// Rounds over a folder that keeps changing.
const maxRounds = 10

// writer writes an archive.
type writer struct {
	out   *tar.Writer
	spool *os.File // each file is copied there first, until it keeps still
	m     *Manifest
	wait  func(ctx context.Context, d time.Duration) error
}

// Write writes an archive to a new file, which appears when it is complete, for its
// owner alone. It takes the sources in their order, and completes m with what it took.
// The error is ErrExists if there is a file at path.
func Write(ctx context.Context, path string, m *Manifest, sources []Source) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	removeParts(filepath.Dir(path))
	temp := path + ".part-" + rand.Text()
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreMissing(os.Remove(temp))) }()
	if err := errors.Join(write(ctx, f, temp+".spool", m, sources), f.Sync(), f.Close()); err != nil {
		return err
	}
	if _, err := Open(ctx, temp); err != nil { // what cannot be restored is no backup
		return fmt.Errorf("read what was written: %w", err)
	}
	if err := placeNew(temp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// partLife is how long ago a file must have been written to that a killed Write has left.
const partLife = time.Hour

// removeParts removes what killed calls of Write have left in a folder, as far as it can.
func removeParts(dir string) {
	entries, _ := os.ReadDir(dir) // Write says what is wrong with it
	for _, e := range entries {
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() && part.MatchString(e.Name()) && time.Since(info.ModTime()) > partLife {
			_ = os.Remove(filepath.Join(dir, e.Name())) // it may be of somebody else
		}
	}
}

// write writes the archive to f.
func write(ctx context.Context, f io.Writer, spoolName string, m *Manifest, sources []Source) (err error) {
	spool, err := os.OpenFile(spoolName, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, spool.Close(), os.Remove(spoolName)) }()
	z := gzip.NewWriter(f)
	z.Comment = mark
	w := &writer{out: tar.NewWriter(z), spool: spool, m: m, wait: pause}
	m.Format = format
	for _, s := range sources {
		if err := w.source(ctx, s); err != nil {
			return fmt.Errorf("%s: %w", s.Path, err)
		}
	}
	raw, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	if err := w.entry(manifestName, int64(len(raw)), m.Made, bytes.NewReader(raw)); err != nil {
		return err
	}
	return errors.Join(w.out.Close(), z.Close())
}

// entry writes one file to the archive.
func (w *writer) entry(name string, size int64, at time.Time, in io.Reader) error {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: at, Format: tar.FormatPAX}
	if err := w.out.WriteHeader(h); err != nil {
		return err
	}
	_, err := io.CopyN(w.out, in, size)
	return err
}

// source writes a place.
func (w *writer) source(ctx context.Context, s Source) (err error) {
	from := cmp.Or(s.From, s.Path)
	dir := from
	if s.Kind == Single {
		from = real(from) // the file that a link leads to, not the link
		dir = filepath.Dir(from)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	w.m.Places = append(w.m.Places, s.Place)
	if s.Kind == Folder {
		return w.folder(ctx, root, s)
	}
	file, left, err := w.file(ctx, root, filepath.Base(from), s.Name)
	if err == nil && left != "" {
		err = errors.New(left)
	}
	if err == nil {
		w.m.Files = append(w.m.Files, file)
	}
	return err
}

// folder writes the files of a folder as one listing has them. It lists the folder again
// until all are written that are older than the call: one that was renamed meanwhile is
// found under its new name then. Files that arrive all the time do not keep it from
// ending.
func (w *writer) folder(ctx context.Context, root *os.Root, s Source) error {
	start := time.Now()
	taken := map[string]copied{}
	for range maxRounds {
		l, err := list(ctx, root, s)
		if err != nil {
			return err
		}
		left, files, isDone := l.left, []File{}, true
		for _, name := range l.names {
			c, ok := taken[name]
			if info, err := root.Lstat(filepath.FromSlash(name)); err != nil || !ok || !c.is(info) {
				c, err = w.copied(ctx, root, name, s)
				if errors.Is(err, fs.ErrNotExist) {
					isDone = false
					continue // the next listing shows where it has gone
				}
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				taken[name] = c
				isDone = isDone && c.time.After(start)
			}
			if c.left != "" {
				left = append(left, name+": "+c.left)
				continue
			}
			files = append(files, c.File)
		}
		if isDone {
			w.m.Files, w.m.Left = append(w.m.Files, files...), append(w.m.Left, left...)
			w.m.addFolders(s.Name, l.folders)
			return nil
		}
	}
	return errors.New("it keeps changing; try again later")
}

// addFolders adds the folders of a place.
func (m *Manifest) addFolders(place string, folders map[string]uint32) {
	if m.Folders == nil {
		m.Folders = map[string]uint32{}
	}
	for name, mode := range folders {
		m.Folders[path.Join(place, name)] = mode
	}
}

// copied is a file that was written, as it was then.
type copied struct {
	File
	time time.Time
	size int64
	left string // why it was not written; empty: it was
}

func (c copied) is(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && info.Size() == c.size && info.ModTime().Equal(c.time)
}

func (w *writer) copied(ctx context.Context, root *os.Root, name string, s Source) (copied, error) {
	f, left, err := w.file(ctx, root, filepath.FromSlash(name), s.Name+"/"+name)
	if err != nil || left == "" {
		return copied{File: f, time: f.Time, size: f.Size}, err // as it was read
	}
	info, err := root.Lstat(filepath.FromSlash(name))
	if err != nil {
		return copied{}, err
	}
	return copied{time: info.ModTime(), size: info.Size(), left: left}, nil
}

// file writes a file under a name, once it has been as it is for a moment. It returns why
// it was left out, if it was.
func (w *writer) file(ctx context.Context, root *os.Root, path, name string) (f File, left string, err error) {
	for waited := time.Duration(0); ; {
		info, err := root.Lstat(path)
		if err != nil {
			return f, "", err
		}
		if !info.Mode().IsRegular() {
			return f, "it is no regular file", nil
		}
		if age := time.Since(info.ModTime()); age < settle && age >= 0 {
			if waited >= patience {
				return f, "it is still being written", nil
			}
			if err := w.wait(ctx, settle-age+time.Millisecond); err != nil {
				return f, "", err
			}
			waited += settle
			continue
		}
		sum, ok, err := w.copy(root, path, info)
		if errors.Is(err, errArchive) {
			return f, err.Error(), nil
		}
		if errors.Is(err, fs.ErrPermission) {
			return f, "it may not be read", nil
		}
		if err != nil {
			return f, "", err
		}
		if ok {
			f = File{Name: name, Size: info.Size(), SHA256: sum, Time: info.ModTime(), Mode: uint32(info.Mode().Perm())}
			_, err = w.spool.Seek(0, io.SeekStart)
			return f, "", errors.Join(err, w.entry(name, f.Size, f.Time, w.spool))
		}
		if waited += settle; waited >= patience {
			return f, "it changes whenever it is read", nil
		}
	}
}

// errArchive is why a file is left out that is an archive itself.
var errArchive = errors.New("it is a backup")

// copy copies a file to the spool. ok is false if it has changed meanwhile.
func (w *writer) copy(root *os.Root, path string, before fs.FileInfo) (sum string, ok bool, err error) {
	in, err := root.Open(path)
	if err != nil {
		return "", false, err
	}
	defer in.Close() // it is only read
	opened, err := in.Stat()
	if err != nil || !os.SameFile(opened, before) {
		return "", false, err
	}
	if _, err := w.spool.Seek(0, io.SeekStart); err != nil {
		return "", false, err
	}
	h, bounded := sha256.New(), bufio.NewReader(io.LimitReader(in, before.Size()+1))
	if head, _ := bounded.Peek(64); isMarked(head) {
		return "", false, errArchive
	}
	n, err := io.Copy(io.MultiWriter(w.spool, h), bounded)
	if err != nil {
		return "", false, err
	}
	after, err := root.Lstat(path)
	if err != nil {
		return "", false, err
	}
	ok = n == before.Size() && after.Size() == n && after.ModTime().Equal(before.ModTime()) && os.SameFile(opened, after)
	return hex.EncodeToString(h.Sum(nil)), ok, nil
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// placeNew renames a file to a name that must be free.
func placeNew(from, to string) error {
	err := os.Link(from, to) // unlike a rename, it fails if the name is taken
	if errors.Is(err, fs.ErrExist) {
		return ErrExists
	}
	if err == nil {
		return os.Remove(from)
	}
	if _, err := os.Lstat(to); err == nil { // the file system has no links
		return ErrExists
	}
	return os.Rename(from, to)
}

// syncFolder flushes the names in a folder to the disk. Windows does so by itself.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = d.Sync() // some file systems cannot, which keep names without it
	return d.Close()
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
