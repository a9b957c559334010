// Package corpus lists the release files of folders, of single files or of an
// embedded file system, one after the other and in a stable order, and reads
// each under limits. What cannot be read is listed with the reason and stops
// nothing else.
package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read"
)

// Reasons to refuse a file, beside those of package read.
var (
	ErrOutside    = errors.New("the link leads out of the releases folder")
	ErrNotRegular = errors.New("it is not a regular file")
	errTooDeep    = errors.New("folders are nested too deeply")
)

// maxDepth bounds the nesting of folders.
const maxDepth = 16

// File is one release file.
type File struct {
	ID     string // slash-separated path within its root; unique in the corpus
	Digest string // lower-case hex SHA-256 of the bytes; empty when Err is set
	Err    error  // why it cannot be read
	data   []byte
}

// Article parses the file. The error is one of package read's.
func (f File) Article() (*knowledge.Article, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	return read.File(f.ID, f.data)
}

// Corpus is a list of places to read releases from. It is safe for concurrent
// use; what it lists is what is there at that moment.
type Corpus struct{ roots []root }

// root is a file system, or one file of it.
type root struct {
	fsys   fs.FS
	folder *os.Root // nil for an embedded one
	only   string   // the one file to list; empty for all
	prefix string   // of IDs
}

// FromFS makes a corpus of a file system, such as an embedded one.
func FromFS(fsys fs.FS) *Corpus { return &Corpus{[]root{{fsys: fsys}}} }

// Open makes a corpus of folders and single files. A path that does not exist
// or cannot be opened is an error that names it; all such errors are reported
// together. The caller closes the corpus.
func Open(paths ...string) (*Corpus, error) {
	c := &Corpus{}
	var errs []error
	for _, p := range paths {
		r, err := openRoot(p)
		if err != nil {
			errs = append(errs, fmt.Errorf("open releases %s: %w", p, err))
			continue
		}
		if len(paths) > 1 && r.only == "" {
			r.prefix = filepath.Base(p) + "/"
		}
		c.roots = append(c.roots, r)
	}
	if len(errs) > 0 {
		return nil, errors.Join(append(errs, c.Close())...)
	}
	return c, nil
}

func openRoot(p string) (root, error) {
	info, err := os.Stat(p)
	if err != nil {
		return root{}, bare(err)
	}
	dir, only := p, ""
	if !info.IsDir() {
		dir, only = filepath.Split(p)
		if dir == "" {
			dir = "."
		}
	}
	folder, err := os.OpenRoot(dir)
	if err != nil {
		return root{}, bare(err)
	}
	return root{fsys: folder.FS(), folder: folder, only: only}, nil
}

// Close releases the folders.
func (c *Corpus) Close() error {
	var errs []error
	for _, r := range c.roots {
		if r.folder != nil {
			errs = append(errs, r.folder.Close())
		}
	}
	return errors.Join(errs...)
}

// Each calls yield for each release file, in the order of their paths within
// each root, with one file's bytes in memory at a time. Hidden files, the
// temporary files of editors and files that are no releases by their name are
// passed over. It ends with ctx, with yield's first error, or when a root can
// no longer be listed.
func (c *Corpus) Each(ctx context.Context, yield func(File) error) error {
	seen := map[string]int{}
	for _, r := range c.roots {
		each := func(f File) error {
			f.ID = r.prefix + f.ID
			if seen[f.ID]++; seen[f.ID] > 1 { // two roots of one name
				f.ID = fmt.Sprintf("%d/%s", seen[f.ID], f.ID)
			}
			return yield(f)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.only != "" {
			if err := each(r.file(r.only)); err != nil {
				return err
			}
			continue
		}
		if err := r.walk(ctx, ".", 0, each); err != nil {
			return err
		}
	}
	return nil
}

func (r root) walk(ctx context.Context, dir string, depth int, yield func(File) error) error {
	entries, err := fs.ReadDir(r.fsys, dir)
	if err != nil {
		if depth == 0 {
			return fmt.Errorf("list the releases folder: %w", err)
		}
		return yield(File{ID: dir, Err: bare(err)})
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		name := path.Join(dir, e.Name())
		if ignored(e.Name()) {
			continue
		}
		switch {
		case e.IsDir() && depth >= maxDepth:
			err = yield(File{ID: name, Err: errTooDeep})
		case e.IsDir():
			err = r.walk(ctx, name, depth+1, yield)
		case read.Handles(e.Name()):
			err = yield(r.file(name))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ignored reports whether a name is hidden or an editor's or a download's
// temporary file.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") || strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".part") || strings.HasSuffix(name, ".swp")
}

// file reads one file under the limits of package read.
func (r root) file(name string) File {
	f := File{ID: name}
	if f.data, f.Err = r.bytes(name); f.Err == nil {
		sum := sha256.Sum256(f.data)
		f.Digest = hex.EncodeToString(sum[:])
	}
	return f
}

func (r root) bytes(name string) (_ []byte, err error) {
	// Stat first: opening a pipe would wait for a writer.
	info, err := fs.Stat(r.fsys, name)
	if err != nil {
		return nil, r.reason(name, err)
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	if info.Size() > read.MaxFile {
		return nil, read.ErrTooLarge
	}
	file, err := r.fsys.Open(name)
	if err != nil {
		return nil, r.reason(name, err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	data, err := io.ReadAll(io.LimitReader(file, read.MaxFile+1))
	if err != nil {
		return nil, bare(err)
	}
	if len(data) > read.MaxFile { // it grew meanwhile
		return nil, read.ErrTooLarge
	}
	return data, nil
}

// reason says why a file cannot be opened; os.Root refuses links out of its
// folder with an error of its own that has no name.
func (r root) reason(name string, err error) error {
	if r.folder != nil {
		if info, lerr := r.folder.Lstat(name); lerr == nil && info.Mode()&fs.ModeSymlink != 0 && !errors.Is(err, fs.ErrNotExist) {
			return ErrOutside
		}
	}
	return bare(err)
}

// bare takes the path out of a file system's error: the caller names the file.
func bare(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
