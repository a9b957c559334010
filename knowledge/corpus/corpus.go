// Package corpus lists release files: those of folders, single files, or a
// file system such as an embedded one. [Corpus.Each] reads them one after the
// other in a stable order and under limits. A file that cannot be read is
// listed with the reason and stops nothing else. A [Follower] does the same
// repeatedly while people work in the folders.
//
// # Decisions
//
// 2026-11-30: a sudden loss of most files waits for a day or for a confirmation (see
// [Loss]), because a share that is away often leaves a folder with a file or two, and all
// releases vanished with it; instead of noticing only a folder that is empty. Fewer than
// five files, folders in which half as many files are new as are missing, and another
// folder in the settings (index.IsMoved) are taken at their word.
//
// 2026-11-30: files that cannot be read are listed by their names alone, some of each
// kind in a folder and the number of the others, because a folder with 20,000
// photographs must not hide the one release that cannot be read; instead of passing
// over all files of other kinds, of which nobody learned.
//
// 2026-11-30: the files in an archive are files of the corpus with IDs of their own, and
// the archive is none, because an answer names the file that says it; what is known of
// them stays while the archive cannot be opened, as it does for a damaged file.
//
// 2026-11-30: what is known of files (their stamps, digests and refusals) may be kept in a
// file for the next process (Note, Recall), because a question to a folder that has not
// changed must not read 20,000 files; instead of trusting the index, which does not know
// the stamps. A stamp that may be too new is not kept.
package corpus

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"time"

	"beilun/knowledge"
	"beilun/knowledge/errata"
	"beilun/knowledge/read"
)

// Reasons to refuse a file, beside those of package read and of the operating
// system (fs.ErrPermission, fs.ErrNotExist).
var (
	ErrOutside    = errors.New("the link leads out of the releases folder")
	ErrNotRegular = errors.New("it is not a regular file")
	ErrFolder     = errors.New("the folder is not looked into")
	ErrName       = errors.New("the name is not UTF-8 or has control characters")
	ErrGrowing    = errors.New("the file is still being written")
	ErrVanished   = errors.New("the file was there a moment ago")
	ErrRoot       = errors.New("the releases folder cannot be read; nothing is taken for removed")
	ErrMisplaced  = errors.New("a file of corrections counts only in the releases folder itself")
	ErrBare       = errors.New("the releases folder is empty, as one that is not mounted; nothing is taken for removed")
)

// File is one file, a folder that could not be listed, or what a [MoreError] says.
type File struct {
	ID     string // slash-separated path within its root, unique in the corpus; a folder's ends in a slash
	Digest string // lower-case hex SHA-256 of the bytes; empty when Err is set
	Err    error  // why it cannot be read; nil otherwise
	Size   int64  // of the bytes; 0 if they were not read
	Errata bool   // the file is no release but the file of corrections, which comes before all releases

	data   []byte                 // the bytes, if they were just read
	load   func() ([]byte, error) // reads the bytes, if Digest was known without
	absent error                  // why there is nothing to parse, though Digest is known
	memory *memory                // nil: nothing is remembered of it
}

// Article parses the file. The error is f.Err, one of package read's, or says that
// the file has changed since it was listed; the next listing has the new state.
func (f File) Article() (*knowledge.Article, error) {
	return f.parse(context.Background(), read.File)
}

// Outline parses the file as Article does, but without what read.Fill adds to its
// paragraphs. The error may also be ctx's.
func (f File) Outline(ctx context.Context) (*knowledge.Article, error) {
	return f.parse(ctx, func(id string, data []byte) (*knowledge.Article, error) { return read.Outline(ctx, id, data) })
}

// BadDate returns what read.BadDate does, "" for a file that cannot be read.
func (f File) BadDate() string {
	data, err := f.bytes()
	if f.Err != nil || f.absent != nil || err != nil {
		return ""
	}
	return read.BadDate(f.ID, data)
}

// Attachments returns what read.Attachments does, nil for a file that cannot be read.
func (f File) Attachments() []read.Attachment {
	data, err := f.bytes()
	if f.Err != nil || f.absent != nil || err != nil {
		return nil
	}
	return read.Attachments(f.ID, data)
}

func (f File) parse(ctx context.Context, with func(id string, data []byte) (*knowledge.Article, error)) (*knowledge.Article, error) {
	switch {
	case f.Err != nil:
		return nil, f.Err
	case f.absent != nil:
		return nil, f.absent
	case f.memory != nil:
		if err := f.memory.refusedFor(f.ID, f.Digest); err != nil {
			return nil, err
		}
	}
	data, err := f.bytes()
	if err != nil {
		return nil, err
	}
	a, err := with(f.ID, data)
	if why := read.Unread(f.ID); why != nil && (errors.Is(err, read.ErrBinary) || errors.Is(err, read.ErrEncoding)) { // a single file that was named
		err = why
	}
	if err != nil && f.memory != nil && ctx.Err() == nil {
		f.memory.refuse(f.ID, f.Digest, err)
	}
	return a, err
}

func (f File) bytes() ([]byte, error) {
	if f.load == nil {
		return f.data, nil
	}
	data, err := f.load()
	if err == nil && digest(data) != f.Digest {
		return nil, ErrGrowing
	}
	return data, err
}

// Text decodes a file of corrections.
func (f File) Text() (string, error) {
	switch {
	case f.Err != nil:
		return "", f.Err
	case f.absent != nil:
		return "", f.absent
	case f.Size > errata.MaxFile:
		return "", tooLarge(f.Size, errata.MaxFile)
	}
	data, err := f.bytes()
	if err != nil {
		return "", err
	}
	return read.Plain(data)
}

// Corpus is a list of places to read releases from. It is safe for concurrent use,
// except that only its [Follower] may use a corpus that is followed. It returns what
// is there at the time of the call, and remembers the digests of files that have not
// changed since it read them.
type Corpus struct {
	roots  []root
	memory memory
}

// FromFS returns the corpus of a file system.
func FromFS(fsys fs.FS) *Corpus { return &Corpus{roots: []root{{fsys: fsys}}} }

// Close closes the folders.
func (c *Corpus) Close() error {
	var errs []error
	for _, r := range c.roots {
		if r.folder != nil {
			errs = append(errs, r.folder.Close())
		}
	}
	return errors.Join(errs...)
}

// Each calls yield for each release file, root by root, files of corrections first and
// the others in the order of their IDs, with the bytes of one file in memory at a
// time. A file whose name says that it cannot be read is yielded with the reason, and
// of many such files of one kind in one folder only some and a file with a [MoreError].
// The files that another file holds, such as an archive, follow it with IDs like
// pages.zip/a.html; an archive is not yielded itself unless it cannot be read.
// Each skips hidden files, temporary files of editors and downloads, and what systems
// and browsers put into folders. It returns ctx's error, the first one of yield, or an error if a root can no longer be listed; then the files that were not
// yielded may still exist.
func (c *Corpus) Each(ctx context.Context, yield func(File) error) error {
	l, err := c.List(ctx)
	if err != nil {
		return err
	}
	return c.eachOf(ctx, l.lists, nil, yield)
}

// eachOf is Each for what was listed, and with the files that are missing: what is said of
// folders first, those of corrections before all releases, the others last.
func (c *Corpus) eachOf(ctx context.Context, lists []*lister, missing []File, yield func(File) error) error {
	for _, f := range missing {
		if f.Err != nil {
			if err := yield(f); err != nil {
				return err
			}
		}
	}
	for _, errata := range []bool{true, false} {
		for _, l := range lists {
			for _, e := range l.found {
				if e.errata() != errata {
					continue
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := c.entry(ctx, l.root, e, yield); err != nil {
					return err
				}
			}
		}
		for _, f := range missing {
			if f.Errata != errata || f.Err != nil {
				continue
			}
			if err := yield(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// Count returns the number of files that Each would yield. What a file holds is not
// counted.
func (c *Corpus) Count(ctx context.Context) (int, error) {
	l, err := c.List(ctx)
	if err != nil {
		return 0, err
	}
	return l.Len(), nil
}

// entry checks a listed file and reads it, unless its digest is known, and yields it
// with what it holds.
func (c *Corpus) entry(ctx context.Context, r root, e entry, yield func(File) error) error {
	f := File{ID: r.prefix + e.id, Err: e.err, Errata: e.errata()}
	if f.Err != nil {
		return yield(f)
	}
	st, err := e.stamp(r)
	if err != nil {
		f.Err = unreadable(e.name, err)
		return yield(f)
	}
	return c.each(ctx, f, r, e.name, st, yield)
}

// unreadable returns err as the error of the file name, which may hold others.
func unreadable(name string, err error) error {
	if read.Holds(name) {
		return unopenedError{err}
	}
	return err
}

// filled completes f, a file with the stamp s.
func (c *Corpus) filled(f File, r root, name string, s stamp) File {
	f.Size = s.size
	if r.folder != nil {
		f.memory = &c.memory
		if known, ok := c.memory.get(f.ID, s); ok && known.trusted {
			f.Digest = known.digest
			f.load = func() ([]byte, error) { data, _, err := r.read(name); return data, err }
			return f
		}
	}
	now := time.Now()
	data, after, err := r.read(name)
	if err != nil {
		f.Err = err
		return f
	}
	f.data, f.Digest = data, digest(data)
	if f.memory != nil {
		f.memory.put(f.ID, remembered{stamp: after, digest: f.Digest, trusted: after.old(now)})
	}
	return f
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
