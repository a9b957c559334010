package corpus

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"beilun/knowledge/read"
)

// root is a file system, or one file of it. Files of a folder are opened
// through os.Root, so that no link and no path leads out of it.
type root struct {
	path   string // as given, for errors
	fsys   fs.FS
	folder *os.Root // nil for a file system of the program's own
	only   string   // the one file to list; empty for all
	member string   // the only file or folder that counts in that file; empty: all
	home   string   // the folder of that file
	prefix string   // of IDs

	swapped bool // another folder than before has the path
}

// Open returns a corpus of folders and single files. A path given twice counts
// once. A path may lead into a file that holds others, as pages.zip/a.html. With more than one path, IDs begin with the last element of the
// folder's path. A path that does not exist or cannot be opened is an error
// that names it, and all such errors are reported together. The caller closes
// the corpus.
func Open(paths ...string) (*Corpus, error) {
	c := &Corpus{}
	var errs []error
	var seen []fs.FileInfo
	names := map[string]bool{}
	for _, given := range paths {
		p, member := holderPath(given)
		info, err := os.Stat(p)
		if err != nil {
			errs = append(errs, fmt.Errorf("open releases %q: %w", given, bare(err)))
			continue
		}
		if member == "" && slices.ContainsFunc(seen, func(s fs.FileInfo) bool { return os.SameFile(s, info) }) {
			continue
		}
		seen = append(seen, info)
		r, err := openRoot(p, info)
		if err != nil {
			errs = append(errs, fmt.Errorf("open releases %q: %w", given, bare(err)))
			continue
		}
		r.member = member
		if len(paths) > 1 {
			r.prefix = unique(r.prefix, names)
		} else if r.only == "" {
			r.prefix = ""
		}
		c.roots = append(c.roots, r)
	}
	if len(errs) > 0 {
		return nil, errors.Join(append(errs, c.Close())...)
	}
	return c, nil
}

// holderPath splits the path of what is in a file that holds others, as pages.zip/a.html,
// into that file and the slash-separated name in it. For any other path the name is
// empty.
func holderPath(p string) (holder, member string) {
	slashed := filepath.ToSlash(p)
	holder = read.HolderIn(slashed)
	if info, err := os.Stat(holder); holder == "" || err != nil || !info.Mode().IsRegular() {
		return p, ""
	}
	return p[:len(holder)], path.Clean(slashed[len(holder)+1:])
}

// Check returns why path cannot be opened, nil if it can.
func Check(path string) error {
	holder, _ := holderPath(path)
	_, err := os.Stat(holder)
	return err
}

// openRoot opens the folder or file at p. The prefix of a file is its whole
// ID, that of a folder its name and a slash.
func openRoot(p string, info fs.FileInfo) (root, error) {
	name := filepath.Base(p)
	if abs, err := filepath.Abs(p); err == nil { // "." and "x/.." have a name as well
		name = filepath.Base(abs)
	}
	name = strings.ToValidUTF8(name, "�")
	if info.IsDir() {
		folder, err := os.OpenRoot(p)
		if err != nil {
			return root{}, err
		}
		return root{path: p, fsys: folder.FS(), folder: folder, prefix: strings.Trim(name, `/\`) + "/"}, nil
	}
	if !info.Mode().IsRegular() {
		return root{}, ErrNotRegular
	}
	target, err := filepath.EvalSymlinks(p) // a link that was named may lead anywhere
	if err != nil {
		return root{}, err
	}
	folder, err := os.OpenRoot(filepath.Dir(target))
	if err != nil {
		return root{}, err
	}
	return root{path: p, fsys: folder.FS(), folder: folder, only: filepath.Base(target), home: filepath.Dir(target), prefix: name}, nil
}

// unique returns prefix, with a number in it if taken has it already, and adds it to
// taken.
func unique(prefix string, taken map[string]bool) string {
	name := strings.TrimSuffix(prefix, "/")
	ext := ""
	if name == prefix { // a file keeps its extension
		ext = path.Ext(name)
	}
	stem, out := strings.TrimSuffix(name, ext), name
	for n := 2; taken[out]; n++ {
		out = fmt.Sprintf("%s (%d)%s", stem, n, ext)
	}
	taken[out] = true
	return out + prefix[len(name):]
}

// look returns what the system knows about a file, or why it must not be read.
func (r root) look(name string) (fs.FileInfo, error) {
	info, err := r.stat(name)
	if err != nil {
		return nil, r.reason(name, err)
	}
	return info, readable(name, info)
}

// read returns the bytes of a file under the limits of package read, and its
// stamp. The error is ErrGrowing when it was written to meanwhile.
func (r root) read(name string) (data []byte, s stamp, err error) {
	// Before it is opened: a pipe would wait for a writer, a device may act.
	if _, err := r.look(name); err != nil {
		return nil, s, err
	}
	f, err := r.open(name)
	if err != nil {
		return nil, s, r.reason(name, err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat() // it may be another file by now
	if err != nil {
		return nil, s, bare(err)
	}
	if err := readable(name, info); err != nil {
		return nil, s, err
	}
	most := read.MaxSize(name)
	data, err = io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err != nil {
		return nil, s, bare(err)
	}
	if len(data) > most { // it has grown meanwhile
		return nil, s, tooLarge(int64(len(data)), most)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, s, bare(err)
	}
	if s = stampOf(after); s != stampOf(info) {
		return nil, s, ErrGrowing
	}
	return data, s, nil
}

func (r root) stat(name string) (fs.FileInfo, error) {
	if r.folder != nil {
		return r.folder.Stat(name)
	}
	return fs.Stat(r.fsys, name)
}

func (r root) open(name string) (fs.File, error) {
	if r.folder != nil { // should a pipe have taken the file's place, opening must not wait
		return r.folder.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}
	return r.fsys.Open(name)
}

func readable(name string, info fs.FileInfo) error {
	switch {
	case !info.Mode().IsRegular():
		return ErrNotRegular
	case info.Size() > int64(read.MaxSize(name)):
		return tooLarge(info.Size(), read.MaxSize(name))
	}
	return nil
}

func tooLarge(size int64, most int) error {
	return fmt.Errorf("%w: %d bytes, at most %d are read", read.ErrTooLarge, size, most)
}

// reason returns why a file cannot be opened. os.Root refuses links out of its
// folder with an unexported error.
func (r root) reason(name string, err error) error {
	if r.folder == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return bare(err)
	}
	if info, lerr := r.folder.Lstat(name); lerr == nil && info.Mode()&fs.ModeSymlink != 0 {
		return ErrOutside
	}
	return bare(err)
}

// bare removes the path from a file system's error, since the caller names the file.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// title is the name of a root as a whole.
func (r root) title() string {
	if r.prefix != "" || r.folder == nil {
		return r.prefix
	}
	name := filepath.Base(r.path)
	if abs, err := filepath.Abs(r.path); err == nil {
		name = filepath.Base(abs)
	}
	return shown(name) + "/"
}

// base is the folder that names in the root are of.
func (r root) base() string {
	if r.only != "" {
		return r.home
	}
	return r.path
}
