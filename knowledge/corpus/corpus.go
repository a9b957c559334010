// Package corpus lists release files: those of folders, single files, or a
// file system such as an embedded one. [Corpus.Each] reads them one after the
// other in a stable order and under limits. A file that cannot be read is
// listed with the reason and stops nothing else.
package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"

	"beilun/knowledge"
	"beilun/knowledge/read"
)

// Reasons to refuse a file, beside those of package read and of the operating
// system (fs.ErrPermission, fs.ErrNotExist).
var (
	ErrOutside    = errors.New("the link leads out of the releases folder")
	ErrNotRegular = errors.New("it is not a regular file")
	ErrFolder     = errors.New("the folder is not looked into")
	ErrName       = errors.New("the name is not UTF-8 or has control characters")
)

// File is one release file, or a folder that could not be listed.
type File struct {
	ID     string // slash-separated path within its root, unique in the corpus; a folder's ends in a slash
	Digest string // lower-case hex SHA-256 of the bytes; empty when Err is set
	Err    error  // why it cannot be read; nil otherwise
	data   []byte
}

// Article parses the file. The error is f.Err or one of package read's.
func (f File) Article() (*knowledge.Article, error) {
	if f.Err != nil {
		return nil, f.Err
	}
	return read.File(f.ID, f.data)
}

// Corpus is a list of places to read releases from. It is safe for concurrent
// use. It keeps no list of files: what it gives is what is there at the time.
type Corpus struct{ roots []root }

// FromFS makes a corpus of a file system.
func FromFS(fsys fs.FS) *Corpus { return &Corpus{[]root{{fsys: fsys}}} }

// Close lets go of the folders.
func (c *Corpus) Close() error {
	var errs []error
	for _, r := range c.roots {
		if r.folder != nil {
			errs = append(errs, r.folder.Close())
		}
	}
	return errors.Join(errs...)
}

// Each calls yield for each release file, root by root and in the order of
// their IDs within a root, with one file's bytes in memory at a time. Hidden
// files, temporary files of editors and downloads, and files that are no
// releases by their name are passed over. It ends with ctx's error, with
// yield's first one, or when a root can no longer be listed: then nothing can
// be said of the files that were not given.
func (c *Corpus) Each(ctx context.Context, yield func(File) error) error {
	for _, r := range c.roots {
		found, err := r.list(ctx)
		if err != nil {
			return fmt.Errorf("list releases in %s: %w", r.path, err)
		}
		for _, e := range found {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := yield(r.file(e)); err != nil {
				return err
			}
		}
	}
	return nil
}

// file reads a listed file.
func (r root) file(e entry) File {
	f := File{ID: r.prefix + e.id, Err: e.err}
	if f.Err == nil {
		f.data, f.Err = r.read(e.name)
	}
	if f.Err == nil {
		sum := sha256.Sum256(f.data)
		f.Digest = hex.EncodeToString(sum[:])
	}
	return f
}
