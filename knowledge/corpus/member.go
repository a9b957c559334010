package corpus

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"time"

	"beilun/knowledge/read"
	"beilun/knowledge/read/release"
)

// ErrUnopened is wrapped by the error of a file that holds others, such as an archive,
// if it is unknown which. What was known of them before still holds.
var ErrUnopened = errors.New("it is not known what the file holds")

// unopenedError is an error with the words of err that also is ErrUnopened.
type unopenedError struct{ err error }

func (e unopenedError) Error() string   { return e.err.Error() }
func (e unopenedError) Unwrap() []error { return []error{e.err, ErrUnopened} }

// maxKindWithin is maxKind for an archive. There may be many archives in a folder.
const maxKindWithin = 5

// HolderOf returns the ID of the file that holds the file id, empty for a file that is
// in no other. Nothing is looked up: id may be of a file that does not exist.
func (c *Corpus) HolderOf(id string) string {
	i, name, ok := c.find(id)
	if !ok {
		return ""
	}
	r := c.roots[i]
	if r.only != "" {
		if id == r.prefix {
			return ""
		}
		return r.prefix
	}
	if holder := read.HolderIn(name); holder != "" {
		return r.prefix + holder
	}
	return ""
}

// member is what is remembered of a file within another.
type member struct {
	id, digest string
	size       int64
	err        error
}

// held is the bytes of a file that holds others, which are read again when the first of
// those is needed. They stay in memory as long as one of these is in use.
type held struct {
	id    string
	bytes func() ([]byte, error)
}

// member returns the bytes of a file in h.
func (h *held) member(id string) (data []byte, err error) {
	outer, err := h.bytes()
	if err != nil {
		return nil, err
	}
	err = ErrGrowing // unless it is there
	name := strings.TrimPrefix(id, h.id+"/")
	walk := read.Member(context.Background(), h.id, outer, name, func(m release.Member) { data, err = m.Data, m.Err })
	return data, errors.Join(err, walk)
}

// each yields f, a file with the stamp s, and the files that it holds: as they are
// remembered, or after it was read. It returns ctx's error or the first one of yield.
func (c *Corpus) each(ctx context.Context, f File, r root, name string, s stamp, yield func(File) error) error {
	switch {
	case !read.Holds(name):
		return yield(c.filled(f, r, name, s))
	case r.member != "":
		return c.only(ctx, f, r, name, s, yield)
	}
	f.Size = s.size
	if r.folder != nil {
		f.memory = &c.memory
		if known, ok := c.memory.get(f.ID, s); ok && known.trusted {
			return c.recalled(f, r, name, known, yield)
		}
	}
	now := time.Now()
	data, after, err := r.read(name)
	if err != nil {
		f.Err = unopenedError{err}
		return yield(f)
	}
	known := remembered{stamp: after, digest: digest(data), trusted: after.old(now), release: read.IsRelease(name, data)}
	if known.release {
		whole := f
		whole.data, whole.Digest = data, known.digest
		if err := yield(whole); err != nil {
			return err
		}
	}
	if err := c.opened(ctx, f, data, &known, yield); err != nil {
		return err
	}
	if f.memory != nil {
		f.memory.put(f.ID, known)
	}
	return nil
}

// only is each for a root of which only r.member counts.
func (c *Corpus) only(ctx context.Context, f File, r root, name string, s stamp, yield func(File) error) error {
	want, found := f.ID+"/"+r.member, false
	r.member = ""
	err := c.each(ctx, f, r, name, s, func(file File) error {
		if file.ID != want && !strings.HasPrefix(file.ID, want+"/") && !errors.Is(file.Err, ErrUnopened) {
			return nil
		}
		found = true
		return yield(file)
	})
	if err == nil && !found {
		err = yield(File{ID: want, Err: fs.ErrNotExist})
	}
	return err
}

// recalled yields what is remembered of f, a file that has not changed.
func (c *Corpus) recalled(f File, r root, name string, known remembered, yield func(File) error) error {
	h := &held{f.ID, sync.OnceValues(func() ([]byte, error) {
		data, _, err := r.read(name)
		if err == nil && digest(data) != known.digest {
			err = ErrGrowing
		}
		return data, err
	})}
	if known.release {
		whole := f
		whole.Digest, whole.load = known.digest, h.bytes
		if err := yield(whole); err != nil {
			return err
		}
	}
	if f.Err = known.unopened; f.Err != nil {
		return yield(f)
	}
	for _, m := range known.members {
		file := File{ID: m.id, Digest: m.digest, Err: m.err, Size: m.size, memory: f.memory}
		if m.err == nil {
			file.load = func() ([]byte, error) { return h.member(m.id) }
		}
		if err := yield(file); err != nil {
			return err
		}
	}
	return nil
}

// opened yields the files in f, whose bytes are data, and adds to known what is to be
// remembered of them. Of files that cannot be read it yields some, as for a folder.
func (c *Corpus) opened(ctx context.Context, f File, data []byte, known *remembered, yield func(File) error) error {
	var failed error
	take := func(file File) error {
		known.members = append(known.members, member{file.ID, file.Digest, file.Size, file.Err})
		if file.Digest != "" && f.memory != nil {
			f.memory.put(file.ID, remembered{stamp: known.stamp, digest: file.Digest, trusted: true})
		}
		failed = yield(file)
		return failed
	}
	unread := unreadFiles{most: maxKindWithin, root: f.ID}
	err := read.Members(ctx, f.ID, data, func(m release.Member) error {
		id := f.ID + "/" + m.Name
		switch {
		case isErrata(m.Name):
			return take(File{ID: id, Err: ErrMisplaced})
		case m.Err != nil && read.Unread(m.Name) != nil:
			unread.add(id, m.Err)
			return nil
		case m.Err != nil:
			return take(File{ID: id, Err: m.Err})
		}
		return take(File{ID: id, Digest: digest(m.Data), Size: int64(len(m.Data)), data: m.Data, memory: f.memory})
	})
	if failed != nil || ctx.Err() != nil {
		return cmp.Or(failed, ctx.Err())
	}
	if err != nil {
		f.Err = unopenedError{err}
		known.unopened = f.Err
		return yield(f)
	}
	rest := unread.entries()
	sortEntries(rest)
	for _, e := range rest {
		if err := take(File{ID: e.id, Err: e.err}); err != nil {
			return err
		}
	}
	return nil
}
