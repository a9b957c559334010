package archive

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// ErrHalf is returned if a part is put back, and the rest is as it was.
var ErrHalf = errors.New("not everything was put back")

// Staged is what was unpacked beside its targets.
type Staged struct {
	targets []Target
	dirs    []string // of each target, on its file system
	done    []moved
}

// moved is a file or folder that was renamed.
type moved struct{ from, to string }

// Stage unpacks an archive beside the targets, or within those that are folders, under
// hidden names, and makes folders that are missing. It removes what a restore that was
// killed has unpacked there; no other one may be under way. The caller calls Put or
// Discard.
func (a *Archive) Stage(ctx context.Context, targets []Target) (s *Staged, err error) {
	s = &Staged{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Discard())
		}
	}()
	for _, t := range targets {
		if err := a.Accepts(t); err != nil {
			return s, err
		}
		if err := clean(t.folder()); err != nil {
			return s, err
		}
	}
	into := map[Place]string{}
	for _, t := range targets {
		parent := t.folder()
		if err := os.MkdirAll(parent, a.folderMode(t.Place)); err != nil {
			return s, err
		}
		dir := filepath.Join(parent, stagingPrefix+rand.Text())
		if err := os.Mkdir(dir, 0o700); err != nil {
			return s, err
		}
		s.targets, s.dirs = append(s.targets, t), append(s.dirs, dir)
		into[t.Place] = dir
	}
	if err := a.fits(into); err != nil {
		return s, err
	}
	return s, a.Extract(ctx, into)
}

// ErrSpace is returned for an archive that has more than there is room for.
var ErrSpace = errors.New("there is not enough room on the disk")

// fits returns ErrSpace if the files of a place need more room than there is. Places on
// the same disk may need more together, which ends as a full disk does elsewhere.
func (a *Archive) fits(into map[Place]string) error {
	need, all := map[string]uint64{}, a.places()
	for _, f := range a.Files {
		p, _ := all.of(f.Name)
		need[p.Name] += uint64(f.Size)
	}
	for p, dir := range into {
		if n, ok := space(dir); ok && n < need[p.Name] {
			return fmt.Errorf("%s: %w: it takes %d MB, and there are %d MB", filepath.Dir(dir), ErrSpace, need[p.Name]>>20, n>>20)
		}
	}
	return nil
}

// folder returns the folder that a target is unpacked in.
func (t Target) folder() string {
	if t.Kind == Single {
		return filepath.Dir(t.To)
	}
	return t.To
}

// clean removes what a restore that was killed has unpacked in a folder.
func clean(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ignoreMissing(err)
	}
	for _, e := range entries {
		if e.IsDir() && staging.MatchString(e.Name()) {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// Path returns where the single file of a setting was unpacked, empty if there is none.
func (s *Staged) Path(setting string) string {
	for i, t := range s.targets {
		if t.Setting == setting && t.Kind == Single {
			return filepath.Join(s.dirs[i], t.within(t.Name))
		}
	}
	return ""
}

// Put moves what was unpacked to the targets, the last one first, and returns where what
// was there is now. It never replaces anything. With replace false, it is an error if
// there is anything. After an error all is as it was before, unless it is ErrHalf.
func (s *Staged) Put(replace bool, now time.Time) (aside []string, err error) {
	at := now.UTC().Format("20060102T150405-") + rand.Text()[:6]
	for i := len(s.targets) - 1; i >= 0 && err == nil; i-- {
		var old string
		if old, err = s.put(i, replace, at); old != "" {
			aside = append(aside, old)
		}
		if err != nil {
			err = fmt.Errorf("%s: %w", s.targets[i].To, err)
		}
	}
	if err == nil {
		return aside, s.Discard()
	}
	if back := s.undo(); back != nil { // what was unpacked may be all that is left of something
		return aside, fmt.Errorf("%w: %w", ErrHalf, errors.Join(err, back))
	}
	for _, a := range aside {
		removeEmpty(a)
	}
	return nil, errors.Join(err, s.Discard())
}

// put moves one target, and what was there aside.
func (s *Staged) put(i int, replace bool, at string) (aside string, err error) {
	t := s.targets[i]
	free, err := t.IsFree()
	if err != nil {
		return "", err
	}
	if !free && !replace {
		return "", ErrExists
	}
	if t.Kind == Single {
		if !free {
			aside = t.To + replacedPrefix + at
			if err := s.move(t.To, aside); err != nil {
				return "", err
			}
		}
		return aside, errors.Join(s.move(filepath.Join(s.dirs[i], t.within(t.Name)), t.To), syncFolder(filepath.Dir(t.To)))
	}
	if !free {
		aside = filepath.Join(t.To, replacedPrefix+at)
		if err := s.moveAside(t, aside); err != nil {
			return aside, err
		}
	}
	return aside, errors.Join(s.moveIn(s.dirs[i], t.To), syncFolder(t.To))
}

// moveAside moves all that is not kept out of a folder into a new one.
func (s *Staged) moveAside(t Target, aside string) error {
	names, err := movable(real(t.To), newPaths(t.Keep))
	if err != nil {
		return err
	}
	if err := os.Mkdir(aside, 0o755); err != nil {
		return err
	}
	for _, name := range names {
		name = filepath.FromSlash(name)
		if err := os.MkdirAll(filepath.Dir(filepath.Join(aside, name)), 0o755); err != nil {
			return err
		}
		if err := s.move(filepath.Join(t.To, name), filepath.Join(aside, name)); err != nil {
			return err
		}
	}
	return nil
}

// moveIn moves all that is in a folder into another one. A folder that is there, because
// something in it is kept, gets what is in its like.
func (s *Staged) moveIn(from, to string) error {
	entries, err := os.ReadDir(from)
	if err != nil {
		return err
	}
	for _, e := range entries {
		a, b := filepath.Join(from, e.Name()), filepath.Join(to, e.Name())
		if info, err := os.Lstat(b); err == nil && info.IsDir() && e.IsDir() {
			err = s.moveIn(a, b)
			if err != nil {
				return err
			}
			continue
		}
		if err := s.move(a, b); err != nil {
			return err
		}
	}
	return nil
}

// move renames a file or folder to a name that must be free, and notes it for undo.
func (s *Staged) move(from, to string) error {
	if err := moveNew(from, to); err != nil {
		return err
	}
	s.done = append(s.done, moved{from, to})
	return nil
}

// undo moves all back to where it was.
func (s *Staged) undo() error {
	var errs []error
	for ; len(s.done) > 0; s.done = s.done[:len(s.done)-1] {
		m := s.done[len(s.done)-1]
		errs = append(errs, moveNew(m.to, m.from))
	}
	return errors.Join(errs...)
}

// moveNew renames a file or folder to a name that must be free.
func moveNew(from, to string) error {
	info, err := os.Lstat(from)
	if err != nil {
		return err
	}
	if info.Mode().IsRegular() {
		return placeNew(from, to)
	}
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fmt.Errorf("%s: %w", to, ErrExists), err)
	}
	return os.Rename(from, to)
}

// removeEmpty removes a folder and those in it, as far as there are no files.
func removeEmpty(dir string) {
	entries, _ := os.ReadDir(dir) // what cannot be read is not removed
	for _, e := range entries {
		if e.IsDir() {
			removeEmpty(filepath.Join(dir, e.Name()))
		}
	}
	_ = os.Remove(dir) // fails if there is something in it
}

// Discard removes what was unpacked and not put.
func (s *Staged) Discard() error {
	var errs []error
	for _, dir := range s.dirs {
		errs = append(errs, os.RemoveAll(dir))
	}
	return errors.Join(errs...)
}
