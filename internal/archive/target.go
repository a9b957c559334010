package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// ErrKind is returned for a target that is a file where a folder is restored, or a folder
// where a file is.
var ErrKind = errors.New("the backup has a file there and here is a folder, or the other way round")

// ErrKept is returned for an archive with a file where a target keeps one of its own.
var ErrKept = errors.New("the backup has a file where beilun keeps one of its own")

// Target is where a place is put back.
type Target struct {
	Place
	To   string   // folder or file
	Keep []string // paths of files and folders that stay where they are, in whichever folder
}

// IsFree reports whether there is nothing at a target: no file, or no folder with
// anything in it but what is kept. The error is ErrKind or that of the file system.
func (t Target) IsFree() (bool, error) {
	if t.Kind == Single {
		info, err := os.Lstat(t.To)
		if err == nil && info.IsDir() {
			return false, ErrKind
		}
		return errors.Is(err, fs.ErrNotExist), ignoreMissing(err)
	}
	info, err := os.Stat(t.To)
	if err != nil {
		return errors.Is(err, fs.ErrNotExist), ignoreMissing(err)
	}
	if !info.IsDir() {
		return false, ErrKind
	}
	names, err := movable(real(t.To), newPaths(t.Keep))
	return len(names) == 0, err
}

// Accepts returns ErrKept if a file of the archive would be where something is kept.
func (a *Archive) Accepts(t Target) error {
	if t.Kind == Single {
		return nil
	}
	kept, base := newPaths(t.Keep), real(t.To)
	for _, f := range a.Files {
		if !t.holds(f.Name) {
			continue
		}
		p := filepath.Join(base, filepath.FromSlash(t.within(f.Name)))
		bad := kept.above[p]
		for ; len(p) > len(base) && !bad; p = filepath.Dir(p) {
			bad = kept.in[p]
		}
		if bad {
			return fmt.Errorf("%q: %w", t.within(f.Name), ErrKept)
		}
	}
	return nil
}

// movable returns what is in a folder, by paths below it, without what is kept. A folder
// is listed as one, unless something in it is kept.
func movable(dir string, keep paths) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		p := filepath.Join(dir, e.Name())
		switch {
		case ours.MatchString(e.Name()) || isSecret(e.Name()) || keep.in[p]:
		case strings.HasSuffix(e.Name(), "gz") && e.Type().IsRegular() && isArchive(p):
		case e.IsDir() && keep.above[p]:
			inner, err := movable(p, keep)
			if err != nil {
				return nil, err
			}
			for _, n := range inner {
				names = append(names, path.Join(e.Name(), n))
			}
		default:
			names = append(names, e.Name())
		}
	}
	return names, ignoreMissing(err)
}
