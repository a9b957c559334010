package read

import (
	"context"
	"errors"
	"path"
	"strings"

	"beilun/knowledge/read/mail"
	"beilun/knowledge/read/parts"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/zipfile"
)

// Reasons to refuse an archive.
var (
	ErrNoFiles = release.ErrNoFiles
	ErrNested  = release.ErrNested
	ErrPacked  = release.ErrPacked
)

// MaxHolder is the largest size in bytes of a file that is read only for what it holds.
const MaxHolder = 64 << 20

// maxWithin is how many files that hold others may be within each other.
const maxWithin = 2

// holder calls each for the files within the file data, as [zipfile.Each] does.
type holder func(ctx context.Context, data []byte, allowed *release.Allowance, unread func(name string) error, each func(release.Member) error) error

// holders are the kinds of files that hold others, by extension.
var holders = map[string]holder{
	".zip": zipfile.Each,
	".eml": mail.Each,
}

// Holds reports whether files with that name may hold other files, which [Members]
// returns.
func Holds(name string) bool { return holders[extension(name)] != nil }

// HolderIn returns the part of a path that names a file which holds the rest of it, as
// its name says; empty if there is none.
func HolderIn(name string) string {
	for i, r := range name {
		if r == '/' && Holds(name[:i]) {
			return name[:i]
		}
	}
	return ""
}

// MaxSize returns the largest size of a file with that name, in bytes.
func MaxSize(name string) int {
	if extension(name) == ".zip" {
		return MaxHolder
	}
	return MaxFile
}

// IsRelease reports whether a file is to be read by [File], maybe beside what it holds.
// An archive is not, unless it is a document with a wrong name.
func IsRelease(name string, data []byte) bool { return extension(name) != ".zip" || isDocument(data) }

// isDocument reports whether a zip archive is a document that consists of parts.
func isDocument(data []byte) bool {
	z, err := parts.Open(data)
	return err == nil && z.Has("[content_types].xml", "word/document.xml", "mimetype", "ofd.xml")
}

// Members calls each for the files within the file id, whose bytes are data, and within
// those, as deep as archives may lie in each other. The names are paths within id:
// inner.zip/a.html. A file whose name says that it cannot be read has the reason of
// Unread. Members calls each never if id holds nothing.
//
// The error is the first one of each, that of ctx, or the reason why nothing in id can
// be read: release.ErrDamaged, ErrTooLarge, ErrEncrypted or ErrNoFiles; then each was
// not called.
func Members(ctx context.Context, id string, data []byte, each func(release.Member) error) error {
	w := within{allowed: release.NewAllowance(), each: each, unread: Unread}
	return w.members(ctx, id, data, "", 1)
}

// errOther says that a file is not the one that is looked for.
var errOther = errors.New("another file")

// Member is Members for one file, by its name, and for nothing if id does not hold it.
func Member(ctx context.Context, id string, data []byte, name string, take func(release.Member)) error {
	w := within{allowed: release.NewAllowance(), each: func(m release.Member) error {
		if m.Name == name {
			take(m)
		}
		return nil
	}}
	w.unread = func(other string) error {
		if name != other && !strings.HasPrefix(name, other+"/") {
			return errOther
		}
		return nil
	}
	return w.members(ctx, id, data, "", 1)
}

// within reads files within files.
type within struct {
	allowed *release.Allowance
	each    func(release.Member) error
	unread  func(name string) error
	failed  error // the first error of each
}

// members takes what the file id holds; prefix is before the names of it.
func (w *within) members(ctx context.Context, id string, data []byte, prefix string, depth int) error {
	open := holders[extension(id)]
	if open == nil || extension(id) == ".zip" && isDocument(data) {
		return nil
	}
	unread := func(name string) error { return w.unread(prefix + name) }
	return open(ctx, data, w.allowed, unread, func(m release.Member) error {
		m.Name = prefix + m.Name
		return w.member(ctx, m, depth)
	})
}

func (w *within) member(ctx context.Context, m release.Member, depth int) error {
	switch {
	case m.Err != nil || !Holds(m.Name):
		return w.yield(m)
	case depth == maxWithin && !IsRelease(m.Name, m.Data):
		return w.yield(release.Member{Name: m.Name, Err: release.ErrNested})
	case depth == maxWithin:
		return w.yield(m)
	}
	whole := IsRelease(m.Name, m.Data)
	if whole {
		if err := w.yield(m); err != nil {
			return err
		}
	}
	err := w.members(ctx, m.Name, m.Data, m.Name+"/", depth+1)
	if err == nil || w.failed != nil || ctx.Err() != nil {
		return err
	}
	if whole { // reading it gives the reason
		return nil
	}
	return w.yield(release.Member{Name: m.Name, Err: err})
}

func (w *within) yield(m release.Member) error {
	w.failed = w.each(m)
	return w.failed
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }
