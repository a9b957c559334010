package terminal

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"syscall"

	"beilun/index/store"
)

// causes lists errors of the system that have words, the more specific ones first.
var causes = []struct {
	err error
	key string
}{
	{store.ErrNoSpace, "cause.space"},
	{syscall.ENOSPC, "cause.space"},
	{syscall.EDQUOT, "cause.quota"},
	{syscall.EROFS, "cause.read-only"},
	{syscall.ENOTDIR, "cause.no-folder"},
	{syscall.EISDIR, "cause.folder"},
	{syscall.ENAMETOOLONG, "cause.long"},
	{syscall.ELOOP, "cause.loop"},
	{syscall.EMFILE, "cause.many"},
	{syscall.EBUSY, "cause.busy"},
	{syscall.EIO, "cause.damaged"},
	{syscall.ESTALE, "cause.away"},
	{fs.ErrNotExist, "cause.missing"},
	{fs.ErrPermission, "cause.permission"},
	{fs.ErrExist, "cause.there"},
	{context.DeadlineExceeded, "cause.timeout"},
	{os.ErrDeadlineExceeded, "cause.timeout"},
	{syscall.ETIMEDOUT, "cause.timeout"},
}

// Cause returns what kind of trouble of the system err is, in words that go behind the
// name of a file; err itself where that is not known.
func Cause(err error) error {
	if key := causeOf(err); key != "" {
		return Errorf(key)
	}
	return err
}

// HasCause reports whether Cause has words for err.
func HasCause(err error) bool { return causeOf(err) != "" }

// causeOf returns the key of the words for err, empty if there are none.
func causeOf(err error) string {
	for _, c := range causes {
		if errors.Is(err, c.err) {
			return c.key
		}
	}
	return ""
}

// explainSystem returns an error of the system in l, with the file that it is of. ok is
// false for any other error.
func (l Lang) explainSystem(err error) (text string, ok bool) {
	key := causeOf(err)
	if key == "" {
		return "", false
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return l.Text("cause.of", path.Path, l.Text(key)), true
	case errors.As(err, &link):
		return l.Text("cause.of", link.New, l.Text(key)), true
	}
	return l.Text(key), true
}
